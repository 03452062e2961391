// What pages at the desk share: their frame, asking the service, and how its answers are written.
import {html, nothing} from '/lib/lit-html/lit-html.js';
import {frame, logInAddress} from '/frame.js';
import {redrawing} from '/redraw.js';
import {currentLanguage, words} from '/words.js';
import '/desk-words.js';
import '/login-words.js';

export const inLanguage = (titles) => titles?.[currentLanguage()] ?? Object.values(titles ?? {})[0] ?? '';
const locale = () => (currentLanguage() === 'en' ? 'en-GB' : 'vi-VN');
export const number = (value) => value.toLocaleString(locale());
export const decimal = (value, places) =>
  value.toLocaleString(locale(), {minimumFractionDigits: places, maximumFractionDigits: places});
/** A day as offices write it: 20/09/2026 in Vietnamese. */
export const day = (text) => {
  const [year, month, date] = text.split('-');
  return currentLanguage() === 'en' ? text : `${date}/${month}/${year}`;
};

/**
 * Draws a page under the bar: its title, what it is for, and what `content()` gives; `languageChanged()` asks anew for what
 * came in the other language. Returns what draws it anew.
 */
export function deskPage(title, lead, content, languageChanged = () => {}) {
  const show = () => {
    document.title = `${title()} – ${words().brand}`;
    redraw();
  };
  const changed = () => {
    show();
    languageChanged();
  };
  const redraw = redrawing(
    () => html`${frame(changed, 'bar-wide')}
      <main class="column column-wide">
        <div class="start">
          <div class="lead">
            <h1>${title()}</h1>
            <p class="quiet">${lead()}</p>
          </div>
          ${content()}
        </div>
      </main>`,
  );
  document.documentElement.lang = currentLanguage();
  show();
  return redraw;
}

/** Draws what `answer` gave: null as long as there is none; where it failed why, with every fault, and a button to ask again. */
export function answered(given, again, draw, meanwhile = words().loading) {
  if (given === null) return html`<p role="status" class="quiet">${meanwhile}</p>`;
  if (!given.failure) return draw();
  return html`<div class="banner banner-warn stack-close" role="alert">
    <p>${given.message ?? words().startProblemHow}</p>
    ${findings(given.faults ?? [], 'findings stack-close')}
    <div class="actions">
      ${given.code === '401.1' ? html`<a class="button" href=${logInAddress()}>${words().meLogIn}</a>` : nothing}
      <button type="button" class="button" @click=${again}>${words().tryAgain}</button>
    </div>
  </div>`;
}

/** What there is none of, and what to do. */
export const empty = (title, how) => html`<div class="card">
  <p class="card-title">${title}</p>
  <p class="quiet">${how}</p>
</div>`;

/** The id of the round that the page's address names, there or not: another round in its place would mislead. */
export const wantedRound = () => new URLSearchParams(location.search).get('round');

export const roundChooser = (id, rounds, chosen, choose) => html`<label class="label" for=${id}>${words().jobRound}</label>
  <select id=${id} class="input" @change=${(event) => choose(event.target.value)}>
    ${rounds.some(({round}) => round === chosen) ? nothing : html`<option selected disabled>${chosen}</option>`}
    ${rounds.map(
      (round) => html`<option value=${round.round} ?selected=${round.round === chosen}>
        ${inLanguage(round.title)} (${round.round})
      </option>`,
    )}
  </select>`;

/** What an input shows: what is being typed in it, however often the page is drawn meanwhile, else its value. */
export const unlessTyping = (id, value) => (document.activeElement?.id === id ? document.activeElement.value : value);

/** `{body, status}`, or what failed: `offline`, or `refused` with the problem’s code, message, details and faults. */
export async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, {
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      headers: {'Accept-Language': currentLanguage()},
      ...options,
    });
  } catch {
    return {failure: 'offline'};
  }
  try {
    const body = await response.json();
    return response.ok
      ? {body, status: response.status}
      : {failure: 'refused', code: body.code, message: body.message, details: body.details ?? {}, faults: body.faults ?? []};
  } catch {
    return {failure: 'offline'};
  }
}

/** What `take` makes of the body; or what failed, as `ask` says it. */
export async function answer(address, take) {
  const reply = await ask(address);
  return reply.failure ? reply : take(reply.body);
}

export const post = (address, body) =>
  ask(address, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Accept-Language': currentLanguage()},
    body,
  });

/** What a request with a JSON body answers, as `ask` says it; `body` is null where the answer has none. */
export async function send(method, address, body) {
  let response;
  try {
    response = await fetch(address, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      headers: {'Content-Type': 'application/json', 'Accept-Language': currentLanguage()},
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const said = text === '' ? null : JSON.parse(text);
    return response.ok
      ? {body: said, status: response.status}
      : {failure: 'refused', code: said.code, message: said.message, details: said.details ?? {}, faults: said.faults ?? []};
  } catch {
    return {failure: 'offline'};
  }
}

/** What a body may have, with room for the names around it. */
const MOST = 1_900_000;
/** A multiple of three bytes: each part is Base64 by itself. */
const PART = 45_000;

/** Whether files are more than one body takes. */
export const tooLarge = (files) => files.reduce((sum, file) => sum + file.size, 0) * 1.34 > MOST;

/** The parts of a file in Base64, as a body takes them. */
export function base64(bytes) {
  const parts = [];
  for (let from = 0; from < bytes.length; from += PART) {
    let text = '';
    for (const byte of bytes.subarray(from, from + PART)) text += String.fromCharCode(byte);
    parts.push(btoa(text));
  }
  return parts;
}

/** What is published under a form's id, as a reader knows it: its title; the id where there is no such form. */
export const formTitle = (published, form) => inLanguage(published.find((one) => one.form === form)?.title) || form;

/** What goes behind the address of a page that the service draws, so that it begins in the reader's language. */
export const languageQuery = () => (currentLanguage() === 'en' ? '?lang=en' : '');

/** A cell of a table that is a list of cards on a phone. */
export const cell = (label, value, numeric = false) =>
  html`<td class=${numeric ? 'number' : ''} data-label=${label}><span>${value}</span></td>`;

/** Faults and warnings in both languages, each with its place. */
export const findings = (found, classes) =>
  found.length === 0
    ? nothing
    : html`<ul class=${classes}>
        ${found.map(({file, line, column, vi, en}) => {
          const text = currentLanguage() === 'en' ? en : vi;
          const english = vi.message === en.message;
          return html`<li>
            <strong>${words().framePlace(file, line, column)}</strong>
            <span lang=${english ? 'en' : currentLanguage()}>${text.message} ${text.remedy}</span>
          </li>`;
        })}
      </ul>`;

/** A stratum's label with settings in the reader's language; the other parts are codes or the survey's own words. */
export const stratumLabel = (text) =>
  text
    .split(';')
    .map((part) => words().samplesLabels[part] ?? part)
    .join('; ');
