import {html, nothing} from '/lib/lit-html/lit-html.js';
import {inBar} from '/frame.js';
import {redrawPage} from '/redraw.js';
import {words} from '/words.js';

// The page's part in keeping the program on the device: the service worker, its newer builds, and being installed.

let registration = null;
let waits = false;
let offer = null;

/** Whether this window has an interview in hand, or something on the screen that must not be taken away. */
let inHand = () => false;

const takeOver = () => registration?.waiting?.postMessage('take-over');

/** An interview in another window ends without a word to this one, so a window that is looked at and has none asks again. */
const AGAIN = 2_000;
const PATIENCE = 5;
let timer = null;
let asked = 0;

/** Once and no more: a browser in which this does not help goes on with the older build. */
const alreadyTried = () => performance.getEntriesByType('navigation')[0]?.type === 'reload';

/**
 * Chromium may go on holding the older worker for busy when it no longer is, until a page is loaded. Nothing is lost by it: taking
 * over would have loaded this page anew as well.
 */
async function loadAnew() {
  const {held} = await navigator.locks.query();
  const inAnotherWindow = held.some(({name}) => name.startsWith('kap-interview-'));
  if (inAnotherWindow) asked = 0;
  else if (registration.waiting && !inHand() && !alreadyTried()) location.reload();
}

function askAgain() {
  timer = null;
  if (!registration.waiting) return;
  if (!inHand() && document.visibilityState === 'visible') {
    takeOver();
    asked += 1;
    if (asked === PATIENCE) loadAnew();
  }
  timer = setTimeout(askAgain, AGAIN);
}

function look() {
  waits = Boolean(registration.waiting && registration.active);
  takeOver();
  timer ??= setTimeout(askAgain, AGAIN);
  redrawPage();
}

/** After an interview: what waited for its end may go on. */
export function interviewEnded() {
  takeOver();
}

/**
 * Has the program kept on this device.
 *
 * @param busy tells whether the page must not be loaded anew now
 */
export async function keepOffline(busy) {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  inHand = busy;
  const controlled = workers.controller !== null;
  // Scripts that are fetched later must be of the same build as those that run.
  workers.addEventListener('controllerchange', () => {
    waits = false;
    if (controlled && !inHand()) location.reload();
    else redrawPage();
  });
  try {
    registration = (await workers.register('/service-worker.js', {updateViaCache: 'none'})) ?? null;
  } catch {
    // Private windows and storage that is forbidden: the page then needs the network.
  }
  if (!registration) return;
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  registration.installing?.addEventListener('statechange', look);
  addEventListener('visibilitychange', takeOver);
  look();
}

/** Whether the whole program is on this device. */
export const isKept = () => Boolean(registration?.active);

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event;
  redrawPage();
});
addEventListener('appinstalled', () => {
  offer = null;
  redrawPage();
});

async function install() {
  const asked = offer;
  offer = null;
  await asked.prompt();
  redrawPage();
}

/** What the start page says about installing: a button where the browser has one, words where it is done by hand. */
export const installation = () =>
  offer !== null
    ? html`<button type="button" class="button" @click=${install}>${words().install}</button>`
    : navigator.standalone === false
      ? html`<p class="quiet">${words().installByHand}</p>`
      : nothing;

inBar(() => (waits && inHand() ? html`<p class="bar-note" role="status">${words().newBuild}</p>` : nothing));
