import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, deskPage, empty, inLanguage, number} from '/desk.js';
import {words} from '/words.js';

// The preview of a questionnaire: walks with made-up answers, what they reached and what they never did.

const redraw = deskPage(() => words().previewTitle, () => words().previewLead, () => page());

let forms = null; // null: asking
let chosen = null;
let coverage = null; // null: asking
let walk = null; // null: asking
let seed = 1;

const sameForm = (one, other) => one?.form === other.form && one?.version === other.version;

const address = ({form, version}) => `/api/questionnaires/${encodeURIComponent(form)}/${encodeURIComponent(version)}/walks`;

async function load() {
  forms = null;
  redraw();
  forms = await answer('/api/questionnaires', (body) => body.questionnaires);
  if (forms.failure) return redraw();
  const query = new URLSearchParams(location.search);
  const wanted = {form: query.get('form'), version: query.get('version')};
  const first = forms.find((form) => sameForm(form, wanted)) ?? forms[0];
  const wantedSeed = Number(query.get('walk'));
  if (first) await open(first, Number.isInteger(wantedSeed) && wantedSeed > 0 ? wantedSeed : 1);
  redraw();
}

async function open(form, from) {
  chosen = form;
  coverage = null;
  go(from);
  const found = await answer(address(form), (body) => body);
  if (chosen !== form) return;
  coverage = found;
  redraw();
}

async function go(to) {
  seed = to;
  walk = null;
  const form = chosen;
  const query = new URLSearchParams({form: form.form, version: form.version, walk: to});
  history.replaceState(null, '', `?${query}`);
  redraw();
  const found = await answer(`${address(form)}/${to}`, (body) => body);
  if (chosen !== form || seed !== to) return;
  walk = found;
  redraw();
}

const formPart = () => html`<div>
  <label class="label" for="preview-form">${words().previewForm}</label>
  <select id="preview-form" class="input" @change=${(event) => open(forms[event.target.selectedIndex], 1)}>
    ${forms.map(
      (form) => html`<option ?selected=${form === chosen}>${inLanguage(form.title)} (${form.form} ${form.version})</option>`,
    )}
  </select>
</div>`;

const unreachedPart = (unreached) =>
  unreached.length === 0
    ? html`<p class="banner banner-good" role="status">${words().previewAllReached}</p>`
    : html`<section class="banner banner-warn" aria-labelledby="unreached">
        <h2 id="unreached">${words().previewUnreached(unreached.length)}</h2>
        <ul class="stack-close" id="preview-unreached">
          ${unreached.map(
            ({name, label, impossible}) => html`<li>
              <strong>${inLanguage(label)}</strong> <span class="quiet small">(${name})</span>
              <span class="small">${impossible ? words().previewImpossible : words().previewNotYet}</span>
            </li>`,
          )}
        </ul>
      </section>`;

const coveragePart = () => {
  const unreached = coverage.questions.filter(({reached}) => reached === 0);
  const all = coverage.questions.length;
  return html`<p id="preview-reached">
      ${words().previewReached(number(coverage.walks), number(all - unreached.length), number(all), number(coverage.complete))}
    </p>
    ${unreachedPart(unreached)}`;
};

const stepPart = ({name, rows, label, answer}) => html`<li>
  <span>${inLanguage(label)} <span class="quiet small">(${name}${rows.map((row) => ` ${row}`)})</span></span>
  <strong>${inLanguage(answer) || words().noAnswer}</strong>
</li>`;

const walkPart = () => html`<section class="stack" aria-labelledby="walk">
  <h2 id="walk">${words().previewWalk(seed)}</h2>
  <div class="actions">
    ${seed > 1
      ? html`<button type="button" class="button" @click=${() => go(seed - 1)}>${words().previewBefore}</button>`
      : nothing}
    <button type="button" class="button button-main" @click=${() => go(seed + 1)}>${words().previewNext}</button>
    <a class="button" href=${`/form/${encodeURIComponent(chosen.form)}/${encodeURIComponent(chosen.version)}`}
      >${words().previewOpen}</a
    >
  </div>
  ${answered(
    walk,
    load,
    () => html`<p id="preview-outcome">${words().outcome[walk.outcome]} · ${words().previewSteps(number(walk.steps.length))}</p>
      <ol class="steps" id="preview-steps">${walk.steps.map(stepPart)}</ol>`,
  )}
</section>`;

const page = () =>
  answered(forms, load, () =>
    forms.length === 0
      ? empty(words().formsNone, words().formsNoneHow)
      : html`${formPart()} ${answered(coverage, load, coveragePart, words().previewWalking)} ${walkPart()}`,
  );

load();
