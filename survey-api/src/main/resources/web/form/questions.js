import {html, nothing} from '/lib/lit-html/lit-html.js';
import {guard} from '/lib/lit-html/directives/guard.js';
import {live} from '/lib/lit-html/directives/live.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import {words} from '/words.js';

// One template a kind of question. What applies, what is required and what is wrong is read from the engine's state;
// `form` has the page's dealings: typed(question), shown(question), type(question, text), answer(question, value),
// leave(question), addRow(repeat), askRemove(row), removeRow(repeat, row). A path names a question in its row.

const id = (question) => `q-${question.path}`;

/** Findings that merely inform the supervisor (a text that was cut, say) don't trouble anybody here. */
export const isWanting = (question) => question.finding !== null && question.finding.blocking;

/** Unusual, but taken: the surveyor is asked to make sure. */
const doubted = (question, form) =>
  question.finding?.code === 'warning' && form.shown(question) ? question.finding : null;

const mended = (question, form) => (isWanting(question) && form.shown(question) ? question.finding : null);

const describedBy = (question, form) =>
  [
    question.hint && `${id(question)}-hint`,
    (mended(question, form) || doubted(question, form)) && `${id(question)}-mend`,
  ]
    .filter(Boolean)
    .join(' ') || nothing;

const label = (question) =>
  html`${question.label}${question.required ? nothing : html` <span class="number">(${words().optional})</span>`}`;

const hint = (question) =>
  question.hint ? html`<p class="hint" id="${id(question)}-hint">${question.hint}</p>` : nothing;

const mend = (question, form) => {
  const finding = mended(question, form);
  if (finding) return html`<p class="mend" id="${id(question)}-mend">${finding.message}</p>`;
  const doubt = doubted(question, form);
  return doubt ? html`<p class="doubt" role="status" id="${id(question)}-mend">${doubt.message}</p>` : nothing;
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
              ?disabled=${question.readOnly}
              @click=${() => form.answer(question, question.missing === option.code ? null : {missing: option.code})}
            >
              ${option.label}
            </button>`,
        )}
      </div>`;

const card = (question, form, content) =>
  html`<div class="card question" id=${id(question)} ?data-mend=${mended(question, form) !== null}>
    ${content} ${form.said?.(question)} ${mend(question, form)} ${missing(question, form)}
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
          name=${question.path}
          type=${attributes.type ?? 'text'}
          ?readonly=${question.readOnly}
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
        ${attributes.more ?? nothing}
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
          name=${question.path}
          value=${choice.name}
          ?disabled=${question.readOnly}
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
            name=${question.path}
            ?disabled=${question.readOnly}
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

/** A short range is a row of numbers to press; a long one is typed. */
const MOST_STEPS = 20;

const range = (question, form) => {
  const [start, end, step] = question.range;
  const count = Math.round((end - start) / step) + 1;
  const bounds = words().between(shownNumber(start), shownNumber(end));
  if (count > MOST_STEPS) {
    return input({...question, hint: [question.hint, bounds].filter(Boolean).join(' ')}, form, 'input-number', {
      inputmode: 'decimal',
    });
  }
  const numbers = Array.from({length: count}, (_, at) => String(Number((start + at * step).toFixed(9))));
  return card(
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
      <div class="answer scale">
        ${numbers.map(
          (number) =>
            html`<label class="choice">
              <input
                type="radio"
                name=${question.path}
                value=${number}
                ?disabled=${question.readOnly}
                .checked=${live(Number(question.value) === Number(number) && question.value !== '')}
                @change=${() => form.answer(question, number)}
              />
              <span class="numeric">${shownNumber(number)}</span>
            </label>`,
        )}
      </div>
    </fieldset>`,
  );
};

const shownNumber = (number) => (document.documentElement.lang === 'vi' ? String(number).replace('.', ',') : String(number));

/** The items in the order given, or of the list; the order counts once it was changed or confirmed. */
const rank = (question, form) => {
  const given = question.value.split(' ').filter(Boolean);
  const place = ({name}) => (given.includes(name) ? given.indexOf(name) : given.length);
  const ordered = [...question.choices].sort((one, other) => place(one) - place(other));
  const names = ordered.map(({name}) => name);
  const move = (from, to) => () => {
    const moved = [...names];
    moved.splice(to, 0, ...moved.splice(from, 1));
    form.answer(question, moved.join(' '));
  };
  return card(
    question,
    form,
    html`<fieldset aria-describedby=${describedBy(question, form)}>
      <legend class="label">${label(question)}</legend>
      <p class="hint">${words().rankHow}</p>
      ${hint(question)}
      <ol class="answer rank">
        ${repeat(
          ordered,
          (choice) => choice.name,
          (choice, at) =>
            html`<li>
              <span>${choice.label}</span>
              <button
                type="button"
                class="button"
                aria-label="${words().up}: ${choice.label}"
                ?disabled=${at === 0 || question.readOnly}
                @click=${move(at, at - 1)}
              >
                ↑
              </button>
              <button
                type="button"
                class="button"
                aria-label="${words().down}: ${choice.label}"
                ?disabled=${at === ordered.length - 1 || question.readOnly}
                @click=${move(at, at + 1)}
              >
                ↓
              </button>
            </li>`,
        )}
      </ol>
      ${given.length === 0
        ? html`<button type="button" class="button" ?disabled=${question.readOnly} @click=${move(0, 0)}>
            ${words().rankKeep}
          </button>`
        : nothing}
    </fieldset>`,
  );
};

/** The place where the device is; typed by hand where it does not say. */
const locating = new Map();

const geopoint = (question, form) => {
  const tell = (what) => {
    locating.set(question.path, what);
    form.redraw();
  };
  const ask = () => {
    if (!navigator.geolocation) {
      tell('failed');
      return;
    }
    tell('asking');
    navigator.geolocation.getCurrentPosition(
      ({coords: {latitude, longitude, altitude, accuracy}}) => {
        locating.delete(question.path);
        form.answer(question, [latitude, longitude, altitude ?? 0, accuracy].map((n) => Number(n.toFixed(6))).join(' '));
      },
      () => tell('failed'),
      {enableHighAccuracy: true, timeout: 30_000, maximumAge: 0},
    );
  };
  const now = locating.get(question.path);
  return input({...question, hint: [question.hint, words().geopointHow].filter(Boolean).join(' ')}, form, '', {
    more: html`<button type="button" class="button" ?disabled=${question.readOnly || now === 'asking'} @click=${ask}>
        ${now === 'asking' ? words().geopointAsking : words().geopointAsk}
      </button>
      ${now === 'failed' ? html`<p class="doubt" role="status">${words().geopointFailed}</p>` : nothing}`,
  });
};

/** The day in words too: a browser in another language than the form writes 10/05 for the 5th of October. */
const date = (question, form) => {
  const day = new Date(question.value);
  const inWords = () => new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: 'long', timeZone: 'UTC'}).format(day);
  return input(question, form, 'input-date', {
    type: 'date',
    more: Number.isNaN(day.getTime()) ? nothing : html`<p class="hint day">${inWords()}</p>`,
  });
};

const TEMPLATES = {
  integer: (question, form) => input(question, form, 'input-number', {inputmode: 'numeric'}),
  decimal: (question, form) => input(question, form, 'input-number', {inputmode: 'decimal'}),
  text: (question, form) => input(question, form, '', {autocapitalize: 'sentences'}),
  date,
  time: (question, form) => input(question, form, 'input-date', {type: 'time'}),
  range,
  rank,
  geopoint,
  select_one: selectOne,
  select_multiple: selectMultiple,
  acknowledge,
  note,
};

/** Every question that is in sight, in the rows of repeats too. */
export const seen = (items) =>
  items.filter(({relevant}) => relevant).flatMap((item) => (item.rows ? item.rows.flatMap((row) => seen(row.questions)) : [item]));

export const asked = (items) => seen(items).filter(({type}) => type !== 'note');

const repeatTemplate = (group, form) =>
  html`<section class="repeat" id=${id(group)} tabindex="-1" aria-label=${group.label}>
    <h2 class="part">${group.label}</h2>
    ${group.rows.length === 0 ? html`<p class="quiet">${words().noRows}</p>` : nothing}
    ${group.rows.map(
      (row, at) =>
        html`<div class="row" role="group" aria-labelledby="r-${row.path}">
          <h3 id="r-${row.path}" tabindex="-1">${words().row(group.label, at + 1)}</h3>
          ${itemsTemplate(row.questions, form)}
          ${group.fixed
            ? nothing
            : form.removing === row.path
              ? html`<div class="banner banner-bad" role="alert">
                  <p>${words().rowRemoveSure}</p>
                  <div class="actions">
                    <button type="button" class="button" @click=${() => form.askRemove(null)}>${words().rowKeep}</button>
                    <button type="button" class="button button-danger" @click=${() => form.removeRow(group, row)}>
                      ${words().rowRemoveYes}
                    </button>
                  </div>
                </div>`
              : html`<button type="button" class="button button-plain" @click=${() => form.askRemove(row)}>
                  ${words().rowRemove}<span class="out-of-sight">: ${words().row(group.label, at + 1)}</span>
                </button>`}
        </div>`,
    )}
    ${group.fixed || group.rows.length >= group.most
      ? nothing
      : html`<button type="button" class="button" @click=${() => form.addRow(group)}>
          ${words().rowAdd}<span class="out-of-sight">: ${group.label}</span>
        </button>`}
  </section>`;

/** Questions of one list as the rows of a table; on a narrow screen each as a question of its own. */
const tableTemplate = (questions, form) =>
  html`<div class="card table">
    <div class="table-head" aria-hidden="true">
      <span></span>${questions[0].choices.map((choice) => html`<span>${choice.label}</span>`)}
    </div>
    ${questions.map((question) => selectOne(question, form))}
  </div>`;

/** Questions and repeats one after the other, with the headings of their groups. */
export function itemsTemplate(items, form) {
  const shown = items.filter(({relevant}) => relevant);
  const parts = [];
  for (const item of shown) {
    const last = parts.at(-1);
    if (item.table && last?.[0].table === item.table) last.push(item);
    else parts.push([item]);
  }
  const headed = (item) => item.group !== '' && item.group !== shown[shown.indexOf(item) - 1]?.group;
  const heading = (item) => (headed(item) ? html`<h2 class="part">${item.group}</h2>` : nothing);
  return repeat(
    parts,
    ([item]) => item.path,
    ([item, ...more]) =>
      item.rows
        ? html`${heading(item)} ${repeatTemplate(item, form)}`
        : guard(
            [headed(item), ...[item, ...more].flatMap((question) => drawnFrom(question, form))],
            () => html`${heading(item)} ${item.table ? tableTemplate([item, ...more], form) : TEMPLATES[item.type](item, form)}`,
          ),
  );
}

/** All that a question's template reads: what is the same as when it was drawn is left as it stands. */
const drawnFrom = (question, form) => [
  question,
  question.turn,
  form.shown(question),
  form.typed(question),
  locating.get(question.path),
];

/** Puts the cursor where this question is answered. */
export function focusQuestion(path) {
  const element = document.getElementById(`q-${path}`);
  if (!element) return;
  const control = element.querySelector('input:checked') ?? element.querySelector('input, .rank button:enabled');
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
  if (question.type === 'rank') {
    const label = (name) => question.choices.find((choice) => choice.name === name)?.label ?? name;
    return question.value.split(' ').map(label).join(' › ');
  }
  if (question.type === 'range') return shownNumber(question.value);
  if (question.type === 'select_one' || question.type === 'select_multiple') {
    const chosen = question.choices.filter((choice) => choice.selected).map((choice) => choice.label);
    return chosen.length === 0 ? null : chosen.join('; ');
  }
  if (question.type === 'date') return question.value.split('-').reverse().join('/');
  return typed;
}
