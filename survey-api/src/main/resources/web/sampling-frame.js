import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, ask, base64, cell, day, deskPage, findings, inLanguage, number, post, tooLarge} from '/desk.js';
import {words} from '/words.js';

// The statistician's page of sampling frames: files are checked as soon as they are chosen, and kept when asked.

const redraw = deskPage(() => words().frameTitle, () => words().frameLead, () => page());

let chosen = null; // {names, body} once files were chosen
let state = 'none'; // none, checking, good, faulty, kept, there, noMapping, tooLarge, offline, refused
let message = '';
let faults = [];
let warnings = [];
let content = null; // what the frame holds, checked or kept
let stored = null; // the kept version that content belongs to
let wrongDay = false;
let list = null;
let busy = false;

// Choosing, checking, keeping

async function choose(files) {
  if (files.length === 0) return;
  content = null;
  stored = null;
  faults = [];
  warnings = [];
  const names = files.map((file) => file.name).join(', ');
  const mappings = files.filter((file) => file.name.toLowerCase().endsWith('.json'));
  chosen = {names};
  if (mappings.length !== 1) return show('noMapping');
  if (tooLarge(files)) return show('tooLarge');
  show('checking');
  const others = files.filter((file) => file !== mappings[0]);
  const body = JSON.stringify({
    mapping: await mappings[0].text(),
    files: await Promise.all(
      others.map(async (file) => ({name: file.name, content: base64(new Uint8Array(await file.arrayBuffer()))})),
    ),
  });
  const mine = {names, body};
  chosen = mine;
  const reply = await post('/api/frames/check', body);
  if (chosen !== mine) return;
  if (!reply.body) return failed(reply);
  ({faults, warnings} = reply.body);
  content = reply.body.content ?? null;
  show(faults.length > 0 ? 'faulty' : 'good');
}

async function keep() {
  busy = true;
  redraw();
  const reply = await post('/api/frames', chosen.body);
  busy = false;
  if (!reply.body) return failed(reply);
  stored = reply.body;
  show(reply.status === 201 ? 'kept' : 'there');
  await refresh();
}

function failed(reply) {
  message = reply.message ?? '';
  faults = reply.faults ?? [];
  show(faults.length > 0 ? 'faulty' : reply.failure);
}

function show(now) {
  state = now;
  redraw();
}

async function open(entry, date) {
  const query = date ? `?date=${encodeURIComponent(date)}` : '';
  const reply = await ask(`/api/frames/${entry.frame}/${entry.version}${query}`);
  wrongDay = reply.code === '400.2';
  if (reply.body) {
    stored = reply.body.stored;
    content = reply.body.content;
    if (!date) {
      chosen = null;
      state = 'none';
      faults = [];
      warnings = [];
    }
  } else if (!wrongDay) {
    failed(reply);
  }
  redraw();
}

async function refresh() {
  const found = await answer('/api/frames', (body) => body.frames);
  // What was listed before stays, as long as nothing newer can be.
  if (!found.failure || list === null || list.failure) list = found;
  redraw();
}

// Drawing

const STATES = {
  checking: ['banner', () => words().frameChecking],
  good: ['banner banner-good', () => words().frameGood],
  faulty: ['banner banner-bad', () => words().frameFaulty(faults.length)],
  kept: ['banner banner-good', () => words().frameImported(stored.version)],
  there: ['banner banner-good', () => words().frameThere(stored.version)],
  noMapping: ['banner banner-warn', () => words().frameNoMapping],
  tooLarge: ['banner banner-warn', () => words().frameTooLarge],
  offline: ['banner banner-warn', () => words().frameOffline],
  refused: ['banner banner-warn', () => message],
};

const choosePart = () => html`<section class="stack" aria-labelledby="frame-files-label">
  <div class="file">
    <h2 id="frame-files-label">${words().frameFilesTitle}</h2>
    <p class="quiet" id="frame-files-how">${words().frameFilesHow}</p>
    <div class="chooser"><input
      id="frame-files"
      type="file"
      multiple
      accept=".json,.csv,.xlsx"
      aria-describedby="frame-files-how"
      @change=${(event) => {
        const files = Array.from(event.target.files);
        // Otherwise choosing the same files again, corrected meanwhile, would be no change.
        event.target.value = '';
        choose(files);
      }}
    />
    <label class="button button-main" for="frame-files">${words().frameFiles}</label></div>
  </div>
  ${chosen ? html`<p class="small quiet">${words().frameChosen(chosen.names)}</p>` : nothing}
  <div id="frame-state" role="status" data-state=${state}>
    ${state === 'none' ? nothing : html`<p class=${STATES[state][0]}>${STATES[state][1]()}</p>`}
  </div>
  ${findings(faults, 'findings bad stack-close')}
  ${warnings.length === 0 ? nothing : html`<h2>${words().frameWarnings(warnings.length)}</h2>`}
  ${findings(warnings, 'findings stack-close')}
  ${state === 'good'
    ? html`<div class="actions">
        <button type="button" id="frame-keep" class="button button-main" ?disabled=${busy} @click=${keep}>
          ${words().frameImport}
        </button>
      </div>`
    : nothing}
</section>`;

// A province's own row would stand among the communes that it consists of.
const isWithinProvince = (total) =>
  total.level !== 'province' || content.types.every((other) => other.level === 'province');

const totalsPart = () => html`<section class="stack" aria-labelledby="frame-content">
  <h2 id="frame-content">${inLanguage(content.name)} ${stored ? `(${stored.frame} ${stored.version})` : `(${content.frame})`}</h2>
  ${stored
    ? html`<div class="day">
        <label class="label" for="frame-day">${words().frameAsOf}</label>
        <input
          id="frame-day"
          class="input"
          type="date"
          .value=${content.asOf}
          @change=${(event) => event.target.value && open(stored, event.target.value)}
        />
      </div>`
    : html`<p>${words().frameAsOf} ${day(content.asOf)}</p>`}
  ${wrongDay ? html`<p class="banner banner-warn" role="alert">${words().frameAsOfWrong}</p>` : nothing}
  ${content.changes.length === 0
    ? nothing
    : html`<p class="small quiet">${words().frameChanges}: ${content.changes.map(day).join(', ')}</p>`}
  <h3>${words().frameTotals}</h3>
  <table class="table" id="frame-types">
    <thead>
      <tr>
        <th scope="col">${words().frameProvince}</th>
        <th scope="col">${words().frameType}</th>
        <th scope="col" class="number">${words().frameAreas}</th>
        <th scope="col" class="number">${words().framePopulation}</th>
        <th scope="col" class="number">${words().frameSmallest}</th>
        <th scope="col" class="number">${words().frameLargest}</th>
      </tr>
    </thead>
    <tbody>
      ${content.types.filter(isWithinProvince).map(
        (total) => html`<tr>
          ${cell(words().frameProvince, words().frameNamed(total.provinceName, total.province))}
          ${cell(words().frameType, total.type || words().frameLevels[total.level])}
          ${cell(words().frameAreas, number(total.areas), true)}
          ${cell(words().framePopulation, number(total.population), true)}
          ${cell(words().frameSmallest, number(total.smallest), true)}
          ${cell(words().frameLargest, number(total.largest), true)}
        </tr>`,
      )}
    </tbody>
  </table>
  <h3>${words().frameFlags}</h3>
  ${content.flags.length === 0
    ? html`<p class="quiet">${words().frameFlagsNone}</p>`
    : html`<table class="table" id="frame-flags">
        <thead>
          <tr>
            <th scope="col">${words().frameFlag}</th>
            <th scope="col">${words().frameLevel}</th>
            <th scope="col" class="number">${words().frameAreas}</th>
            <th scope="col" class="number">${words().framePopulation}</th>
          </tr>
        </thead>
        <tbody>
          ${content.flags.map(
            (total) => html`<tr>
              ${cell(words().frameFlag, inLanguage(content.flagNames[total.flag]))}
              ${cell(words().frameLevel, words().frameLevels[total.level])}
              ${cell(words().frameAreas, number(total.areas), true)}
              ${cell(words().framePopulation, number(total.population), true)}
            </tr>`,
          )}
        </tbody>
      </table>`}
  <p class="small quiet">${words().frameHash} <span class="hash">${content.asOfHash}</span></p>
  ${stored
    ? html`<p class="downloads">
        <a class="button" href=${`/api/frames/${stored.frame}/${stored.version}/areas.csv?date=${content.asOf}`} download>
          ${words().frameCsv}
        </a>
        <a class="button" href=${`/api/frames/${stored.frame}/${stored.version}/files`} download>${words().frameZip}</a>
      </p>`
    : nothing}
</section>`;

const listPart = () => html`<section class="stack" aria-labelledby="frame-list">
  <h2 id="frame-list">${words().frameList}</h2>
  ${answered(list, refresh, () =>
    list.length === 0
      ? html`<p class="quiet">${words().frameListNone}</p>`
      : html`<ul class="stack-close">
          ${list.map(
            (entry) => html`<li class="card kept">
              <div>
                <p class="card-title">${inLanguage(entry.name)}</p>
                <p class="quiet small">
                  ${entry.frame} · ${words().frameLine(entry.version, day(entry.date), number(entry.areas))}
                </p>
              </div>
              <div class="actions">
                <button
                  type="button"
                  class="button"
                  @click=${async () => { await open(entry); document.getElementById('frame-content')?.scrollIntoView(); }}
                >
                  ${words().frameOpen}
                </button>
              </div>
            </li>`,
        )}
        </ul>`,
  )}
</section>`;

const page = () => html`${choosePart()} ${content ? totalsPart() : nothing} ${listPart()}`;

refresh();
