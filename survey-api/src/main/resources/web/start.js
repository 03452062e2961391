import {html, nothing} from '/lib/lit-html/lit-html.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import '/start-words.js';
import {frame} from '/frame.js';
import {drafts, forgetSent, unsent} from '/form/keep.js';
import {failureWords, send} from '/form/post.js';
import {redrawing} from '/redraw.js';
import {currentLanguage, moment, words} from '/words.js';

// The start page: forms to open, rounds to read, and what this device still has to send.

const redraw = redrawing(() => html`${frame(languageChanged, 'bar-wide')}${page()}`);

let forms = null;
let rounds = null;
let waiting = [];
let begun = [];
let sent = 0;
let failure = null;
let busy = false;

function languageChanged() {
  document.title = words().brand;
  redraw();
}

const inLanguage = (titles) =>
  typeof titles === 'string' ? titles : (titles?.[currentLanguage()] ?? Object.values(titles ?? {})[0] ?? '');

const formTitle = (id, version) =>
  inLanguage(forms?.find((form) => form.form === id && form.version === version)?.title) || `${id} ${version}`;

const formAddress = ({form, version, round, selection}) => {
  const query = new URLSearchParams();
  if (round) query.set('round', round);
  if (selection) query.set('selection', selection);
  const text = query.toString();
  return `/form/${encodeURIComponent(form)}/${encodeURIComponent(version)}${text && `?${text}`}`;
};

async function sendAll() {
  busy = true;
  failure = null;
  sent = 0;
  redraw();
  for (const finished of waiting) {
    const result = await send(finished);
    if (result.receipt) {
      await forgetSent(finished);
      sent += 1;
    } else {
      failure = result;
      // Without a network the rest would fail too; one interview's own fault must not hold up the others.
      if (result.failure === 'network' || result.failure === 'busy' || result.failure === 'strange') break;
    }
  }
  waiting = await unsent();
  busy = false;
  redraw();
}

const empty = (title, how) =>
  html`<div class="card">
    <p class="card-title">${title}</p>
    <p class="quiet">${how}</p>
  </div>`;

const tile = (address, title, line) =>
  html`<li>
    <a class="tile" href=${address}>
      <span><strong>${title}</strong> <span class="quiet small">${line}</span></span>
    </a>
  </li>`;

const waitingPart = () => html`
  ${sent > 0 ? html`<p class="banner banner-good" role="status">${words().sentNow(sent)}</p>` : nothing}
  ${waiting.length === 0
    ? nothing
    : html`<section class="banner banner-warn" aria-labelledby="waiting">
        <h2 id="waiting">${words().unsentTitle} (${waiting.length})</h2>
        <p>${words().unsentHow}</p>
        <ul class="stack-close small">
          ${repeat(
            waiting,
            (finished) => finished.interview,
            (finished) =>
              html`<li>${formTitle(finished.form, finished.version)} · ${words().unsentLine(moment(finished.finishedAt))}</li>`,
          )}
        </ul>
        ${failure ? html`<p role="alert"><strong>${failureWords(words(), failure)}</strong></p>` : nothing}
        <div class="actions">
          <button type="button" class="button button-main" ?disabled=${busy} @click=${sendAll}>
            ${busy ? words().sending : words().sendNow}
          </button>
        </div>
      </section>`}
`;

const draftsPart = () =>
  begun.length === 0
    ? nothing
    : html`<section class="stack" aria-labelledby="drafts">
        <h2 id="drafts">${words().draftsTitle}</h2>
        <ul class="stack-close">
          ${begun.map((draft) =>
            tile(
              formAddress(draft),
              formTitle(draft.form, draft.version),
              words().draftLine(moment(draft.savedAt), Object.keys(draft.answers).length),
            ),
          )}
        </ul>
      </section>`;

const list = (id, title, entries, none, entry) =>
  html`<section class="stack" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    ${entries.length === 0 ? none : html`<ul class="stack-close">${entries.map(entry)}</ul>`}
  </section>`;

const listsPart = () => {
  if (forms === null) return html`<p role="status" class="quiet">${words().loading}</p>`;
  if (forms === undefined) {
    return html`<div class="banner banner-warn" role="alert">
      <h2>${words().startProblem}</h2>
      <p>${words().startProblemHow}</p>
      <div class="actions"><button type="button" class="button" @click=${load}>${words().tryAgain}</button></div>
    </div>`;
  }
  return html`<div class="lists">
    ${list('forms', words().formsTitle, forms, empty(words().formsNone, words().formsNoneHow), (form) =>
      tile(formAddress(form), inLanguage(form.title), words().formVersion(form.version)),
    )}
    ${list('rounds', words().roundsTitle, rounds, empty(words().roundsNone, words().roundsNoneHow), (round) =>
      tile(`/summary/${encodeURIComponent(round.round)}${currentLanguage() === 'en' ? '?lang=en' : ''}`, inLanguage(round.title), words().roundSummary),
    )}
    ${forms.length === 0
      ? nothing
      : html`<section class="stack" aria-labelledby="preview">
          <h2 id="preview">${words().previewLink}</h2>
          <ul class="stack-close">${tile('/preview', words().previewLink, words().previewLinkHow)}</ul>
        </section>`}
    <section class="stack" aria-labelledby="frame">
      <h2 id="frame">${words().frameTitle}</h2>
      <ul class="stack-close">${tile('/frame', words().frameLink, words().frameLinkHow)}</ul>
    </section>
    ${rounds.length === 0
      ? nothing
      : html`<section class="stack" aria-labelledby="analysis">
          <h2 id="analysis">${words().analysisTitle}</h2>
          <ul class="stack-close">${tile('/analysis', words().analysisLink, words().analysisLinkHow)}</ul>
        </section>`}
    <section class="stack" aria-labelledby="sample">
      <h2 id="sample">${words().samplesTitle}</h2>
      <ul class="stack-close">${tile('/sample', words().sampleLink, words().sampleLinkHow)}
        ${tile('/rounds', words().roundsLink, words().roundsLinkHow)}
        ${tile('/samples', words().samplesLink, words().samplesLinkHow)}
        ${tile('/visits', words().visitsLink, words().visitsLinkHow)}
        ${tile('/institutions', words().institutionsLink, words().institutionsLinkHow)}</ul>
    </section>
  </div>`;
};

const page = () =>
  html`<main class="column column-wide">
    <div class="start">
      <div class="lead">
        <h1>${words().title}</h1>
        <p class="quiet">${words().startLead}</p>
      </div>
      ${waitingPart()} ${draftsPart()} ${listsPart()}
    </div>
  </main>`;

async function read(address) {
  const response = await fetch(address, {cache: 'no-store'});
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.json();
}

async function load() {
  forms = null;
  redraw();
  const [lists] = await Promise.allSettled([
    Promise.all([
      read('/api/questionnaires').then((body) => body.questionnaires),
      read('/api/rounds').then((body) => body.rounds),
    ]),
    unsent().then((found) => (waiting = found)),
    drafts().then((found) => (begun = found)),
  ]);
  [forms, rounds] = lists.value ?? [undefined, undefined];
  redraw();
}

document.documentElement.lang = currentLanguage();
languageChanged();
load();
