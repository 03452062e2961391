import {html, nothing} from '/lib/lit-html/lit-html.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import '/start-words.js';
import {frame, logInAddress} from '/frame.js';
import {fetchForm} from '/form/forms.js';
import {refreshKey} from '/form/seal.js';
import {fact, forms as formsHere, keepFact} from '/form/keep.js';
import {takeReturned} from '/form/returned.js';
import {tidy} from '/form/tidy.js';
import {draftsHere, keepAccount} from '/form/vault.js';
import {installation, isKept, keepOffline} from '/offline.js';
import {logOut, meLine} from '/me.js';
import {drain, queue, reason, whenSent} from '/queue.js';
import {saveQueue} from '/queue-file.js';
import {redrawing} from '/redraw.js';
import {askToPersist, promise} from '/space.js';
import {currentLanguage, moment, words} from '/words.js';

// The start page: forms to open, rounds to read, and what this device still has to send.

const redraw = redrawing(() => html`${frame(languageChanged, 'bar-wide')}${page()}`);

let forms = null;
let rounds = null;
/** Who is logged in, or the problem that says nobody is; null where the service was not reached. */
let me = null;
let logOutFailed = false;
/** When the lists were fetched, and whether that was now. */
let fetchedAt = null;
let online = false;
let engine = null;
let here = [];
let fetching = false;
let begun = {mine: [], others: 0};
/** What the service told of interviews that came back; those that are on this device are drafts. */
let returned = {listed: [], unread: 0};
let late = [];

function languageChanged() {
  document.title = words().brand;
  redraw();
}

const inLanguage = (titles) =>
  typeof titles === 'string' ? titles : (titles?.[currentLanguage()] ?? Object.values(titles ?? {})[0] ?? '');

const formTitle = (id, version) =>
  inLanguage(forms?.find((form) => form.form === id && form.version === version)?.title) || `${id} ${version}`;

const formAddress = ({form, version}, query = '') =>
  `/form/${encodeURIComponent(form)}/${encodeURIComponent(version)}${query}`;

/** Whom a draft is about is closed: the form finds it by the draft's id. */
const draftAddress = (draft) => formAddress(draft, draft.practice ? '?practice=1' : `?draft=${draft.interview}`);

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

const waitingLine = (finished) => {
  const fault = queue.faults.get(finished.interview);
  return html`<li>
    ${formTitle(finished.form, finished.version)} · ${words().unsentLine(moment(finished.finishedAt))}
    ${fault && ['conflict', 'refused', 'unopened'].includes(fault.failure) ? html`<br />${reason(fault)}` : nothing}
  </li>`;
};

/** What was written to a file last: `{name, count, left}`, or `{failure}`. */
let written = null;

async function writeQueue() {
  written = await saveQueue().catch((failure) => ({failure}));
  redraw();
}

const writtenLine = () =>
  html`<p role="status" id="written">
    ${written.failure ? words().queueNotWritten : words().queueWritten(written.count, written.name)}
    ${written.left > 0 ? words().queueLeft(written.left) : nothing}
  </p>`;

const waitingPart = () => html`
  ${queue.sent > 0 ? html`<p class="banner banner-good" role="status">${words().sentNow(queue.sent)}</p>` : nothing}
  ${queue.waiting.length === 0
    ? nothing
    : html`<section class="banner banner-warn" aria-labelledby="waiting">
        <h2 id="waiting">${words().unsentTitle} (${queue.waiting.length})</h2>
        <p>${words().unsentHow}</p>
        <ul class="stack-close small">
          ${repeat(queue.waiting, (finished) => finished.interview, waitingLine)}
        </ul>
        ${queue.failure ? html`<p role="alert"><strong>${reason(queue.failure)}</strong></p>` : nothing}
        <div class="actions">
          <button type="button" class="button button-main" ?disabled=${queue.busy} @click=${() => drain()}>
            ${queue.busy ? words().sending : words().sendNow}
          </button>
          <button type="button" class="button" @click=${writeQueue}>${words().queueWrite}</button>
        </div>
        <p class="quiet small">${words().queueWriteHow}</p>
        ${written ? writtenLine() : nothing}
      </section>`}
`;

async function lateRead() {
  late = [];
  await keepFact('late', []).catch(() => null);
  redraw();
}

/** What came too late to count stands here until somebody has read it. */
const latePart = () =>
  late.length === 0
    ? nothing
    : html`<section class="banner banner-warn" id="late" aria-labelledby="late-title">
        <h2 id="late-title">${words().lateTitle}</h2>
        <p>${words().receiptLate}</p>
        <ul class="stack-close small">
          ${late.map((one) => html`<li>${formTitle(one.form, one.version)} · ${words().lateLine(moment(one.at), one.interview)}</li>`)}
        </ul>
        <div class="actions"><button type="button" class="button" @click=${lateRead}>${words().lateRead}</button></div>
      </section>`;

/** Without a network those of the device alone; with one also those that it has no place for before a PIN is chosen. */
const returnedPart = () => {
  const here = begun.mine.filter((draft) => draft.returned);
  const more = returned.listed.filter(({kept}) => !kept);
  if (here.length + more.length + returned.unread === 0) return nothing;
  return html`<section class="stack" aria-labelledby="returned">
    <h2 id="returned">${words().returnedTitle}</h2>
    <p class="quiet">${words().returnedHow}</p>
    <ul class="stack-close">
      ${here.map((draft) =>
        tile(
          draftAddress(draft),
          formTitle(draft.form, draft.version),
          draft.returned.settled ? words().returnedSettled : words().returnedAt(moment(draft.returned.at), draft.closed ? moment(draft.savedAt) : null),
        ),
      )}
      ${more.map((one) => tile(draftAddress(one), formTitle(one.form, one.version), words().returnedAt(moment(one.at), null)))}
    </ul>
    ${returned.unread === 0 ? nothing : html`<p class="banner banner-warn" id="returned-unread">${words().returnedUnread(returned.unread)}</p>`}
  </section>`;
};

const own = () => begun.mine.filter((draft) => !draft.returned);

const draftsPart = () =>
  own().length + begun.others === 0
    ? nothing
    : html`<section class="stack" aria-labelledby="drafts">
        <h2 id="drafts">${words().draftsTitle}</h2>
        <ul class="stack-close">
          ${own().map((draft) =>
            tile(
              draftAddress(draft),
              draft.practice ? words().practiceOf(formTitle(draft.form, draft.version)) : formTitle(draft.form, draft.version),
              words().draftSaved(moment(draft.savedAt)),
            ),
          )}
        </ul>
        ${begun.others === 0 ? nothing : html`<p class="quiet" id="others">${words().draftsOfOthers(begun.others)}</p>`}
      </section>`;

/** The form as it is kept here, in the engine of the service where that is known. */
const kept = (form) =>
  here.find(
    (one) =>
      one.form === form.form && one.version === form.version && one.hash === form.hash && (engine === null || one.engine === engine),
  );

const missing = () => (forms ?? []).filter((form) => !kept(form));

const offlinePart = () => {
  if (!forms) return nothing;
  const count = missing().length;
  const state = fetching && count > 0
    ? words().offlineFetching(count)
    : !isKept()
      ? words().offlineNoProgram
      : count > 0
        ? words().offlineMissing(count)
        : words().offlineReady;
  return html`<section class="stack" aria-labelledby="offline">
    <h2 id="offline">${words().offlineTitle}</h2>
    <div class="card stack-close">
      ${online ? nothing : html`<p><strong>${words().offlineNow}</strong></p>`}
      <p role="status" id="offline-state">${state}</p>
      ${fetchedAt ? html`<p class="quiet small numeric">${words().offlineSince(moment(fetchedAt))}</p>` : nothing}
      ${promise()} ${installation()}
    </div>
  </section>`;
};

const formLine = (form) => {
  const one = kept(form);
  return `${words().formVersion(form.version)} · ${one ? words().formHere(moment(one.keptAt)) : words().formNotHereYet}`;
};

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
      tile(formAddress(form), inLanguage(form.title), formLine(form)),
    )}
    ${forms.length === 0
      ? nothing
      : html`<section class="stack" aria-labelledby="practice">
          <h2 id="practice">${words().practiceTitle}</h2>
          <p class="quiet">${words().practiceHow}</p>
          <ul class="stack-close">
            ${forms.map((form) =>
              tile(formAddress(form, '?practice=1'), words().practiceOf(inLanguage(form.title)), words().formVersion(form.version)),
            )}
          </ul>
        </section>`}
    ${online && me?.may ? deskPart() : nothing}
  </div>`;
};

async function leave() {
  logOutFailed = !(await logOut());
  if (logOutFailed) redraw();
  else await load();
}

/** Who is logged in, and the way in or out. */
const mePart = () => {
  if (me === null) return nothing;
  if (me.login) {
    return html`<div class="card stack-close" id="me">
      <p>${meLine(me)}</p>
      ${logOutFailed ? html`<p role="alert">${words().meLogOutFailed}</p>` : nothing}
      <div class="actions">
        <a class="button" href="/password">${words().mePassword}</a>
        <button type="button" class="button" @click=${leave}>${words().meLogOut}</button>
      </div>
    </div>`;
  }
  if (me.details?.administrator === 'none') {
    return html`<div class="banner banner-warn stack-close" id="me">
      <p>${words().meNoAdministrator}</p>
      <p><code>./kap user add quan-tri --role administrator</code></p>
      <div class="actions"><a class="button" href=${logInAddress()}>${words().meLogIn}</a></div>
    </div>`;
  }
  return html`<div class="card stack-close" id="me">
    <p class="card-title">${words().meNobody}</p>
    <p class="quiet">${words().meNobodyHow}</p>
    <div class="actions"><a class="button button-main" href=${logInAddress()}>${words().meLogIn}</a></div>
  </div>`;
};

/** A tile for those who may open its page. */
const tileFor = (policy, ...parts) => (me?.may?.includes(policy) ? tile(...parts) : nothing);

/** What needs the service, of it what this account may open. */
const deskPart = () => html`${!me.may.includes('results') ? nothing : list('rounds', words().roundsTitle, rounds, empty(words().roundsNone, words().roundsNoneHow), (round) =>
      tile(`/summary/${encodeURIComponent(round.round)}${currentLanguage() === 'en' ? '?lang=en' : ''}`, inLanguage(round.title), words().roundSummary),
    )}
    ${forms.length === 0 || !me.may.includes('desk')
      ? nothing
      : html`<section class="stack" aria-labelledby="preview">
          <h2 id="preview">${words().previewLink}</h2>
          <ul class="stack-close">${tile('/preview', words().previewLink, words().previewLinkHow)}</ul>
        </section>`}
    ${!me.may.includes('desk')
      ? nothing
      : html`<section class="stack" aria-labelledby="frame">
          <h2 id="frame">${words().frameTitle}</h2>
          <ul class="stack-close">${tile('/frame', words().frameLink, words().frameLinkHow)}</ul>
        </section>`}
    ${rounds.length === 0 || !me.may.includes('statistics')
      ? nothing
      : html`<section class="stack" aria-labelledby="analysis">
          <h2 id="analysis">${words().analysisTitle}</h2>
          <ul class="stack-close">${tile('/analysis', words().analysisLink, words().analysisLinkHow)}</ul>
        </section>`}
    ${!me.may.includes('desk')
      ? nothing
      : html`<section class="stack" aria-labelledby="sample">
          <h2 id="sample">${words().samplesTitle}</h2>
          <ul class="stack-close">${tile('/sample', words().sampleLink, words().sampleLinkHow)}
            ${tile('/rounds', words().roundsLink, words().roundsLinkHow)}
            ${tileFor('selected', '/samples', words().samplesLink, words().samplesLinkHow)}
            ${tile('/visits', words().visitsLink, words().visitsLinkHow)}
            ${tileFor('review', '/review', words().reviewLink, words().reviewLinkHow)}
            ${tileFor('review', '/devices', words().devicesLink, words().devicesLinkHow)}
            ${tile('/institutions', words().institutionsLink, words().institutionsLinkHow)}
            ${tileFor('accounts', '/accounts', words().accountsLink, words().accountsLinkHow)}</ul>
        </section>`}`;

const page = () =>
  html`<main class="column column-wide">
    <div class="start">
      <div class="lead">
        <h1>${words().title}</h1>
        <p class="quiet">${words().startLead}</p>
      </div>
      ${waitingPart()} ${latePart()} ${mePart()} ${returnedPart()} ${draftsPart()} ${listsPart()} ${offlinePart()}
    </div>
  </main>`;

async function read(address) {
  const response = await fetch(address, {cache: 'no-store'});
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.json();
}

/** The account that is logged in, or the problem that nobody is. */
async function whoIsHere() {
  const response = await fetch('/api/me', {cache: 'no-store'});
  if (!response.ok && response.status !== 401) throw new Error(`/api/me answered ${response.status}.`);
  return response.json();
}

async function fetchLists() {
  const who = await whoIsHere();
  const [{questionnaires}, all, {sha256}] = await Promise.all([
    read('/api/questionnaires'),
    who.login ? read('/api/rounds') : {rounds: []},
    read('/api/engine'),
    // Told to be ready for work without a network only when interviews can be sealed there too.
    refreshKey(),
  ]);
  me = who;
  // Who is logged in no longer, but has not logged out, comes back to his drafts.
  if (me.account) await keepAccount(me.account);
  [forms, rounds, engine, fetchedAt, online] = [questionnaires, all.rounds, sha256, new Date().toISOString(), true];
  try {
    await keepFact('lists', {forms, rounds, fetchedAt});
  } catch {
    // Storage is full or forbidden; the lists are then there while the page is.
  }
}

/** The lists as this device last had them; undefined where it never did. */
async function keptLists() {
  const lists = await fact('lists').catch(() => undefined);
  ({forms, rounds, fetchedAt} = lists ?? {fetchedAt: null});
}

/** Has every form that is listed on this device, one after the other. */
async function fetchForms() {
  fetching = true;
  for (const form of missing()) {
    const fetched = await fetchForm(form.form, form.version);
    if (fetched.failure === 'network') break;
    here = await formsHere();
    redraw();
  }
  fetching = false;
  await tidy(forms, engine);
  here = await formsHere();
}

async function readLate() {
  late = (await fact('late').catch(() => null)) ?? [];
  redraw();
}

/** What came back while there was no network, or since the page was opened. */
async function fetchReturned() {
  if (!me?.may?.includes('field-work')) return;
  try {
    returned = await takeReturned();
    begun = await draftsHere();
  } catch {
    // What is here stays.
  }
  redraw();
}

async function load() {
  [forms, online, me, logOutFailed] = [null, false, null, false];
  redraw();
  await Promise.allSettled([
    fetchLists().catch(keptLists),
    formsHere().then((found) => (here = found)),
  ]);
  begun = await draftsHere().catch(() => begun);
  await readLate();
  await fetchReturned();
  try {
    if (online) await fetchForms();
  } catch {
    fetching = false; // the storage is full or forbidden: what is missing is told
  }
  redraw();
}

document.documentElement.lang = currentLanguage();
languageChanged();
load();
keepOffline(() => false);
addEventListener('online', fetchReturned);
whenSent((one, receipt) => receipt.late && readLate());
askToPersist();
