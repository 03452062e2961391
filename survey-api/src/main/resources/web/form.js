import {html} from '/lib/lit-html/lit-html.js';
import {faults, open} from '/engine.js';
import {frame} from '/frame.js';
import {answerOf, typedOf} from '/form/edge.js';
import {begin, finish, stateOf} from '/form/interview.js';
import {askToPersist, discardDraft, drafts, forgetSent, keepDraft, keepUnsent} from '/form/keep.js';
import {hex, send, sha256} from '/form/post.js';
import {focusQuestion, isAsked, isSeen, isWanting} from '/form/questions.js';
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
let state = null;
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

function evaluateAgain() {
  state = stateOf(questionnaire, interview, currentLanguage());
}

function languageChanged() {
  typed.clear();
  if (questionnaire) setTitle();
  if (interview) evaluateAgain();
  redraw();
}

function setTitle() {
  form.title = stateOf(questionnaire, interview ?? begin(questionnaire, round, selection), currentLanguage()).title;
  document.title = form.title;
}

const pages = () => state.pages.filter((page) => page.relevant && page.questions.some(isSeen));

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
        await keepDraft(interview);
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

function changed(question, value) {
  if (value === null) delete interview.answers[question.name];
  else interview.answers[question.name] = value;
  evaluateAgain();
  form.early = false;
  keep();
  redraw();
}

/** From now on the section says what is wanting; a question that only comes up later is not scolded at once. */
function pressed(page) {
  form.attempted.add(page.name);
  for (const question of page.questions) {
    if (isAsked(question) && isWanting(question)) left.add(question.name);
  }
}

const form = {
  title: '',
  kept: null,
  keeping: false,
  attempted: new Set(),
  early: false,
  busy: false,
  failure: null,

  shown: (question) => left.has(question.name),

  typed: (question) => typed.get(question.name) ?? typedOf(question.type, question.value, currentLanguage()),

  type(question, text) {
    typed.set(question.name, text);
    changed(question, answerOf(question.type, text));
  },

  leave(question) {
    left.add(question.name);
    redraw();
  },

  answer(question, value) {
    typed.delete(question.name);
    left.add(question.name);
    changed(question, value);
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

  back() {
    const all = pages();
    const index = current === null ? all.length : all.findIndex(({name}) => name === current);
    form.go(all[index - 1].name);
  },

  next(event) {
    event.preventDefault();
    const page = pages().find(({name}) => name === current);
    const wanting = page.questions.filter((question) => isAsked(question) && isWanting(question));
    if (wanting.length === 0) {
      form.skip();
      return;
    }
    pressed(page);
    redraw().then(() => focusQuestion(wanting[0].name));
  },

  skip() {
    const all = pages();
    const index = all.findIndex(({name}) => name === current);
    form.go(all[index + 1]?.name ?? null);
  },

  jump(event, question) {
    event.preventDefault();
    focusQuestion(question.name);
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
    if (state.outcome === 'partial' && !form.early) {
      form.early = true;
      await redraw();
      document.getElementById('early')?.focus();
      return;
    }
    form.busy = true;
    redraw();
    finished = await finish(questionnaire, interview, state, currentLanguage());
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
  typed.clear();
  history.replaceState({done: true}, '');
  await show(() => screens.receipt(form, result));
}

async function showPage(name) {
  const index = pages().findIndex((page) => page.name === name);
  current = index < 0 ? null : name;
  if (current === null) {
    form.early = false;
    await show(() => screens.review(form, pages(), state));
  } else {
    await show(() => {
      const all = pages();
      return screens.section(form, all, all.findIndex((page) => page.name === current));
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
  evaluateAgain();
  const all = pages();
  // Where a draft was left: its first section with something still to answer.
  const first = all.find((page) => page.questions.some((question) => isAsked(question) && isWanting(question))) ?? all[0];
  history.replaceState({page: first?.name ?? null}, '');
  showPage(first?.name ?? null);
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
      fetch(`/api/questionnaires/${encodeURIComponent(formId)}/${encodeURIComponent(formVersion)}`),
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
  const bytes = await response.arrayBuffer();
  const text = new TextDecoder().decode(bytes);
  const file = `${formId}/v${formVersion}.json`;
  const found = JSON.parse(faults(file, text));
  if (found.length > 0) {
    const details = found.map(({line, column, message, remedy}) => `${line}:${column}: ${message} ${remedy}`);
    await show(() => screens.problem({title: words().formFaulty, details}));
    return;
  }
  questionnaire = {
    id: formId,
    version: formVersion,
    hash: hex(await sha256(bytes)),
    engine: hex(await sha256(engine)),
    handle: open(file, text),
  };
  setTitle();
  await offerDrafts();
}

addEventListener('popstate', (event) => {
  if (!interview || finished) return;
  showPage(event.state?.page ?? null);
});

addEventListener('beforeunload', (event) => {
  if (interview && (finished || Object.keys(interview.answers).length > 0)) event.preventDefault();
});

document.documentElement.lang = currentLanguage();
load();
