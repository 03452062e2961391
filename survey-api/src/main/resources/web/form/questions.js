import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import {words} from '/words.js';

// One template a kind of question. What applies, what is required and what is wrong is read from the engine's state;
// `form` has the page's dealings: typed(question), shown(question), type(question, text), answer(question, value),
// leave(question).

const id = (question) => `q-${question.name}`;

/** Findings that merely inform the supervisor (a text that was cut, say) don't trouble anybody here. */
export const isWanting = (question) => question.finding !== null && question.finding.blocking;

const mended = (question, form) => (isWanting(question) && form.shown(question) ? question.finding : null);

const describedBy = (question, form) =>
  [question.hint && `${id(question)}-hint`, mended(question, form) && `${id(question)}-mend`].filter(Boolean).join(' ') ||
  nothing;

const label = (question) =>
  html`${question.label}${question.required ? nothing : html` <span class="number">(${words().optional})</span>`}`;

const hint = (question) =>
  question.hint ? html`<p class="hint" id="${id(question)}-hint">${question.hint}</p>` : nothing;

const mend = (question, form) => {
  const finding = mended(question, form);
  return finding ? html`<p class="mend" id="${id(question)}-mend">${finding.message}</p>` : nothing;
};

/** Pressing a chosen code again takes it back. */
const missing = (question, form) =>
  question.missingOptions.length === 0
    ? nothing
    : html`<div class="missing" role="group" aria-label="${words().missingGroup}: ${question.label}">
        ${question.missingOptions.map(
          (option) =>
            html`<button
              type="button"
              aria-pressed=${String(question.missing === option.code)}
              @click=${() => form.answer(question, question.missing === option.code ? null : {missing: option.code})}
            >
              ${option.label}
            </button>`,
        )}
      </div>`;

const card = (question, form, content) =>
  html`<div class="card question" id=${id(question)} ?data-mend=${mended(question, form) !== null}>
    ${content} ${mend(question, form)} ${missing(question, form)}
  </div>`;

const input = (question, form, kind, attributes) => {
  const type = (event) => form.type(question, event.target.value);
  return card(
    question,
    form,
    html`<label class="label" for="${id(question)}-input">${label(question)}</label>
      ${hint(question)}
      <div class="answer">
        <input
          class="input ${kind}"
          id="${id(question)}-input"
          name=${question.name}
          type=${attributes.type ?? 'text'}
          inputmode=${attributes.inputmode ?? nothing}
          autocomplete="off"
          autocapitalize=${attributes.autocapitalize ?? 'none'}
          aria-required=${String(question.required)}
          aria-invalid=${String(mended(question, form) !== null)}
          aria-describedby=${describedBy(question, form)}
          .value=${live(form.typed(question))}
          @input=${type}
          @change=${() => form.leave(question)}
        />
      </div>`,
  );
};

const choiceRows = (question, form, type, choose) => html`<div
  class="answer choices ${question.appearance.includes('likert') ? 'likert' : ''}"
>
  ${repeat(
    question.choices,
    (choice) => choice.name,
    (choice) =>
      html`<label class="choice">
        <input
          type=${type}
          name=${question.name}
          value=${choice.name}
          aria-invalid=${type === 'checkbox' ? String(mended(question, form) !== null) : nothing}
          .checked=${live(choice.selected)}
          @change=${(event) => choose(choice.name, event.target.checked)}
        />
        <span class="choice-mark" aria-hidden="true"></span>
        <span>${choice.label}</span>
      </label>`,
  )}
</div>`;

const selectOne = (question, form) =>
  card(
    question,
    form,
    html`<fieldset
      role="radiogroup"
      aria-required=${String(question.required)}
      aria-invalid=${String(mended(question, form) !== null)}
      aria-describedby=${describedBy(question, form)}
    >
      <legend class="label">${label(question)}</legend>
      ${hint(question)}
      ${choiceRows(
        question,
        form,
        'radio',
        (name) => form.answer(question, name),
      )}
    </fieldset>`,
  );

const selectMultiple = (question, form) => {
  return card(
    question,
    form,
    html`<fieldset aria-describedby=${describedBy(question, form)}>
      <legend class="label">${label(question)}</legend>
      <p class="hint">${words().several}</p>
      ${hint(question)}
      ${choiceRows(
        question,
        form,
        'checkbox',
        (name, on) => form.choose(question, name, on),
      )}
    </fieldset>`,
  );
};

const acknowledge = (question, form) =>
  card(
    question,
    form,
    html`<fieldset aria-describedby=${describedBy(question, form)}>
      <legend class="label">${label(question)}</legend>
      ${hint(question)}
      <div class="answer choices">
        <label class="choice">
          <input
            type="checkbox"
            name=${question.name}
            aria-invalid=${String(mended(question, form) !== null)}
            .checked=${live(question.value !== '')}
            @change=${(event) => form.answer(question, event.target.checked ? 'OK' : null)}
          />
          <span class="choice-mark" aria-hidden="true"></span>
          <span>${words().acknowledge}</span>
        </label>
      </div>
    </fieldset>`,
  );

const note = (question) =>
  html`<div class="card question" id=${id(question)}>
    <p class="note">${question.label}</p>
    ${hint(question)}
  </div>`;

const TEMPLATES = {
  integer: (question, form) => input(question, form, 'input-number', {inputmode: 'numeric'}),
  decimal: (question, form) => input(question, form, 'input-number', {inputmode: 'decimal'}),
  text: (question, form) => input(question, form, '', {autocapitalize: 'sentences'}),
  date: (question, form) => input(question, form, 'input-date', {type: 'date'}),
  select_one: selectOne,
  select_multiple: selectMultiple,
  acknowledge,
  note,
};

/** Calculations and hidden items have no template: nobody answers them. */
export const isSeen = (question) => question.relevant && Object.hasOwn(TEMPLATES, question.type);

export const isAsked = (question) => isSeen(question) && question.type !== 'note';

export const questionTemplate = (question, form) => TEMPLATES[question.type](question, form);

/** Puts the cursor where this question is answered. */
export function focusQuestion(name) {
  const element = document.getElementById(`q-${name}`);
  if (!element) return;
  const control = element.querySelector('input:checked') ?? element.querySelector('input');
  (control ?? element).focus({preventScroll: true});
  element.scrollIntoView({block: 'center'});
}

/** The answer in words, for reading back. */
export function answerWords(question, typed) {
  if (question.missing !== null) {
    return question.missingOptions.find((option) => option.code === question.missing)?.label ?? question.missing;
  }
  if (question.value === '') return null;
  if (question.type === 'acknowledge') return words().acknowledge;
  if (question.type === 'select_one' || question.type === 'select_multiple') {
    const chosen = question.choices.filter((choice) => choice.selected).map((choice) => choice.label);
    return chosen.length === 0 ? null : chosen.join('; ');
  }
  if (question.type === 'date') return question.value.split('-').reverse().join('/');
  return typed;
}
