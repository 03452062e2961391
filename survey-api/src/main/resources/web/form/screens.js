import {html, nothing} from '/lib/lit-html/lit-html.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import {answerWords, asked, isWanting, itemsTemplate, seen} from '/form/questions.js';
import {moment, words} from '/words.js';

// What each screen of the form looks like; `form` is the controller in /form.js.

export const loading = () =>
  html`<main class="column"><p role="status" class="quiet">${words().loading}</p></main>`;

export const problem = ({title, how, details, again}) =>
  html`<main class="column stack">
    <h1 tabindex="-1">${title}</h1>
    ${how ? html`<p>${how}</p>` : nothing}
    ${details ? html`<ul class="card stack-close small">${details.map((detail) => html`<li>${detail}</li>`)}</ul>` : nothing}
    <div class="actions">
      <a class="button" href="/">${words().home}</a>
      ${again ? html`<button type="button" class="button button-main" @click=${again}>${words().tryAgain}</button>` : nothing}
    </div>
  </main>`;

/** `drafts` are this form's interviews in progress; `asking` is the one whose deletion is being confirmed. */
export const offer = (form, {drafts, asking}) =>
  html`<main class="column stack">
    <div class="lead">
      <p class="quiet">${form.title}</p>
      <h1 tabindex="-1">${words().draftFound}</h1>
      <p>${words().draftHow}</p>
    </div>
    ${repeat(
      drafts,
      ({draft}) => draft.interview,
      ({draft, elsewhere, changed}) =>
        html`<section class="card">
          <p class="card-title numeric">${words().draftLine(moment(draft.savedAt), Object.values(draft.answers).filter((answer) => answer !== null).length)}</p>
          ${elsewhere ? html`<p>${words().draftElsewhere}</p>` : nothing}
          ${changed ? html`<p>${words().draftChanged}</p>` : nothing}
          ${asking === draft.interview
            ? html`<div class="banner banner-bad" role="alert">
                <p>${words().draftDiscardSure}</p>
                <div class="actions">
                  <button type="button" class="button" @click=${() => form.askDiscard(null)}>${words().draftKeep}</button>
                  <button type="button" class="button button-danger" @click=${() => form.discard(draft)}>
                    ${words().draftDiscardYes}
                  </button>
                </div>
              </div>`
            : html`<div class="actions">
                ${elsewhere
                  ? nothing
                  : html`<button type="button" class="button button-danger" @click=${() => form.askDiscard(draft)}>
                      ${words().draftDiscard}
                    </button>`}
                ${elsewhere || changed
                  ? nothing
                  : html`<button type="button" class="button button-main" @click=${() => form.resume(draft)}>
                      ${words().draftContinue}
                    </button>`}
              </div>`}
        </section>`,
    )}
    <div class="actions">
      <button type="button" class="button" @click=${form.beginNew}>${words().draftNew}</button>
    </div>
  </main>`;

const toAnswer = (page) => asked(page.questions).filter(isWanting).length;

const progress = (form, pages, index) => {
  const count = pages.length + 1;
  const reviewing = index === pages.length;
  const entry = (title, current, left, go, locked = false) =>
    html`<li>
      <button type="button" aria-current=${current ? 'step' : nothing} ?disabled=${locked} @click=${go}>
        <span>${title}</span>
        ${left === null
          ? nothing
          : html`<span class="count numeric">${left === 0 ? words().allDone : words().toAnswer(left)}</span>`}
      </button>
    </li>`;
  return html`<nav class="progress" aria-label=${words().sectionList}>
    <div class="progress-inner">
      <details id="sections" @toggle=${form.list}>
        <summary>
          <span
            ><span class="quiet numeric">${words().section(index + 1, count)}</span> ·
            <strong>${reviewing ? words().review : pages[index].label}</strong></span
          >
        </summary>
        ${form.listing
          ? html`<ol class="sections">
              ${pages.map((page, at) => entry(page.label, at === index, toAnswer(page), () => form.go(page.name), form.locked(page)))}
              ${entry(words().review, reviewing, null, () => form.go(null))}
            </ol>`
          : nothing}
      </details>
      <progress max=${count} value=${index + 1} aria-label=${words().section(index + 1, count)}></progress>
    </div>
  </nav>`;
};

const mendSummary = (form, questions) =>
  html`<div class="banner banner-bad" role="alert">
    <h2>${words().mendTitle(questions.length)}</h2>
    <p>${words().mendHow}</p>
    <ul class="links">
      ${questions.map(
        (question) =>
          html`<li>
            <a href="#q-${question.path}" @click=${(event) => form.jump(event, question)}>${question.label}</a>
          </li>`,
      )}
    </ul>
    <div class="actions">
      <button type="button" class="button" @click=${form.skip}>${words().mendLater}</button>
    </div>
  </div>`;

const keeping = (form) =>
  form.kept === null
    ? nothing
    : form.kept
      ? html`<p class="quiet small kept">
          <span>${words().saved}</span><span>${words().saving}</span>
        </p>`
      : html`<p class="banner banner-warn" role="alert">${form.full ? words().full : words().notSaved}</p>`;

export const section = (form, pages, index) => {
  const page = pages[index];
  const wanting = form.attempted.has(page.name)
    ? seen(page.questions).filter((question) => isWanting(question) && form.shown(question))
    : [];
  return html`${form.handed === 'with' ? nothing : progress(form, pages, index)}
    <main class="column">
      <form novalidate autocomplete="off" @submit=${form.next}>
        <div class="stack">
          <h1 id="heading" tabindex="-1">${page.label}</h1>
          ${wanting.length > 0 ? mendSummary(form, wanting) : nothing}
        </div>
        <div class="answer">${itemsTemplate(page.questions, form)}</div>
        <div class="actions">
          ${form.before() && (form.handed !== 'with' || form.before().selfFill)
            ? html`<button type="button" class="button" @click=${form.back}>${words().back}</button>`
            : nothing}
          <button type="submit" class="button button-main">
            ${index === pages.length - 1 && form.handed !== 'with' ? words().review : words().next}
          </button>
        </div>
        ${keeping(form)}
      </form>
    </main>`;
};

/** A part of the interview is handed to the respondent, who sees nothing of what was said before. */
export const handOver = (form, page) =>
  html`<main class="column stack">
    <div class="lead">
      <h1 id="heading" tabindex="-1">${words().handOverTitle}</h1>
      <p>${words().handOverHow(page.label)}</p>
    </div>
    <div class="actions">
      ${form.before() ? html`<button type="button" class="button" @click=${form.notYet}>${words().back}</button>` : nothing}
      <button type="button" class="button button-main" @click=${form.takeOver}>${words().handOverYes}</button>
    </div>
  </main>`;

export const handBack = (form) =>
  html`<main class="column stack">
    <div class="tick" aria-hidden="true"></div>
    <div class="lead">
      <h1 id="heading" tabindex="-1">${words().handBackTitle}</h1>
      <p>${words().handBackHow}</p>
    </div>
    <div class="actions">
      <button type="button" class="button button-main" @click=${form.takeBack}>${words().handBackYes}</button>
    </div>
  </main>`;

const fact = (question, form) => {
  const said = answerWords(question, form.typed(question));
  return html`<div>
    <dt>${question.label}</dt>
    <dd class=${said === null ? 'none' : ''}>
      ${said ?? words().noAnswer}
      ${isWanting(question) ? html`<p class="mend">${question.finding.message}</p>` : nothing}
      ${question.finding?.code === 'warning' ? html`<p class="doubt">${question.finding.message}</p>` : nothing}
    </dd>
  </div>`;
};

const factList = (items, form) =>
  items
    .filter((item) => item.relevant && item.type !== 'note')
    .map((item) =>
      item.rows
        ? item.rows.map(
            (row, at) =>
              html`<div class="facts-row">
                  <dt>${words().row(item.label, at + 1)}</dt>
                  <dd></dd>
                </div>
                ${factList(row.questions, form)}`,
          )
        : fact(item, form),
    );

const facts = (form, page, locked) =>
  html`<section class="card">
    <h2>${page.label}</h2>
    ${form.locked(page)
      ? html`<p class="quiet">${words().selfFilled}</p>`
      : html`<dl class="facts">${factList(page.questions, form)}</dl>`}
    ${locked || form.locked(page)
      ? nothing
      : html`<button type="button" class="button button-plain" @click=${() => form.go(page.name)}>
          ${words().edit}<span class="out-of-sight">: ${page.label}</span>
        </button>`}
  </section>`;

/** Finishing early takes a second press, because it can't be taken back. */
const early = (form) =>
  html`<div class="banner banner-warn" role="alert" id="early" tabindex="-1">
    <h2>${words().earlySure}</h2>
    <p>${words().earlyHow}</p>
    <div class="actions">
      <button type="button" class="button" @click=${form.stay}>${words().earlyNo}</button>
      <button type="button" class="button button-main" ?disabled=${form.busy} @click=${form.finish}>
        ${form.busy ? words().sending : words().earlyYes}
      </button>
    </div>
  </div>`;

/** Of many open questions the first few are a way in; each section below shows its own. */
const LISTED = 5;

export const review = (form, pages, state) => {
  const wanting = pages
    .filter((page) => !form.locked(page))
    .flatMap((page) => asked(page.questions).filter(isWanting).map((question) => ({page, question})));
  return html`${progress(form, pages, pages.length)}
    <main class="column stack">
      <h1 id="heading" tabindex="-1">${words().reviewTitle}</h1>
      ${form.returned?.()} ${wanting.length === 0
        ? html`<p class="banner banner-good" role="status">${words().reviewGood}</p>`
        : html`<div class="banner banner-warn" role="status">
            <h2>${words().reviewMend(wanting.length)}</h2>
            <p>${words().reviewMendHow}</p>
            <ul class="links">
              ${wanting.slice(0, LISTED).map(
                ({page, question}) =>
                  html`<li>
                    <button type="button" @click=${() => form.go(page.name, question.path)}>${question.label}</button>
                  </li>`,
              )}
            </ul>
            ${wanting.length > LISTED ? html`<p>${words().reviewMore(wanting.length - LISTED)}</p>` : nothing}
          </div>`}
      ${pages.map((page) => facts(form, page, false))}
      <dl class="card facts">
        <div>
          <dt>${words().outcomeTitle}</dt>
          <dd id="outcome">${words().outcome[state.outcome]}</dd>
        </div>
      </dl>
      ${form.corrected?.()}
      ${form.early
        ? early(form)
        : html`<div class="actions">
            <button type="button" class="button" @click=${form.back}>${words().back}</button>
            <button type="button" class="button button-main" ?disabled=${form.busy} @click=${form.finish}>
              ${form.busy ? words().sending : state.outcome === 'partial' ? words().finishEarly : words().finish}
            </button>
          </div>`}
      ${keeping(form)}
    </main>`;
};

/** Finished, no receipt yet: the answers stay in sight but can't be changed, as the server may already hold these bytes. */
export const unsent = (form, pages) =>
  html`<main class="column stack">
    <h1 id="heading" tabindex="-1">${form.busy ? words().sending : words().failedTitle}</h1>
    ${form.failure === null
      ? nothing
      : html`<div class="banner banner-warn" role="alert">
          <p>${form.reason()}</p>
          <p>${form.kept ? words().failedKept : words().failedUnkept}</p>
          <div class="actions">
            ${form.kept
              ? html`<a class="button" href="/">${words().home}</a>
                  <button type="button" class="button" @click=${form.again}>${words().again}</button>`
              : nothing}
            <button type="button" class="button button-main" ?disabled=${form.busy} @click=${form.retry}>
              ${form.busy ? words().sending : words().retry}
            </button>
          </div>
        </div>`}
    ${pages.map((page) => facts(form, page, true))}
  </main>`;

/** Over every screen of an interview that is made up. */
export const practice = () => html`<aside class="practice"><strong>${words().practice}</strong></aside>`;

export const practised = (form) =>
  html`<main class="column stack">
    <h1 id="heading" tabindex="-1">${words().practised}</h1>
    <div class="actions">
      <a class="button" href="/">${words().home}</a>
      <button type="button" class="button button-main" @click=${form.again}>${words().again}</button>
    </div>
  </main>`;
