// Where typed text becomes an answer. Nothing is judged here: what is no number or no date goes to the engine as typed,
// and the engine says so in the questionnaire's words.

const CONTROLS = /[\p{Cc}\p{Cs}]/gu;

/** Control characters and halves of surrogate pairs can't be stored as text by the database; line breaks become spaces. */
const oneLine = (typed) => typed.replace(/[\r\n\t]+/g, ' ').replace(CONTROLS, '').trim();

/** A single comma is a decimal comma; any other use of commas is left for the engine to refuse. */
const point = (typed) => (/^[^.,]*,[^.,]*$/.test(typed) ? typed.replace(',', '.') : typed);

/** The answer for what was typed, or null when that is nothing. */
export function answerOf(type, typed) {
  const text = oneLine(typed);
  if (text === '') return null;
  return type === 'decimal' ? point(text) : text;
}

/** How an answer is shown in its input: the decimal comma in Vietnamese. */
export function typedOf(type, answer, language) {
  return type === 'decimal' && language === 'vi' ? answer.replace('.', ',') : answer;
}
