import {evaluate} from '/engine.js';
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

/** What the engine says of these answers: pages, questions, findings, the canonical record. */
export function stateOf(form, interview, language) {
  return JSON.parse(evaluate(form.handle, JSON.stringify(interview.answers), interview.today, language));
}

/** Answers of questions that do not apply are kept while the form is open, in case of a slip, and are never sent. */
function relevantAnswers(state, answers) {
  const sent = {};
  for (const page of state.pages) {
    for (const question of page.questions) {
      if (question.relevant && Object.hasOwn(answers, question.name)) sent[question.name] = answers[question.name];
    }
  }
  return sent;
}

/** The finished interview: the payload's bytes, made once and never again, so that every sending sends the same. */
export async function finish(form, interview, state, language) {
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
    outcome: state.outcome,
    answers: relevantAnswers(state, interview.answers),
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
