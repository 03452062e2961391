const two = (number) => String(number).padStart(2, '0');

const localDate = (time) => `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

/**
 * A new interview. Its id is made here, once, when the form is opened, and `today` stays the day of opening: an
 * interview that runs past midnight, or is taken up again next day, keeps its reference date.
 */
export function begin(form, round, selection, practice) {
  const now = new Date();
  return {
    interview: crypto.randomUUID(),
    form: form.id,
    version: form.version,
    hash: form.hash,
    compiled: form.compiled,
    round,
    selection,
    practice,
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
  constructor(form, interview, language) {
    this.items = new Map();
    this.turn = 0;
    this.engine = form.module;
    this.handle = this.engine.begin(form.handle, JSON.stringify(interview.answers), interview.today);
    this.language = language;
  }

  set language(language) {
    this.lang = language;
    this.state = JSON.parse(this.engine.state(this.handle, language));
    this.items.clear();
    for (const page of this.state.pages) this.index(page.questions);
  }

  /** Everything that was answered, for taking the interview up again: JSON, as the engine writes it. */
  get answers() {
    return this.engine.answers(this.handle);
  }

  /** The answers to questions that apply. Others are kept while the form is open, in case of a slip, and are never sent. */
  get relevantAnswers() {
    return JSON.parse(this.engine.relevantAnswers(this.handle));
  }

  answer(path, value) {
    this.items.get(path).turn = ++this.turn; // the input shows what was entered, also where nothing comes of it
    this.take(this.engine.change(this.handle, path, JSON.stringify(value), this.lang));
  }

  addRow(path) {
    this.take(this.engine.addRow(this.handle, path, this.lang));
  }

  removeRow(path) {
    this.take(this.engine.removeRow(this.handle, path, this.lang));
  }

  take(json) {
    const {pages, changed, complete, outcome} = JSON.parse(json);
    Object.assign(this.state, {complete, outcome});
    pages.forEach((page, at) => Object.assign(this.state.pages[at], page));
    for (const item of changed) {
      const drawn = this.items.get(item.path);
      Object.assign(drawn, item, {turn: ++this.turn});
      this.index([drawn]);
    }
  }

  index(items) {
    for (const item of items) {
      this.items.set(item.path, item);
      item.rows?.forEach((row) => this.index(row.questions));
    }
  }
}
