import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, base64, day, deskPage, findings, inLanguage, languageQuery, post, tooLarge} from '/desk.js';
import {moment, words} from '/words.js';

// The statistician's page of institutions: register and returns are checked and kept, and each version is told on a page.

const redraw = deskPage(() => words().institutionsTitle, () => words().institutionsLead, () => page());

let surveys = null; // null: asking
let names = '';
let state = 'none'; // none, checking, kept, there, faulty, noJob, tooLarge, offline, refused
let kept = null;
let faults = [];
let message = '';

async function load() {
  surveys = await answer('/api/institutions', (body) => body.surveys);
  redraw();
}

function show(now) {
  state = now;
  redraw();
}

async function choose(files) {
  if (files.length === 0) return;
  faults = [];
  names = files.map((file) => file.name).join(', ');
  // The mapping of a frame is JSON too: the job is the one that names a register.
  let job = null;
  for (const file of files.filter((each) => each.name.toLowerCase().endsWith('.json'))) {
    const text = await file.text();
    if (/"register"\s*:/.test(text)) job = {file, text};
  }
  if (!job) return show('noJob');
  if (tooLarge(files)) return show('tooLarge');
  show('checking');
  const others = files.filter((file) => file !== job.file);
  const reply = await post(
    '/api/institutions',
    JSON.stringify({
      job: job.text,
      files: await Promise.all(
        others.map(async (file) => ({name: file.name, content: base64(new Uint8Array(await file.arrayBuffer()))})),
      ),
    }),
  );
  if (reply.body) {
    kept = reply.body;
    show(reply.status === 201 ? 'kept' : 'there');
    await load();
    return;
  }
  message = reply.message ?? '';
  faults = reply.faults ?? [];
  show(faults.length > 0 ? 'faulty' : reply.failure);
}

const STATES = {
  checking: ['banner', () => words().frameChecking],
  kept: ['banner banner-good', () => words().institutionsKept(kept.survey, kept.version)],
  there: ['banner banner-good', () => words().institutionsThere(kept.version)],
  faulty: ['banner banner-bad', () => words().frameFaulty(faults.length)],
  noJob: ['banner banner-warn', () => words().institutionsNoJob],
  tooLarge: ['banner banner-warn', () => words().institutionsTooLarge],
  offline: ['banner banner-warn', () => words().frameOffline],
  refused: ['banner banner-warn', () => message],
};

const choosePart = () => html`<section class="stack" aria-labelledby="institution-files-label">
  <div class="file">
    <h2 id="institution-files-label">${words().institutionsFilesTitle}</h2>
    <p class="quiet" id="institution-files-how">${words().institutionsFilesHow}</p>
    <div class="chooser"><input
      id="institution-files"
      type="file"
      multiple
      accept=".json,.csv,.xlsx"
      aria-describedby="institution-files-how"
      @change=${(event) => {
        const files = Array.from(event.target.files);
        event.target.value = '';
        choose(files);
      }}
    />
    <label class="button button-main" for="institution-files">${words().frameFiles}</label></div>
  </div>
  ${names ? html`<p class="small quiet">${words().frameChosen(names)}</p>` : nothing}
  <div id="institution-state" role="status" data-state=${state}>
    ${state === 'none' ? nothing : html`<p class=${STATES[state][0]}>${STATES[state][1]()}</p>`}
  </div>
  ${findings(faults, 'findings bad stack-close')}
</section>`;

const surveyCard = (survey) => {
  const address = `${encodeURIComponent(survey.survey)}/${survey.version}`;
  return html`<li class="card stack-close">
    <p class="card-title">${inLanguage(survey.title)}</p>
    <p class="quiet small">
      ${survey.survey} · ${words().institutionsLine(survey.version, day(survey.date), moment(survey.importedAt))}
    </p>
    <p class="downloads">
      <a class="button button-main" href=${`/institutions/${address}${languageQuery()}`}>${words().institutionsOpen}</a>
      <a class="button" href=${`/api/institutions/${address}/results.csv`} download>${words().institutionsResults}</a>
      <a class="button" href=${`/api/institutions/${address}/unanswered.csv`} download>${words().institutionsUnanswered}</a>
    </p>
  </li>`;
};

const page = () => html`<section class="stack" aria-labelledby="institutions-list">
    <h2 id="institutions-list">${words().institutionsList}</h2>
    ${answered(surveys, load, () =>
      surveys.length === 0
        ? html`<p class="quiet">${words().institutionsNone}</p>`
        : html`<ul class="stack">${surveys.map(surveyCard)}</ul>`,
    )}
  </section>
  ${choosePart()}`;

load();
