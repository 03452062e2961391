import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {repeat} from '/lib/lit-html/directives/repeat.js';
import {answer, answered, deskPage, empty, inLanguage, number, send, unlessTyping} from '/desk.js';
import '/account-words.js';
import {moment, words} from '/words.js';

// The administrator's page of accounts.

const redraw = deskPage(() => words().accountsTitle, () => words().accountsLead, () => page(), () => accounts?.failure && load());

const ROLES = ['surveyor', 'supervisor', 'statistician', 'manager', 'administrator'];
const nobody = {login: '', name: '', role: 'surveyor', areas: ''};

let accounts = null; // null: asking
let sought = '';
/** What was done, or why it wasn't: `{good, text, login, password, faults, at}`, `at` an account's id or empty. */
let said = null;
let fresh = {...nobody};
/** The account that is open: `{id, name, role, areas, sessions, devices, sure}`. */
let open = null;
let busy = false;

async function load() {
  accounts = await answer('/api/accounts', (body) => body.accounts);
  redraw();
}

const address = (id, more = '') => `/api/accounts/${id}${more}`;
const codes = (text) => text.split(/[\s,;]+/).filter((code) => code !== '');

/** Does one thing and says what came of it; its answer's body where it could be done. */
async function act(method, to, body, at, good) {
  busy = true;
  said = null;
  redraw();
  const reply = await send(method, to, body);
  busy = false;
  if (reply.failure) {
    said = {good: false, text: () => reply.message ?? words().frameOffline, faults: reply.faults ?? [], at};
  } else {
    said = {good: true, text: () => good(reply.body), password: reply.body?.password, at};
    await load();
  }
  redraw();
  return reply.failure ? null : reply;
}

async function add() {
  const wanted = {login: fresh.login.trim(), name: fresh.name.trim(), role: fresh.role, areas: codes(fresh.areas)};
  const reply = await act('POST', '/api/accounts', wanted, '', () => words().accountsAdded(wanted.login));
  if (reply) {
    said.login = wanted.login;
    fresh = {...nobody};
    redraw();
  }
}

async function look(account) {
  open = {id: account.account, name: account.name, role: account.role, areas: account.areas.join(' '), found: null, sure: ''};
  said = null;
  redraw();
  await lookAgain();
}

async function lookAgain() {
  const id = open?.id;
  const found = await answer(address(id, '/sessions'), (body) => body);
  if (open?.id === id) open.found = found;
  redraw();
}

async function save(account) {
  const wanted = {name: open.name.trim(), role: open.role, areas: codes(open.areas)};
  const reply = await act('PUT', address(account.account), wanted, account.account, () => words().accountsSaved(account.login));
  if (reply) {
    said.login = account.login;
    await lookAgain();
  }
}

async function renew(account) {
  open.sure = '';
  const reply = await act('POST', address(account.account, '/password'), {}, account.account, () =>
    words().accountsPassworded(account.login),
  );
  if (reply) {
    said.login = account.login;
    await lookAgain();
  }
}

async function shut(account, disable) {
  open.sure = '';
  await act('POST', address(account.account, disable ? '/disable' : '/enable'), {}, account.account, () =>
    disable ? words().accountsDisabledNow(account.login) : words().accountsEnabledNow(account.login),
  );
  await lookAgain();
}

async function end(account, session) {
  await act('POST', address(account.account, '/sessions/end'), session ? {session} : {}, account.account, (body) =>
    words().accountsEnded(body.ended),
  );
  await lookAgain();
}

// Drawing

const saidAt = (at) =>
  said?.at !== at
    ? nothing
    : html`<div class=${`banner stack-close ${said.good ? 'banner-good' : 'banner-warn'}`} role=${said.good ? 'status' : 'alert'}>
        ${said.faults?.length > 0
          ? said.faults.map((fault) => html`<p>${inLanguage(fault).message} ${inLanguage(fault).remedy}</p>`)
          : html`<p>${said.text()}</p>`}
        ${said.password
          ? html`<p>${words().accountsPasswordMade(said.login ?? '')}</p>
              <p><strong class="identifier made-password">${said.password}</strong></p>`
          : nothing}
      </div>`;

const field = (id, typed, key, label, how = '') => html`<div class="stack-close">
  <label class="label" for=${`${id}-${key}`}>${label}</label>
  ${how ? html`<p class="hint" id=${`${id}-${key}-how`}>${how}</p>` : nothing}
  <input
    id=${`${id}-${key}`}
    class="input"
    autocomplete="off"
    autocapitalize=${key === 'name' ? 'words' : 'none'}
    spellcheck="false"
    aria-describedby=${how ? `${id}-${key}-how` : nothing}
    .value=${live(unlessTyping(`${id}-${key}`, typed[key]))}
    @input=${(event) => (typed[key] = event.target.value)}
  />
</div>`;

const roleField = (id, typed) => html`<div class="stack-close">
  <label class="label" for=${`${id}-role`}>${words().accountsRole}</label>
  <select id=${`${id}-role`} class="input" @change=${(event) => (typed.role = event.target.value)}>
    ${ROLES.map((role) => html`<option value=${role} ?selected=${role === typed.role}>${words().accountsRoles[role]}</option>`)}
  </select>
</div>`;

const addPart = () => html`<section class="card stack" aria-labelledby="account-add-title">
  <h2 id="account-add-title">${words().accountsAdd}</h2>
  ${saidAt('')} ${field('account', fresh, 'login', words().accountsLogin, words().accountsLoginHow)}
  ${field('account', fresh, 'name', words().accountsName)} ${roleField('account', fresh)}
  ${field('account', fresh, 'areas', words().accountsAreas, words().accountsAreasHow)}
  <div class="actions">
    <button type="button" id="account-add" class="button button-main" ?disabled=${busy} @click=${add}>${words().accountsAdd}</button>
  </div>
</section>`;

/** A button that asks before it does what can't be taken back. */
const sureButton = (what, label, how, yes, act, danger = '') =>
  open.sure === what
    ? html`<div class="banner banner-warn" role="alert">
        <p>${how}</p>
        <div class="actions">
          <button type="button" class=${`button ${danger}`} ?disabled=${busy} @click=${act}>${yes}</button>
          <button
            type="button"
            class="button"
            @click=${() => {
              open.sure = '';
              redraw();
            }}
          >
            ${words().accountsNot}
          </button>
        </div>
      </div>`
    : html`<button
        type="button"
        class=${`button ${danger}`}
        @click=${() => {
          open.sure = what;
          redraw();
        }}
      >
        ${label}
      </button>`;

const foundPart = (account) =>
  answered(open.found, lookAgain, () => {
    const {sessions, devices} = open.found;
    return html`<h3>${words().accountsSessionsTitle}</h3>
      ${sessions.length === 0
        ? html`<p class="quiet">${words().accountsSessions(0)}</p>`
        : html`<ul class="stack-close">
              ${sessions.map(
                (session) => html`<li class="stack-close">
                  <p>
                    ${words().accountsSessionLine(moment(session.begunAt), moment(session.lastUsedAt), moment(session.endsAt))}
                    ${session.own ? html`<span class="mark">${words().accountsOwn}</span>` : nothing}
                  </p>
                  <button type="button" class="button" ?disabled=${busy} @click=${() => end(account, session.session)}>
                    ${words().accountsEnd}<span class="out-of-sight"> ${moment(session.begunAt)}</span>
                  </button>
                </li>`,
              )}
            </ul>
            <button type="button" class="button button-danger" ?disabled=${busy} @click=${() => end(account)}>
              ${words().accountsEndAll}
            </button>`}
      <h3>${words().accountsDevices}</h3>
      ${devices.length === 0
        ? html`<p class="quiet">${words().accountsDevicesNone}</p>`
        : html`<ul class="stack-close">
              ${devices.map(
                (device) => html`<li>
                  <span class="identifier">${device.device.slice(0, 8)}</span> ·
                  ${words().accountsDeviceLine(number(device.interviews), moment(device.lastReceivedAt))}
                </li>`,
              )}
            </ul>
            <p class="quiet">${words().accountsDevicesHow}</p>`}`;
  });

const openPart = (account) => html`${saidAt(account.account)}
  ${field('open', open, 'name', words().accountsName)} ${roleField('open', open)}
  ${field('open', open, 'areas', words().accountsAreas, words().accountsAreasHow)}
  <div class="actions">
    <button type="button" class="button button-main" ?disabled=${busy} @click=${() => save(account)}>${words().accountsSave}</button>
    <button
      type="button"
      class="button"
      @click=${() => {
        open = null;
        said = null;
        redraw();
      }}
    >
      ${words().accountsClose}
    </button>
  </div>
  ${sureButton('password', words().accountsPassword, words().accountsPasswordSure, words().accountsPasswordYes, () => renew(account))}
  ${account.disabled
    ? html`<button type="button" class="button" ?disabled=${busy} @click=${() => shut(account, false)}>
        ${words().accountsEnable}
      </button>`
    : sureButton(
        'disable',
        words().accountsDisable,
        words().accountsDisableSure,
        words().accountsDisableYes,
        () => shut(account, true),
        'button-danger',
      )}
  ${foundPart(account)}`;

const card = (account) => html`<li class="card stack-close" id=${`account-${account.login}`}>
  <p class="card-title">
    ${account.name} ${account.disabled ? html`<span class="mark">${words().accountsDisabled}</span>` : nothing}
  </p>
  <p class="quiet small">
    <span class="identifier">${account.login}</span> · ${words().accountsRoles[account.role]} ·
    ${account.areas.length === 0 ? words().accountsEverything : account.areas.join(', ')}
  </p>
  <p class="quiet small">
    ${words().accountsSessions(account.sessions)}${account.lastUsedAt
      ? ` · ${words().accountsLastUsed(moment(account.lastUsedAt))}`
      : ''}
  </p>
  ${open?.id === account.account
    ? openPart(account)
    : html`<button type="button" class="button" @click=${() => look(account)}>
        ${words().accountsOpen}<span class="out-of-sight"> ${account.login}</span>
      </button>`}
</li>`;

const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

function shown() {
  const wanted = plain(sought.trim());
  return accounts.filter(({login, name, role, areas}) =>
    plain([login, name, words().accountsRoles[role], ...areas].join(' ')).includes(wanted),
  );
}

const listPart = () => {
  const found = shown();
  return html`<section class="stack" aria-labelledby="accounts-list">
    <h2 id="accounts-list">${words().accountsCount(found.length, accounts.length)}</h2>
    <div>
      <label class="label" for="accounts-find">${words().accountsFind}</label>
      <input
        id="accounts-find"
        class="input"
        type="search"
        autocomplete="off"
        .value=${live(sought)}
        @input=${(event) => {
          sought = event.target.value;
          redraw();
        }}
      />
    </div>
    ${found.length === 0
      ? empty(words().accountsNone, words().accountsNoneHow)
      : html`<ul class="stack">${repeat(found, ({account}) => account, card)}</ul>`}
  </section>`;
};

const page = () => answered(accounts, load, () => html`${addPart()} ${listPart()}`);

load();
