import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import {cancel, check, example, fileAddress, recent, remove, rounds, run, state, tablesAddress, textOf} from '/analysis/jobs.js';
import {draft, keepDraft, keepSent, sent} from '/analysis/keep.js';
import {answered, deskPage, empty, roundChooser, wantedRound} from '/desk.js';
import {currentLanguage, moment, words} from '/words.js';

// The statistician's page: a job is checked as it is written, run from the queue, and its tables are shown.

const PAUSE = 500;
const POLL = 700;
const FEW = 5;
const ENDED = ['done', 'failed', 'cancelled'];

const redraw = deskPage(() => words().analysisTitle, () => words().analysisLead, () => page());

let known = null; // the rounds; null: asking
let chosen = '';
let text = draft()?.text ?? '';
let replaced = null; // the text before an example or an older job took its place
let kept = true;
let checked = {state: 'none'}; // none, waiting, good, faulty, network, busy, refused
let job = null;
let jobProblem = null;
let sending = false;
let list = null;
let whole = false;
let removing = null;
let timer = null;
let asked = null;
let polling = null;

/** What a fault says in the language of the page; faults kept before they had two are in English. */
const saidOf = (fault) => (currentLanguage() === 'vi' && fault.vi ? fault.vi : fault);

// Writing and checking

function written(now) {
  text = now;
  kept = keepDraft(text);
  clearTimeout(timer);
  asked?.abort();
  checked = text.trim() === '' ? {state: 'none'} : {...checked, state: 'waiting'};
  if (text.trim() !== '') timer = setTimeout(checkNow, PAUSE);
  redraw();
}

async function checkNow() {
  clearTimeout(timer);
  asked?.abort();
  asked = new AbortController();
  const mine = asked;
  const {body, failure, message} = await check(text, mine.signal);
  if (mine !== asked || failure === 'aborted') return;
  if (body) {
    checked = body.faults.length > 0 ? {state: 'faulty', faults: body.faults} : {state: 'good', rows: body.rows};
  } else {
    checked = {state: failure, message};
    // Asked again by itself: whoever writes should not have to think of the network.
    if (failure !== 'refused') timer = setTimeout(checkNow, 4000);
  }
  redraw();
}

function replaceText(now) {
  replaced = text.trim() !== '' && text !== now ? text : null;
  written(now);
}

async function useExample() {
  const {body, failure, message} = await example(chosen);
  if (failure) {
    checked = {state: failure, message};
    redraw();
  } else replaceText(body);
}

async function useTextOf(id) {
  const {body, ...problem} = await textOf(id);
  if (problem.failure) {
    jobProblem = problem;
    redraw();
  } else {
    replaceText(body);
    document.getElementById('job-text').focus();
  }
}

function goTo({line, column}) {
  const field = document.getElementById('job-text');
  const lines = text.split('\n');
  let at = 0;
  for (let i = 0; i < line - 1; i += 1) at += lines[i].length + 1;
  at += Array.from(lines[line - 1] ?? '').slice(0, column - 1).join('').length;
  field.focus();
  field.setSelectionRange(at, at);
  field.scrollTop = Math.max(0, (line - 4) * 24);
}

// Running

async function start() {
  const pending = {key: crypto.randomUUID(), text};
  keepSent(pending);
  await send(pending);
}

async function send(pending) {
  sending = true;
  jobProblem = null;
  redraw();
  const {body, ...problem} = await run(pending.text, pending.key);
  sending = false;
  if (body) {
    keepSent({key: pending.key, text: null});
    show(body);
  } else if (problem.failure === 'refused') {
    keepSent(null);
    if (problem.faults.length > 0 && pending.text === text) checked = {state: 'faulty', faults: problem.faults};
    else jobProblem = problem;
  } else {
    jobProblem = {...problem, pending};
  }
  redraw();
}

function show(now) {
  job = now;
  clearTimeout(polling);
  if (!ENDED.includes(job.state)) polling = setTimeout(poll, POLL);
  else refreshList();
  redraw();
}

async function poll() {
  const id = job.job;
  const {body, failure, code} = await state(id);
  if (job?.job !== id) return;
  if (body) {
    if (jobProblem && !jobProblem.pending) jobProblem = null;
    show(body);
  } else if (code === '404.5') {
    job = null;
    keepSent(null);
  } else {
    jobProblem = {failure};
    polling = setTimeout(poll, 3000);
  }
  redraw();
}

async function stop() {
  const {body, failure} = await cancel(job.job);
  if (body) show(body);
  else if (failure !== 'refused') {
    jobProblem = {failure};
    redraw();
  }
}

async function refreshList() {
  const {body, ...problem} = await recent();
  if (body) list = body.jobs;
  else if (list === null || list.failure) list = problem;
  redraw();
}

/** The first press asks, the second removes; it is one button, so that the keyboard stays on it, and no double click removes. */
function removeAsked(id, clicks) {
  if (clicks > 1) return;
  if (removing === id) removeJob(id);
  else {
    removing = id;
    redraw();
  }
}

async function removeJob(id) {
  await remove(id);
  removing = null;
  if (job?.job === id) job = null;
  await refreshList();
}

// Drawing

const problemWords = ({failure, message, pending}) => {
  if (failure === 'refused') return message;
  if (failure === 'busy') return words().jobBusy;
  return pending ? words().jobNotSent : words().jobOffline;
};

const roundPart = () => {
  if (known.length === 0) return empty(words().roundsNone, words().jobRoundsNoneHow);
  return html`<div class="picker">
    <div>${roundChooser('job-round', known, chosen, (round) => { chosen = round; redraw(); })}</div>
    <button type="button" class="button" id="job-example" @click=${useExample}>${words().jobExample}</button>
  </div>`;
};

const checkLine = () => {
  const say = {
    none: () => words().jobEmpty,
    waiting: () => words().jobChecking,
    good: () => words().jobGood(checked.rows),
    faulty: () => words().jobFaulty(checked.faults.length),
    network: () => words().jobCheckOffline,
    busy: () => words().jobCheckBusy,
    refused: () => checked.message,
  };
  return say[checked.state]();
};

const editorPart = () => {
  const faults = checked.faults ?? [];
  const atFault = new Set(faults.map(({line}) => line));
  const lines = text.split('\n').length;
  return html`<section class="stack" aria-labelledby="job-label">
    <label class="label" id="job-label" for="job-text">${words().jobText}</label>
    <div class="editor">
      <div class="editor-lines" aria-hidden="true">
        ${Array.from({length: lines}, (_, i) =>
          html`<span class=${atFault.has(i + 1) ? 'at-fault' : ''}>${i + 1}</span>`)}
      </div>
      <textarea
        id="job-text"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        wrap="off"
        aria-describedby="job-check"
        aria-invalid=${String(checked.state === 'faulty')}
        .value=${live(text)}
        @input=${(event) => written(event.target.value)}
        @scroll=${(event) => { event.target.previousElementSibling.scrollTop = event.target.scrollTop; }}
      ></textarea>
    </div>
    <p id="job-check" role="status" data-state=${checked.state} class="small">${checkLine()}</p>
    ${kept ? nothing : html`<p class="banner banner-warn small">${words().jobNotKept}</p>`}
    ${replaced === null
      ? nothing
      : html`<p class="banner small">
          ${words().jobReplaced}
          <button type="button" class="button" @click=${() => { const before = replaced; replaceText(before); }}>
            ${words().jobRestore}
          </button>
        </p>`}
    ${faults.length === 0
      ? nothing
      : html`<ol class="faults stack-close" aria-label=${words().jobFaulty(faults.length)}>
          ${faults.map(
            (fault) => html`<li>
              <button type="button" ?disabled=${fault.line === 0} @click=${() => goTo(fault)}>
                <strong>${words().jobLine(fault.line, fault.column)}</strong>
                ${saidOf(fault).message} ${saidOf(fault).remedy}
              </button>
            </li>`,
          )}
        </ol>`}
    <div class="actions">
      <button
        type="button"
        id="job-run"
        class="button button-main"
        ?disabled=${sending || checked.state !== 'good' || (job !== null && !ENDED.includes(job.state))}
        @click=${start}
      >
        ${sending ? words().sending : words().jobRun}
      </button>
    </div>
  </section>`;
};

const progressPart = () => {
  const value = job.stage === 'estimating' && job.steps > 0 ? job.done / job.steps : undefined;
  return html`<div class="banner" id="job-progress">
    <p role="status">
      ${words().jobStage[job.stage]}
      ${job.stage === 'estimating' ? words().jobSteps(job.done, job.steps) : nothing}
      ${job.attempts > 1 ? words().jobAgain : nothing}
    </p>
    ${value === undefined
      ? html`<progress class="meter" aria-label=${words().jobProgress}></progress>`
      : html`<progress class="meter" aria-label=${words().jobProgress} max="1" .value=${value}></progress>`}
    <div class="actions"><button type="button" class="button" id="job-cancel" @click=${stop}>${words().jobCancel}</button></div>
  </div>`;
};

const donePart = () => html`
  <iframe
    class="tables"
    sandbox=""
    title=${words().jobTables}
    src=${tablesAddress(job.job, currentLanguage())}
  ></iframe>
  <h3>${words().jobFiles}</h3>
  <p class="downloads">
    <a class="button button-main" href=${`/api/jobs/${job.job}/files`} download>${words().jobAll}</a>
    ${job.files
      .filter((name) => name !== 'tables.html')
      .map((name) => html`<a class="button" href=${fileAddress(job.job, name)} download>${name}</a>`)}
  </p>
`;

const removedPart = () => html`<p class="banner" id="job-removed">${words().jobFilesRemoved}</p>`;

const failedPart = () => html`<div class=${job.state === 'cancelled' ? 'banner' : 'banner banner-bad'} role="alert">
  <p><strong>${job.state === 'cancelled' ? words().jobCancelled : words().jobFailed}</strong></p>
  ${job.state === 'cancelled' ? nothing : html`<p>${words().jobReason[job.reason] ?? job.reason}</p>`}
  ${job.faults.length === 0
    ? nothing
    : html`<ul class="small">
        ${job.faults.map((fault) => html`<li>${fault.line}:${fault.column} ${saidOf(fault).message} ${saidOf(fault).remedy}</li>`)}
      </ul>`}
</div>`;

const resultPart = () => html`<section class="stack" aria-labelledby="job-result">
  <h2 id="job-result">${words().jobResult}</h2>
  ${jobProblem
    ? html`<div class="banner banner-warn" role="alert">
        <p>${problemWords(jobProblem)}</p>
        ${jobProblem.pending
          ? html`<div class="actions">
              <button type="button" class="button" @click=${() => send(jobProblem.pending)}>${words().retry}</button>
            </div>`
          : nothing}
      </div>`
    : nothing}
  ${job === null
    ? jobProblem ? nothing : html`<p class="quiet">${words().jobNone}</p>`
    : html`<p class="small quiet named">${job.name || job.round} · ${moment(job.queuedAt)} · ${words().jobState[job.state]}</p>
        ${job.state === 'done' ? (job.files.length > 0 ? donePart() : removedPart()) : ENDED.includes(job.state) ? failedPart() : progressPart()}`}
</section>`;

const listPart = () => html`<section class="stack" aria-labelledby="job-list">
  <h2 id="job-list">${words().jobRecent}</h2>
  ${answered(list, refreshList, () =>
    list.length === 0
      ? html`<p class="quiet">${words().jobRecentNone}</p>`
      : html`<ul class="stack-close">
            ${repeat(whole ? list : list.slice(0, FEW), (entry) => entry.job, entryPart)}
          </ul>
          ${whole || list.length <= FEW
            ? nothing
            : html`<button type="button" class="button" @click=${() => { whole = true; redraw(); }}>
                ${words().jobMore(list.length - FEW)}
              </button>`}`,
  )}
</section>`;

const entryPart = (entry) => html`<li class="card run">
  <div>
    <p class="card-title named">${entry.name || entry.round}</p>
    <p class="quiet small">${entry.round} · ${moment(entry.queuedAt)} · ${words().jobState[entry.state]}</p>
  </div>
  <div class="actions">
    <button type="button" class="button" @click=${() => { jobProblem = null; show(entry); document.getElementById('job-result').scrollIntoView(); }}>
      ${words().jobOpen}
    </button>
    <button type="button" class="button" @click=${() => useTextOf(entry.job)}>${words().jobReuse}</button>
    ${!ENDED.includes(entry.state)
      ? nothing
      : html`<button
          type="button"
          class=${removing === entry.job ? 'button button-danger' : 'button'}
          @click=${(event) => removeAsked(entry.job, event.detail)}
        >
          ${removing === entry.job ? words().jobRemoveYes : words().jobRemove}
        </button>`}
  </div>
</li>`;

const page = () => html`${answered(known, load, roundPart)} ${editorPart()} ${resultPart()} ${listPart()}`;

async function load() {
  known = null;
  redraw();
  const {body, ...problem} = await rounds();
  known = body ? body.rounds : problem;
  chosen = body ? (wantedRound() ?? known[0]?.round ?? '') : '';
  refreshList();
  if (text.trim() === '' && chosen) await useExample();
  else redraw();
}

async function resume() {
  const last = sent();
  if (!last) return;
  // Not known whether the service got it: the same key makes it safe to ask again.
  if (last.text !== null) await send(last);
  else {
    const {body} = await state(last.key);
    if (body) show(body);
  }
}

if (text.trim() !== '') written(text);
load();
resume();
