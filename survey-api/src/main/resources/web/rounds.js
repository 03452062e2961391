import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {answer, answered, ask, deskPage, formTitle, inLanguage, languageQuery, post, unlessTyping} from '/desk.js';
import {currentLanguage, moment, words} from '/words.js';

// The statistician's page of survey rounds: what there is, a new one to open, one to be locked for good.

const redraw = deskPage(() => words().roundsPage, () => words().roundsLead, () => page());

let rounds = null; // null: asking
let published = []; // questionnaires
let plans = [];
let typed = {round: '', titleVi: '', titleEn: '', year: String(new Date().getFullYear()), effect: '', plan: '', forms: []};
let message = null; // {good, text, faults}
let asked = false; // whether what is missing is said
let locking = null; // the round that is about to be locked
let busy = false;

async function load() {
  const [all, questionnaires, known] = await Promise.all([answer('/api/rounds', (body) => body.rounds), ask('/api/questionnaires'), ask('/api/plans')]);
  rounds = all;
  published = questionnaires.body?.questionnaires ?? [];
  plans = known.body?.plans ?? [];
  typed.plan ||= plans[0]?.plan ?? '';
  redraw();
}

const name = ({form, version}) => `${form}:${version}`;
const effect = () => Number(typed.effect.trim().replace(',', '.'));
const wrong = {
  round: () => !/^[a-z][a-z0-9_-]{0,39}$/.test(typed.round),
  titleVi: () => typed.titleVi.trim() === '',
  year: () => !/^2[01]\d\d$/.test(typed.year),
  forms: () => typed.forms.length === 0,
  effect: () => typed.effect.trim() === '' || !(effect() >= 1),
};

async function open() {
  asked = true;
  message = null;
  if (Object.values(wrong).some((is) => is())) return redraw();
  busy = true;
  redraw();
  const {body, failure, message: said, faults} = await post(
    '/api/rounds',
    JSON.stringify({
      round: typed.round,
      titleVi: typed.titleVi.trim(),
      titleEn: typed.titleEn.trim() || typed.titleVi.trim(),
      year: Number(typed.year),
      plan: typed.plan,
      // In the order of the list, whatever they were chosen in.
      forms: published.map(name).filter((one) => typed.forms.includes(one)),
      planningDesignEffect: effect(),
    }),
  );
  busy = false;
  message = body
    ? {good: true, text: words().roundsOpened(body.round)}
    : {good: false, text: failure === 'offline' ? words().frameOffline : said, faults};
  if (body) {
    typed = {...typed, round: '', titleVi: '', titleEn: ''};
    asked = false;
  }
  await load();
}

async function lock(round, withUndecided) {
  busy = true;
  redraw();
  let reply;
  try {
    const response = await fetch(`/api/rounds/${encodeURIComponent(round)}/lock`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Accept-Language': currentLanguage()},
      body: JSON.stringify({withUndecided}),
      cache: 'no-store',
    });
    reply = response.ok ? {} : await response.json();
  } catch {
    reply = {message: words().frameOffline};
  }
  busy = false;
  if (reply.code === '409.10') {
    locking = {round, undecided: Number(reply.details.undecided)};
  } else {
    locking = null;
    message = reply.message ? {good: false, text: reply.message} : {good: true, text: words().roundsLocked(round)};
    await load();
  }
  redraw();
}

// Drawing

const field = (key, label, how, more = {}) => {
  const mend = asked && wrong[key]?.() ? words().roundsMend[key] : '';
  return html`<div class="stack-close">
    <label class="label" for=${`round-${key}`}>${label}</label>
    ${how ? html`<p class="hint" id=${`round-${key}-how`}>${how}</p>` : nothing}
    <input
      id=${`round-${key}`}
      class="input"
      autocomplete="off"
      inputmode=${more.mode ?? 'text'}
      aria-invalid=${String(mend !== '')}
      aria-describedby=${[how ? `round-${key}-how` : '', mend ? `round-${key}-mend` : ''].join(' ').trim() || nothing}
      .value=${live(unlessTyping(`round-${key}`, typed[key]))}
      @change=${(event) => {
        typed[key] = event.target.value;
        redraw();
      }}
    />
    ${mend ? html`<p class="mend" id=${`round-${key}-mend`}>${mend}</p>` : nothing}
  </div>`;
};

const choice = (key, label, options) => html`<div class="stack-close">
  <label class="label" for=${`round-${key}`}>${label}</label>
  <select id=${`round-${key}`} class="input" @change=${(event) => (typed[key] = event.target.value)}>
    ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === typed[key]}>${name}</option>`)}
  </select>
</div>`;

const formsPart = () => {
  const mend = asked && wrong.forms() ? words().roundsMend.forms : '';
  return html`<fieldset class="stack-close" id="round-forms">
    <legend class="label">${words().roundsForms}</legend>
    <p class="hint">${words().roundsFormsHow}</p>
    <div class="choices">
    ${published.map(
      (form) => html`<label class="choice">
        <input
          type="checkbox"
          value=${name(form)}
          .checked=${live(typed.forms.includes(name(form)))}
          @change=${(event) => {
            const others = typed.forms.filter((one) => one !== name(form));
            typed.forms = event.target.checked ? [...others, name(form)] : others;
            redraw();
          }}
        />
        <span class="choice-mark"></span>
        ${inLanguage(form.title)} (${form.form} ${form.version})
      </label>`,
    )}
    </div>
    ${mend ? html`<p class="mend" id="round-forms-mend">${mend}</p>` : nothing}
  </fieldset>`;
};

const openPart = () => html`<section class="card stack" aria-labelledby="rounds-open">
  <h2 id="rounds-open">${words().roundsOpen}</h2>
  ${plans.length === 0 || published.length === 0
    ? html`<p class="quiet">${words().roundsNothing}</p>`
    : html`${field('round', words().roundsId, words().roundsIdHow)} ${field('titleVi', words().roundsTitleVi)}
        ${field('titleEn', words().roundsTitleEn)} ${field('year', words().roundsYear, '', {mode: 'numeric'})}
        ${choice('plan', words().roundsPlan, plans.map(({plan, title}) => [plan, `${inLanguage(title)} (${plan})`]))}
        ${formsPart()}
        ${field('effect', words().roundsEffect, words().roundsEffectHow, {mode: 'decimal'})}
        <div class="actions">
          <button type="button" id="round-open" class="button button-main" ?disabled=${busy} @click=${open}>
            ${words().roundsOpen}
          </button>
        </div>`}
</section>`;

const lockPart = ({round, lockedAt}) => {
  if (lockedAt) return html`<p class="small">${words().roundsLockedAt(moment(lockedAt))}</p>`;
  if (locking?.round !== round) {
    return html`<button
      type="button"
      class="button"
      @click=${() => {
        locking = {round, undecided: 0};
        redraw();
      }}
    >
      ${words().roundsLock}<span class="out-of-sight"> ${round}</span>
    </button>`;
  }
  return html`<div class="banner banner-warn" role="alert">
    <p>${locking.undecided > 0 ? words().roundsUndecided(locking.undecided) : words().roundsLockHow}</p>
    <div class="actions">
      <button type="button" class="button button-danger" ?disabled=${busy} @click=${() => lock(round, locking.undecided > 0)}>
        ${words().roundsLockYes}
      </button>
      <button
        type="button"
        class="button"
        @click=${() => {
          locking = null;
          redraw();
        }}
      >
        ${words().roundsLockNo}
      </button>
    </div>
  </div>`;
};

const planTitle = (id) => inLanguage(plans.find(({plan}) => plan === id)?.title) || id;

const roundCard = (round) => html`<li class="card stack-close" id=${`round-card-${round.round}`}>
  <p class="card-title">${inLanguage(round.title)}</p>
  <p class="quiet small">
    ${round.round} · ${round.year} · ${planTitle(round.plan)}${round.synthetic ? ` · ${words().roundsSynthetic}` : ''}
  </p>
  <p class="small">${round.forms.map(({form, version}) => `${formTitle(published, form)} (${version})`).join(', ')}</p>
  <p class="downloads">
    <a class="button" href=${`/samples?round=${encodeURIComponent(round.round)}`}>
      ${round.sample === null ? words().roundsNoSample : words().roundsSample(round.sample)}
    </a>
    <a class="button" href=${`/summary/${encodeURIComponent(round.round)}${languageQuery()}`}>${words().roundSummary}</a>
  </p>
  ${lockPart(round)}
</li>`;

const page = () => html`<div id="rounds-state" role="status">
    ${message
      ? html`<div class=${`banner stack-close ${message.good ? 'banner-good' : 'banner-warn'}`}>
          <p>${message.text}</p>
          ${(message.faults ?? []).map((fault) => {
            const {message: what, remedy} = inLanguage(fault);
            return html`<p>${what} ${remedy}</p>`;
          })}
        </div>`
      : nothing}
  </div>
  ${answered(
    rounds,
    load,
    () => html`<section class="stack" aria-labelledby="rounds-list">
        <h2 id="rounds-list">${words().roundsTitle}</h2>
        ${rounds.length === 0
          ? html`<p class="quiet">${words().roundsNone}</p>`
          : html`<ul class="stack">${rounds.map(roundCard)}</ul>`}
      </section>
      ${openPart()}`,
  )}`;

load();
