import {html, nothing} from '/lib/lit-html/lit-html.js';
import {frame} from '/frame.js';
import {answerOf, typedOf} from '/form/edge.js';
import {fetchForm, formOf, keptForm, opened} from '/form/forms.js';
import {Session, begin} from '/form/interview.js';
import {discardDraft, isFull} from '/form/keep.js';
import {asked, focusQuestion, isWanting} from '/form/questions.js';
import * as screens from '/form/screens.js';
import {redrawing} from '/redraw.js';
import {currentLanguage, words} from '/words.js';

// The interview on this device, from opening the form to the receipt. The engine says what applies and what is wrong;
// this file holds the answers, keeps them safe, and moves between screens.

const [, , formId, formVersion] = location.pathname.split('/').map(decodeURIComponent);
const queried = (name) => new URLSearchParams(location.search).get(name) || null;
const practice = queried('practice') !== null;
let round = null;
let selection = null;

let screen = () => screens.loading();
let questionnaire = null;
let interview = null;
let session = null;
let current = null;
let finished = null;
const typed = new Map();
const left = new Set();

/** So long a storage that does not answer holds up the screen. */
const PATIENCE = 3_000;

/** A form that was fetched longer ago is asked for again, for the next interview. */
const DAY = 86_400_000;

let keeping = null;
let offline = null;
let queue = null;
let receipts = null;
let seals = null;
/** What keeps drafts closed, and what an interview ends with. */
let pins = null;
let ending = null;

const redraw = redrawing(
  () => html`${frame(languageChanged)}${practice ? screens.practice() : nothing}${pins?.screen() ?? screen()}`,
  () => keeping,
);

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

let changedSince = false;

/** From the end of an interview on, a draft that was still on its way must not come back. */
let ended = false;
const goesOn = () => !ended;

async function write() {
  while (changedSince && finished === null) {
    changedSince = false;
    interview.savedAt = new Date().toISOString();
    try {
      await pins.keepDraft({...interview, answers: JSON.parse(session.answers)}, goesOn);
      if (goesOn()) form.kept = true;
    } catch (fault) {
      if (ended) return;
      form.kept = false;
      form.full = isFull(fault);
    }
  }
}

/**
 * Writes the draft, and has the screen wait for it: what is drawn was kept. Changes that arrive while one is being written are
 * written together right after it.
 */
function keep() {
  changedSince = true;
  const root = document.getElementById('app');
  root.toggleAttribute('data-keeping', true);
  keeping ??= new Promise((resolve) => {
    const timer = setTimeout(() => {
      form.kept = false;
      resolve();
    }, PATIENCE);
    write().then(async () => {
      clearTimeout(timer);
      keeping = null;
      resolve();
      if (finished === null) await redraw();
      if (keeping === null) root.toggleAttribute('data-keeping', false);
    });
  });
}

function changed() {
  form.early = false;
  keep();
  return redraw();
}

/** From now on the section says what is wanting; a question that only comes up later is not scolded at once. */
function pressed(page) {
  form.attempted.add(page.name);
  for (const question of wantingOf(page)) left.add(question.path);
}

const form = {
  title: '',
  kept: null,
  /** Whether it could not be kept for want of space. */
  full: false,
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
    await changed();
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
    await changed();
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
    await keeping;
    ended = true;
    if (practice) {
      await discardDraft(interview.interview).catch(() => null);
      interview = null;
      giveBack?.();
      await show(() => screens.practised(form));
      return;
    }
    finished = await complete();
    if (form.kept) giveBack?.();
    await deliver();
  },

  reason: () => (form.failure.failure === 'network' ? words().failedNetwork : queue.reason(form.failure)),

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
      const draft = release && (await pins.drafts()).find((found) => found.interview === id);
      if (draft && (await openAsBegun(draft))) {
        const correct = draft.base && (await import('/form/correction.js')).correct;
        startInterview(draft, release, correct);
      } else {
        release?.();
        await offerDrafts();
      }
    } finally {
      form.busy = false;
    }
  },

  async beginNew() {
    const begun = begin(questionnaire, round, selection, practice);
    startInterview(begun, await hold(begun));
  },
};

const late = () => new Promise((resolve) => setTimeout(resolve, PATIENCE));

/** Sealed, where what seals is here; what can't be sealed now is by the next page that can. */
async function finishedBy(device) {
  const one = await ending.finish(questionnaire, interview, session, currentLanguage(), device);
  await Promise.race([fetchRest(), late()]);
  return seals ? seals.sealed(one) : one;
}

/** The finished interview with its number among those of this device, kept; where nothing can be kept, without one. */
async function complete() {
  try {
    for (;;) {
      const one = await finishedBy(await ending.device());
      form.kept = await ending.keepUnsent(one);
      if (form.kept) return one;
    }
  } catch (fault) {
    form.kept = false;
    form.full = isFull(fault);
    return finishedBy(null);
  }
}

async function deliver() {
  await fetchRest();
  const result = (await queue?.deliver(finished)) ?? {failure: 'network'};
  if (interview === null) return; // another attempt, of the queue's own, was sooner
  form.busy = false;
  if (result.receipt) {
    await sent(result.receipt);
  } else {
    form.failure = result;
    await show(() => screens.unsent(form, pages()));
  }
}

async function sent(receipt) {
  interview = null;
  session = null;
  typed.clear();
  giveBack?.();
  offline?.interviewEnded();
  history.replaceState({done: true}, '');
  await show(() => receipts.receipt(form, {receipt}));
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
    found = await pins.drafts();
  } catch {
    form.kept = false;
  }
  const held = new Set((await navigator.locks.query()).held.map(({name}) => name));
  const mine = await Promise.all(
    found
      .filter(
        (draft) =>
          draft.form === questionnaire.id &&
          draft.version === questionnaire.version &&
          draft.round === round &&
          draft.selection === selection &&
          Boolean(draft.practice) === practice,
      )
      .sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1))
      .map(async (draft) => ({
        draft,
        elsewhere: held.has(lockName(draft)),
        changed: draft.hash !== questionnaire.hash && (await formOf(draft)) === null,
      })),
  );
  if (mine.length === 0) {
    await form.beginNew();
    return;
  }
  offered = {drafts: mine, asking: null};
  await show(() => screens.offer(form, offered));
  if (mine.some(({elsewhere}) => elsewhere)) setTimeout(lookAgain, LOOK_AGAIN, offered);
}

const LOOK_AGAIN = 1000;

/** What another window had can be gone on with here as soon as that one is closed. */
async function lookAgain(before) {
  if (session || offered !== before) return;
  const held = new Set((await navigator.locks.query()).held.map(({name}) => name));
  if (session || offered !== before) return;
  const freed = offered.drafts.some(({draft, elsewhere}) => elsewhere && !held.has(lockName(draft)));
  if (freed && offered.asking === null && !form.busy) await offerDrafts();
  else setTimeout(lookAgain, LOOK_AGAIN, before);
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

let giveBack = null;

/** The form as it was when the draft was begun, in its engine; where that is gone, the same questionnaire in today's. */
async function openAsBegun(draft) {
  if (draft.compiled === questionnaire.compiled) return true;
  const own = await formOf(draft);
  try {
    if (own) questionnaire = await opened(own);
  } catch {
    // Judged below.
  }
  return draft.hash === questionnaire.hash;
}

const rehearsal = () => {
  const form = questionnaire;
  import('/form/rehearse.js').then(({rehearse}) => rehearse(form, currentLanguage())).catch(() => null);
};

function startInterview(begun, release, correct) {
  giveBack = release;
  interview = {...begun, compiled: questionnaire.compiled};
  session = new Session(questionnaire, interview, currentLanguage());
  const all = pages();
  // Where a draft was left: its first section with something still to answer.
  const first =
    correct?.(form, questionnaire, session, interview, changed) ??
    ((begun.savedAt !== null && all.find((page) => wantingOf(page).length > 0)) || all[0]);
  history.replaceState({page: first?.name ?? null}, '');
  showPage(first?.name ?? null).then(() => setTimeout(rehearsal));
  import('/space.js').then(({askToPersist}) => askToPersist()).catch(() => null);
}

/** What is kept here needs no network; what is not, or can't be opened any more, is fetched. */
async function openForm() {
  const kept = await keptForm(formId, formVersion);
  if (kept) {
    try {
      questionnaire = await opened(kept);
      return kept;
    } catch {
      // Its engine is gone, from here and from the service.
    }
  }
  const fetched = await fetchForm(formId, formVersion);
  if (fetched.failure) return fetched;
  try {
    questionnaire = await opened(fetched);
    return fetched;
  } catch {
    return {failure: 'network'};
  }
}

/** What is needed when an interview is over, and what it can do without altogether, comes after its first question. */
async function fetchRest() {
  if (receipts) return;
  try {
    [offline, queue, seals, receipts] = await Promise.all([
      import('/offline.js'),
      import('/queue.js'),
      import('/form/seal.js'),
      import('/form/receipt.js'),
    ]);
  } catch {
    return; // Without a network and before all was kept: the interview is kept, and sent from a page that has them.
  }
  queue.whenSent((one, receipt) => interview !== null && one.interview === finished?.interview && form.failure && sent(receipt));
}

/** What the respondent fills in alone is not for who unlocks the device. */
const beforeLock = () => {
  if (form.handed !== 'with') return;
  form.handed = null;
  showPage(current);
};

/** An answer that came while the keys were gone, a position that the device was slow to tell, is written now. */
const afterLock = () => form.kept === false && !ended && keep();

const pinned = () => Promise.all([import('/form/pin.js'), import('/form/finish.js')]).catch(() => []);

async function load() {
  screen = () => screens.loading();
  redraw();
  let failure;
  let keptAt;
  [{failure, keptAt}, [pins, ending]] = await Promise.all([openForm(), pinned()]);
  if (!ending) failure ??= 'network';
  if (failure === 'missing') {
    await show(() => screens.problem({title: words().formNotFound, how: words().formNotFoundHow}));
  } else if (failure) {
    const how = failure === 'network' ? words().formNotHere : words().formProblemHow;
    await show(() => screens.problem({title: words().formProblem, how, again: () => location.reload()}));
  } else {
    setTitle();
    await pins.admit(practice, {isWriting: () => keeping !== null, beforeLock, afterLock});
    [round, selection] = ['round', 'selection'].map(queried);
    await offerDrafts();
    if (Date.now() - Date.parse(keptAt) > DAY) fetchForm(formId, formVersion);
  }
  // What an interview can do without comes after it.
  await fetchRest();
  offline?.keepOffline(() => interview !== null || finished !== null);
}

addEventListener('popstate', (event) => {
  if (!interview || finished) return;
  // While the respondent has the device, there is no way back to what the surveyor asked.
  if (form.handed !== null) history.pushState({page: current}, '');
  else showPage(event.state?.page ?? null);
});

addEventListener('beforeunload', (event) => {
  if (interview && (finished ? !form.kept : interview.savedAt !== null)) event.preventDefault();
});

document.documentElement.lang = currentLanguage();
load();
