import {addRow, answers, begin as open, change, relevantAnswers, removeRow, state as stateJson} from '/engine.js';
import {hex, sha256} from '/form/post.js';

const two = (number) => String(number).padStart(2, '0');

const localDate = (time) => `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

/**
 * A new interview. Its id is made here, once, when the form is opened, and `today` stays the day of opening: an
 * interview that runs past midnight, or is taken up again next day, keeps its reference date.
 */
export function begin(form, round, selection) {
  const now = new Date();
  return {
    interview: crypto.randomUUID(),
    form: form.id,
    version: form.version,
    hash: form.hash,
    round,
    selection,
    openedAt: now.toISOString(),
    today: localDate(now),
    answers: {},
    savedAt: null,
  };
}

/**
 * An interview in the engine's hands. `state` is what a page draws (docs/formats.md, "Answers, record and state"); after each
 * answer the engine says what of it is different, and everything else stays as it is. An item's `turn` is another one whenever
 * the item has to be drawn anew.
 */
export class Session {
  #handle;
  #items = new Map();
  #turn = 0;

  constructor(form, interview, language) {
    this.#handle = open(form.handle, JSON.stringify(interview.answers), interview.today);
    this.language = language;
  }

  set language(language) {
    this.lang = language;
    this.state = JSON.parse(stateJson(this.#handle, language));
    this.#items.clear();
    for (const page of this.state.pages) this.#index(page.questions);
  }

  /** Everything that was answered, for taking the interview up again: JSON, as the engine writes it. */
  get answers() {
    return answers(this.#handle);
  }

  /** The answers to questions that apply. Others are kept while the form is open, in case of a slip, and are never sent. */
  get relevantAnswers() {
    return JSON.parse(relevantAnswers(this.#handle));
  }

  answer(path, value) {
    this.#items.get(path).turn = ++this.#turn; // the input shows what was entered, also where nothing comes of it
    this.#take(change(this.#handle, path, JSON.stringify(value), this.lang));
  }

  addRow(path) {
    this.#take(addRow(this.#handle, path, this.lang));
  }

  removeRow(path) {
    this.#take(removeRow(this.#handle, path, this.lang));
  }

  #take(json) {
    const {pages, changed, complete, outcome} = JSON.parse(json);
    Object.assign(this.state, {complete, outcome});
    pages.forEach((page, at) => Object.assign(this.state.pages[at], page));
    for (const item of changed) {
      const drawn = this.#items.get(item.path);
      Object.assign(drawn, item, {turn: ++this.#turn});
      this.#index([drawn]);
    }
  }

  #index(items) {
    for (const item of items) {
      this.#items.set(item.path, item);
      item.rows?.forEach((row) => this.#index(row.questions));
    }
  }
}

/** Code runs slowly the first few times: a made-up interview is answered beforehand, while nobody waits for it. */
export function rehearse(form, language) {
  const rehearsal = new Session(form, {answers: {}, today: ''}, language);
  const questions = rehearsal.state.pages.flatMap((page) => page.questions.slice(0, 4));
  for (const {path, rows, choices} of questions.slice(0, 20)) {
    if (!rows) rehearsal.answer(path, choices[0]?.name ?? '1');
  }
}

/** The finished interview: the payload's bytes, made once and never again, so that every sending sends the same. */
export async function finish(form, interview, session, language) {
  const payload = {
    format: 'kap-interview/1',
    interview: interview.interview,
    revision: 1,
    questionnaire: {form: form.id, version: form.version, hash: form.hash},
    engine: form.engine,
    round: interview.round,
    selection: interview.selection,
    device: {
      openedAt: interview.openedAt,
      finishedAt: new Date().toISOString(),
      today: interview.today,
      language,
    },
    outcome: session.state.outcome,
    answers: session.relevantAnswers,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return {
    interview: interview.interview,
    revision: 1,
    form: form.id,
    version: form.version,
    finishedAt: payload.device.finishedAt,
    bytes,
    sha256: hex(await sha256(bytes)),
  };
}
