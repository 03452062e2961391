import {Session} from '/form/interview.js';

/** Code runs slowly the first few times: a made-up interview is answered beforehand, while nobody waits for it. */
export function rehearse(form, language) {
  const rehearsal = new Session(form, {answers: {}, today: ''}, language);
  const questions = rehearsal.state.pages.flatMap((page) => page.questions.slice(0, 4));
  for (const {path, rows, choices} of questions.slice(0, 20)) {
    if (!rows) rehearsal.answer(path, choices[0]?.name ?? '1');
  }
}
