import {html} from '/lib/lit-html/lit-html.js';
import {open} from '/engine.js';
import {frame} from '/frame.js';
import {answerOf, typedOf} from '/form/edge.js';
import {Session, begin, finish, rehearse} from '/form/interview.js';
import {askToPersist, discardDraft, drafts, forgetSent, keepDraft, keepUnsent} from '/form/keep.js';
import {hex, send, sha256} from '/form/post.js';
import {asked, focusQuestion, isWanting} from '/form/questions.js';
import * as screens from '/form/screens.js';
import {redrawing} from '/redraw.js';
import {currentLanguage, words} from '/words.js';

// The interview on this device, from opening the form to the receipt. The engine says what applies and what is wrong;
// this file holds the answers, keeps them safe, and moves between screens.

const [, , formId, formVersion] = location.pathname.split('/').map(decodeURIComponent);
const query = new URLSearchParams(location.search);
const round = query.get('round') || null;
const selection = query.get('selection') || null;

let screen = () => screens.loading();
let questionnaire = null;
let interview = null;
let session = null;
let current = null;
let finished = null;
const typed = new Map();
const left = new Set();

const redraw = redrawing(() => html`${frame(languageChanged)}${screen()}`);

async function show(next) {
  screen = next;
  await redraw();
  document.getElementById('heading')?.focus({preventScroll: true});
  scrollTo(0, 0);
}

function languageChanged() {
  typed.clear();
  if (questionnaire) setTitle();
  if (session) session.language = currentLanguage();
  redraw();
}

function setTitle() {
  form.title = questionnaire.title[currentLanguage()] ?? Object.values(questionnaire.title)[0];
  document.title = form.title;
}

const pages = () => session.state.pages.filter((page) => page.relevant);

const wantingOf = (page) => asked(page.questions).filter(isWanting);

/** Writes the draft; changes that arrive while one is being written are written together right after it. */
let keeping = null;
let changedSince = false;
function keep() {
  changedSince = true;
  form.keeping = true;
  keeping ??= (async () => {
    while (changedSince && finished === null) {
      changedSince = false;
      interview.savedAt = new Date().toISOString();
      try {
        await keepDraft({...interview, answers: session.answers});
        form.kept = true;
      } catch {
        form.kept = false;
      }
    }
    keeping = null;
    form.keeping = false;
    if (finished === null) redraw();
  })();
}

function changed() {
  form.early = false;
  keep();
  redraw();
}

/** From now on the section says what is wanting; a question that only comes up later is not scolded at once. */
function pressed(page) {
  form.attempted.add(page.name);
  for (const question of wantingOf(page)) left.add(question.path);
}

const form = {
  title: '',
  kept: null,
  keeping: false,
  attempted: new Set(),
  early: false,
  busy: false,
  failure: null,

  redraw: () => redraw(),
  removing: null,
  /** The part that the respondent fills in: `offer` before it, `with` during it, `return` after it; else null. */
  handed: null,
  handedBack: new Set(),

  /** Whether the list of the sections is open; what nobody sees is not counted after every answer. */
  listing: false,

  list({target}) {
    form.listing = target.open;
    redraw();
  },

  shown: (question) => left.has(question.path),

  typed: (question) => typed.get(question.path) ?? typedOf(question.type, question.value, currentLanguage()),

  type(question, text) {
    typed.set(question.path, text);
    session.answer(question.path, answerOf(question.type, text));
    changed();
  },

  leave(question) {
    left.add(question.path);
    redraw();
  },

  answer(question, value) {
    typed.delete(question.path);
    left.add(question.path);
    session.answer(question.path, value);
    changed();
  },

  /**
   * The names are kept in the order in which the questionnaire lists the choices. A choice that the questionnaire marks
   * as exclusive takes the others back, and they it; the engine judges whatever comes out.
   */
  choose(question, name, on) {
    const {exclusive} = question.choices.find((choice) => choice.name === name);
    const chosen = question.choices
      .filter((choice) => (choice.name === name ? on : choice.selected && !(on && (exclusive || choice.exclusive))))
      .map((choice) => choice.name);
    form.answer(question, chosen.length === 0 ? null : chosen.join(' '));
  },

  /** What was typed belongs to rows by their numbers, which change. */
  async addRow(repeat) {
    typed.clear();
    session.addRow(repeat.path);
    changed();
    await redraw();
    document.getElementById(`r-${repeat.path}-${repeat.rows.length - 1}`)?.focus();
  },

  askRemove(row) {
    form.removing = row?.path ?? null;
    redraw();
  },

  async removeRow(repeat, row) {
    form.removing = null;
    typed.clear();
    for (const path of left) if (path.startsWith(`${repeat.path}-`)) left.delete(path);
    session.removeRow(row.path);
    changed();
    await redraw();
    document.getElementById(`q-${repeat.path}`)?.focus();
  },

  back() {
    const before = form.before();
    if (before) form.go(before.name);
  },

  /** The section before this one that is open to the surveyor. */
  before() {
    const all = pages();
    const index = current === null ? all.length : all.findIndex(({name}) => name === current);
    return all.slice(0, index).findLast((page) => !form.locked(page)) ?? null;
  },

  /** What the respondent filled in alone is not shown again. */
  locked: (page) => form.handedBack.has(page.name),

  next(event) {
    event.preventDefault();
    const page = pages().find(({name}) => name === current);
    const wanting = wantingOf(page);
    if (wanting.length === 0) {
      form.skip();
      return;
    }
    pressed(page);
    redraw().then(() => focusQuestion(wanting[0].path));
  },

  skip() {
    const all = pages();
    const index = all.findIndex(({name}) => name === current);
    const next = all.slice(index + 1).find((page) => !form.locked(page));
    if (all[index].selfFill && !next?.selfFill) {
      for (const page of all) if (page.selfFill && all.indexOf(page) <= index) form.handedBack.add(page.name);
      form.handed = 'return';
      form.after = next?.name ?? null;
      show(() => screens.handBack(form));
      return;
    }
    form.go(next?.name ?? null);
  },

  notYet() {
    form.handed = null;
    form.back();
  },

  takeOver() {
    form.handed = 'with';
    showPage(current);
  },

  takeBack() {
    form.handed = null;
    form.go(form.after);
  },

  jump(event, question) {
    event.preventDefault();
    focusQuestion(question.path);
  },

  /** To a section by its name, or to the review; the device's own back button then leads back again. */
  async go(name, question) {
    document.getElementById('sections')?.removeAttribute('open');
    history.pushState({page: name}, '');
    if (question) pressed(pages().find((page) => page.name === name));
    await showPage(name);
    if (question) focusQuestion(question);
  },

  async finish() {
    if (form.busy) return;
    if (session.state.outcome === 'partial' && !form.early) {
      form.early = true;
      await redraw();
      document.getElementById('early')?.focus();
      return;
    }
    form.busy = true;
    redraw();
    finished = await finish(questionnaire, interview, session, currentLanguage());
    await keeping;
    try {
      await keepUnsent(finished);
      form.kept = true;
    } catch {
      form.kept = false;
    }
    await deliver();
  },

  stay() {
    form.early = false;
    redraw();
  },

  async retry() {
    form.busy = true;
    redraw();
    await deliver();
  },

  again() {
    location.reload();
  },

  askDiscard(draft) {
    offered.asking = draft?.interview ?? null;
    redraw();
  },

  async discard(draft) {
    const release = await hold(draft);
    if (release) {
      try {
        await discardDraft(draft.interview);
      } finally {
        release();
      }
    }
    await offerDrafts();
  },

  /** Another window may have taken the draft, changed it or sent it since it was offered here: it is read again. */
  async resume({interview: id}) {
    if (form.busy) return;
    form.busy = true;
    try {
      const release = await hold({interview: id});
      const draft = release && (await drafts()).find((found) => found.interview === id);
      if (draft) {
        startInterview(draft);
      } else {
        release?.();
        await offerDrafts();
      }
    } finally {
      form.busy = false;
    }
  },

  beginNew() {
    const begun = begin(questionnaire, round, selection);
    hold(begun);
    startInterview(begun);
  },
};

async function deliver() {
  const result = await send(finished);
  form.busy = false;
  if (!result.receipt) {
    form.failure = result;
    await show(() => screens.unsent(form, pages()));
    return;
  }
  try {
    await forgetSent(finished);
  } catch {
    // It stays listed as unsent; sending it again gives the same receipt and removes it then.
  }
  interview = null;
  session = null;
  typed.clear();
  history.replaceState({done: true}, '');
  await show(() => screens.receipt(form, result));
}

async function showPage(name) {
  const page = pages().find((found) => found.name === name && !form.locked(found));
  current = page?.name ?? null;
  if (current === null) {
    form.early = false;
    await show(() => screens.review(form, pages(), session.state));
  } else if (page.selfFill && form.handed !== 'with') {
    form.handed = 'offer';
    await show(() => screens.handOver(form, page));
  } else {
    if (!page.selfFill) form.handed = null;
    await show(() => {
      const all = pages();
      return screens.section(form, all, all.findIndex(({name}) => name === current));
    });
  }
}

let offered = {drafts: [], asking: null};

/** Drafts of this form for this round and selected person; one that another window holds can't be taken from it. */
async function offerDrafts() {
  let found = [];
  try {
    found = await drafts();
  } catch {
    form.kept = false;
  }
  const held = new Set((await navigator.locks.query()).held.map(({name}) => name));
  const mine = found
    .filter(
      (draft) =>
        draft.form === questionnaire.id &&
        draft.version === questionnaire.version &&
        draft.round === round &&
        draft.selection === selection,
    )
    .sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1))
    .map((draft) => ({
      draft,
      elsewhere: held.has(lockName(draft)),
      changed: draft.hash !== questionnaire.hash,
    }));
  if (mine.length === 0) {
    form.beginNew();
    return;
  }
  offered = {drafts: mine, asking: null};
  await show(() => screens.offer(form, offered));
}

const lockName = ({interview: id}) => `kap-interview-${id}`;

/**
 * Takes an interview for this window until the page goes away, so that two windows never write one draft. Resolves to
 * what gives it back, or to null where another window has it.
 */
const hold = (draft) =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(lockName(draft), {ifAvailable: true}, (lock) =>
        lock ? new Promise((release) => resolve(release)) : resolve(null),
      )
      .catch(reject);
  });

function startInterview(begun) {
  interview = begun;
  session = new Session(questionnaire, begun, currentLanguage());
  const all = pages();
  // Where a draft was left: its first section with something still to answer.
  const first = (begun.savedAt !== null && all.find((page) => wantingOf(page).length > 0)) || all[0];
  history.replaceState({page: first?.name ?? null}, '');
  showPage(first?.name ?? null).then(() => setTimeout(() => rehearse(questionnaire, currentLanguage())));
  askToPersist();
}

async function load() {
  screen = () => screens.loading();
  redraw();
  const again = () => load();
  let response;
  let engine;
  try {
    [response, engine] = await Promise.all([
      fetch(`/api/questionnaires/${encodeURIComponent(formId)}/${encodeURIComponent(formVersion)}/compiled`),
      fetch('/engine.js').then((script) => script.arrayBuffer()),
    ]);
  } catch {
    await show(() => screens.problem({title: words().formProblem, how: words().formProblemHow, again}));
    return;
  }
  if (response.status === 404 || response.status === 400) {
    await show(() => screens.problem({title: words().formNotFound, how: words().formNotFoundHow}));
    return;
  }
  if (!response.ok) {
    await show(() => screens.problem({title: words().formProblem, how: words().formProblemHow, again}));
    return;
  }
  const compiled = await response.text();
  const {hash, title} = JSON.parse(compiled);
  questionnaire = {
    id: formId,
    version: formVersion,
    hash,
    title,
    engine: hex(await sha256(engine)),
    handle: open(compiled),
  };
  setTitle();
  await offerDrafts();
}

addEventListener('popstate', (event) => {
  if (!interview || finished) return;
  // While the respondent has the device, there is no way back to what the surveyor asked.
  if (form.handed !== null) history.pushState({page: current}, '');
  else showPage(event.state?.page ?? null);
});

addEventListener('beforeunload', (event) => {
  if (interview && (finished || interview.savedAt !== null)) event.preventDefault();
});

document.documentElement.lang = currentLanguage();
load();
