import {html, nothing} from '/lib/lit-html/lit-html.js';
import {discardDraft, drafts as allDrafts, keepDraft as keepPlain} from '/form/keep.js';
import * as vault from '/form/vault.js';
import '/form/pin-words.js';
import {redrawPage} from '/redraw.js';
import {words} from '/words.js';

// The PIN before the interviews of this device: its screens, and how long it holds. Until it was typed, and again after a while
// without a touch, this screen stands in place of whatever the page shows.

const SHORTEST = 6;

/** Milliseconds without a touch after which the PIN is asked again. */
const IDLE = 300_000;

/** So many wrong PINs cost nothing; each further one twice the wait of the one before, in seconds, up to the longest. */
const FREE = 3;
const FIRST_WAIT = 5;
const LONGEST_WAIT = 300;

/** Vaults that are open in this window with their keys; new drafts go into the first. */
let open = [];

/** What stands in place of the page: `loading`, `insecure`, `choose`, `enter`, `forgotten`; null where the page is free. */
let mode = 'loading';

/** The vaults that the PIN is tried on. */
let found = [];

/** The one that this window works in; while it is locked, nothing but its PIN opens it. */
let locked = null;

let page = null;
let resolved = null;
let busy = false;
let fault = null;
/** Wrong PINs in a row, also where the storage can't count them. */
let wrong = 0;
let freeAt = 0;
/** Drafts of this account that its PINs open, for who has forgotten them. */
let lost = 0;
let discarding = false;

const now = () => performance.now();

/** Whose wrong PINs are counted together. */
const owner = () => found[0]?.account ?? '';

let touchedAt = [Date.now(), now()];

/** What stands in place of the page, or null. */
export const screen = () => (mode === null ? null : screens[mode]());

async function show(next) {
  [mode, fault, busy] = [next, null, false];
  await redrawPage();
  (document.getElementById('pin') ?? document.getElementById('heading'))?.focus({preventScroll: true});
}

async function refuse(words) {
  [fault, busy] = [words, false];
  await redrawPage();
  const input = document.getElementById('pin');
  if (input) input.value = '';
  input?.focus();
}

/** Runs, sequences and repetitions are what is tried first. */
function isGuessed(pin) {
  const digits = Array.from(pin, Number);
  const step = (digits[1] - digits[0] + 10) % 10;
  const isRun = digits.every((digit, at) => at === 0 || (digit - digits[at - 1] + 10) % 10 === step);
  return isRun || new Set(pin).size < 3 || /^(.+)\1+$/.test(pin);
}

const secondsLeft = () => Math.max(0, Math.ceil((freeAt - now()) / 1000));

/** A reload does not shorten the wait: it begins anew, by a clock that nobody sets. */
function wait() {
  if (wrong >= FREE) freeAt = now() + 1000 * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE));
  tick();
}

function tick() {
  redrawPage();
  if (secondsLeft() > 0) setTimeout(tick, 1000);
}

async function choose(event) {
  event.preventDefault();
  if (busy) return;
  const {pin, again} = event.target.elements;
  const typed = pin.value.trim();
  if (!/^\d+$/.test(typed) || typed.length < SHORTEST) return refuse(words().pinTooShort(SHORTEST));
  if (isGuessed(typed)) return refuse(words().pinGuessed);
  if (again.value.trim() !== typed) {
    again.value = '';
    return refuse(words().pinNotAgain);
  }
  busy = true;
  redrawPage();
  // What was begun without a login and with this PIN is the account's from now on.
  await openAll(typed, found.filter(({account}) => account === ''));
  if (open.length === 0) open = [await vault.make(typed)];
  await keepOwn().catch(() => null); // a full device: its drafts are not kept either, and the page says so
  return free();
}

async function enter(event) {
  event.preventDefault();
  if (busy || secondsLeft() > 0) return undefined;
  const typed = event.target.elements.pin.value.trim();
  if (typed === '') return refuse(words().pinMissing);
  busy = true;
  redrawPage();
  // Counted before it is tried: closing the page meanwhile saves no try.
  wrong += 1;
  await vault.keepTries(owner(), wrong).catch(() => null);
  await openAll(typed, found);
  if (open.length === 0) {
    const told = refuse(words().pinWrong);
    wait();
    return told;
  }
  wrong = 0;
  await vault.keepTries(owner(), 0).catch(() => null);
  await keepOwn().catch(() => null);
  return free();
}

async function openAll(pin, candidates) {
  const opened = await Promise.all(candidates.map((one) => vault.unlock(pin, one)));
  open = opened.filter(Boolean);
}

/** On the device before the first draft is. */
async function keepOwn() {
  for (const one of open) {
    if (!one.kept) await vault.keepVault(one.vault);
    one.kept = true;
  }
}

async function free() {
  touch();
  const first = locked === null;
  if (first) await vault.closePlain(open[0]).catch(() => null);
  locked = open[0].vault;
  await show(null);
  if (first) resolved();
  else page.afterLock();
}

/** What is asked when somebody has forgotten his PIN: of an interview that is open here, only what was kept remains. */
async function forget() {
  if (locked !== null) {
    location.reload();
    return;
  }
  const [mine, all] = [new Set(found.map(({id}) => id)), await allDrafts()];
  lost = all.filter((draft) => mine.has(draft.vault)).length;
  discarding = false;
  await show('forgotten');
}

const chooseAnew = () => show('choose');

async function discard() {
  if (!discarding) {
    discarding = true;
    redrawPage();
    return;
  }
  const name = await vault.account();
  const own = new Set(found.filter(({account}) => account === name).map(({id}) => id));
  const held = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
  for (const draft of await allDrafts()) {
    if (own.has(draft.vault) && !held.has(`kap-interview-${draft.interview}`)) await discardDraft(draft.interview);
  }
  await chooseAnew();
}

/** The keys go when all that was answered has been written with them. */
function letGo() {
  if (mode === null) return;
  if (page.isWriting()) setTimeout(letGo, 200);
  else open = [];
}

function lock() {
  if (mode !== null || locked === null) return;
  found = [locked];
  page.beforeLock();
  show('enter');
  wait();
  letGo();
}

function look() {
  const idle = Math.max(Date.now() - touchedAt[0], now() - touchedAt[1]);
  if (idle >= IDLE) lock();
}

function touch() {
  look();
  touchedAt = [Date.now(), now()];
}

/**
 * Resolves when the interviews of this page may be opened. Practice needs no PIN.
 *
 * @param hooks `{isWriting, beforeLock, afterLock}`: whether an answer is still on its way into the storage; what the page does
 *     before it is covered, and when it may be seen again
 */
export async function admit(practice, hooks) {
  page = hooks;
  if (!globalThis.crypto?.subtle) {
    await show('insecure');
    return new Promise(() => null);
  }
  if (practice) return show(null);
  const draft = new URLSearchParams(location.search).get('draft');
  let own;
  try {
    ({own, found} = await vault.vaultsFor(draft));
    wrong = await vault.tries(owner());
  } catch {
    return show(null); // a browser that keeps nothing: there is nothing to be kept closed
  }
  const admitted = new Promise((resolve) => (resolved = resolve));
  for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, touch, {capture: true, passive: true});
  for (const kind of ['visibilitychange', 'pageshow', 'focus']) addEventListener(kind, look);
  setInterval(look, 5_000);
  vault.whenOther(lock);
  show(own ? 'enter' : 'choose');
  wait();
  await admitted;
  if (draft) await addressOf(draft);
  return undefined;
}

/** A draft that the start page names by its id alone has its round and person back in its address, where the form finds them. */
async function addressOf(id) {
  const kept = async () => (await drafts()).find(({interview}) => interview === id);
  // One that was returned may have had no vault to be put into before.
  const draft = (await kept()) ?? (await import('/form/returned.js').then(({takeReturned}) => takeReturned()).catch(() => null), await kept());
  if (!draft) {
    location.replace('/'); // finished or discarded meanwhile
    await new Promise(() => null);
  }
  const query = new URLSearchParams();
  if (draft.round) query.set('round', draft.round);
  if (draft.selection) query.set('selection', draft.selection);
  const text = query.toString();
  history.replaceState(null, '', location.pathname + (text && `?${text}`));
}

/** All that can be opened in this window. */
export const drafts = () => vault.openedDrafts(open);

/**
 * Keeps a draft closed; one of practice as it is.
 *
 * @param still says at the last moment whether it is still to be kept
 */
export async function keepDraft(draft, still) {
  if (draft.practice) return keepPlain(draft);
  await keepOwn();
  return vault.keepClosed(open[0], draft, still);
}

const field = (id, label, hint) => html`<div>
  <label class="label" for=${id}>${label}</label>
  ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
  <input
    id=${id}
    name=${id}
    class="input"
    type="password"
    inputmode="numeric"
    autocomplete="one-time-code"
    aria-describedby=${hint ? `${id}-hint` : nothing}
    aria-invalid=${String(fault !== null)}
  />
</div>`;

const alert = () =>
  fault === null ? nothing : html`<div class="banner banner-warn" role="alert" id="pin-fault"><p>${fault}</p></div>`;

const around = (title, how, content) => html`<main class="column stack">
  <div class="lead">
    <h1 id="heading" tabindex="-1">${title}</h1>
    <p>${how}</p>
  </div>
  ${content}
</main>`;

const screens = {
  loading: () => null,

  insecure: () => around(words().pinInsecure, words().pinInsecureHow, nothing),

  choose: () =>
    around(
      words().pinChoose,
      words().pinChooseHow,
      html`<form class="card stack" novalidate autocomplete="off" @submit=${choose}>
        ${alert()} ${field('pin', words().pinNew, words().pinRule(SHORTEST))} ${field('again', words().pinAgain)}
        <p class="banner banner-warn">${words().pinNoWayBack}</p>
        <div class="actions">
          <a class="button" href="/">${words().home}</a>
          <button type="submit" class="button button-main" ?disabled=${busy}>${words().pinKeep}</button>
        </div>
      </form>`,
    ),

  enter: () =>
    around(
      words().pinEnter,
      locked === null ? words().pinEnterHow : words().pinLockedHow,
      html`<form class="card stack" novalidate autocomplete="off" @submit=${enter}>
        ${alert()} ${field('pin', words().pin)}
        ${secondsLeft() > 0 ? html`<p id="pin-wait">${words().pinWait(secondsLeft())}</p>` : nothing}
        <div class="actions">
          <button type="button" class="button" id="pin-forgotten" @click=${forget}>${words().pinForgotten}</button>
          <button type="submit" class="button button-main" ?disabled=${busy || secondsLeft() > 0}>${words().pinOpen}</button>
        </div>
      </form>`,
    ),

  forgotten: () =>
    around(
      words().pinForgottenTitle,
      words().pinForgottenHow(lost),
      html`${discarding
          ? html`<p class="banner banner-bad" role="alert" id="pin-fault">${words().pinDiscardSure(lost)}</p>`
          : nothing}
        <div class="actions">
          <button type="button" class="button button-main" @click=${() => show('enter')}>${words().pinTryAgain}</button>
          <button type="button" class="button" id="pin-anew" @click=${chooseAnew}>
            ${lost === 0 ? words().pinAnew : words().pinKeepAndAnew}
          </button>
          ${lost === 0
            ? nothing
            : html`<button type="button" class="button button-danger" id="pin-discard" @click=${discard}>
                ${discarding ? words().pinDiscardYes(lost) : words().pinDiscard(lost)}
              </button>`}
        </div>`,
    ),
};
