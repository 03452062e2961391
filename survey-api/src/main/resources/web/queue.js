import {html, nothing} from '/lib/lit-html/lit-html.js';
import {fact, forgetSent, keepFact, unsent} from '/form/keep.js';
import {failureWords, send} from '/form/post.js';
import {refreshKey, sealRest} from '/form/seal.js';
import {inBar, logInAddress} from '/frame.js';
import '/queue-words.js';
import {redrawPage} from '/redraw.js';
import {moment, words} from '/words.js';

// The one queue of this device: finished interviews of all forms that have no receipt yet. Every page that imports this file shows
// it in its bar and sends from it: at once, when the network is back, when the page is looked at again, by a button, and by itself
// as long as something waits. One window sends at a time.

const LOCK = 'kap-queue';

/** Milliseconds until the next attempt of its own: twice as long after each that brought nothing, up to the longest. */
const SHORTEST = 5_000;
const LONGEST = 600_000;

/**
 * waiting: the finished interviews, oldest first; faults: what became of the last attempt, by the interview's id; sent: how many
 * this window has sent.
 */
export const queue = {waiting: [], busy: false, failure: null, faults: new Map(), sent: 0, lastSentAt: null};

const others = globalThis.BroadcastChannel ? new BroadcastChannel(LOCK) : null;
const listeners = [];
let attempts = 0;
let timer = null;

/** `listener({interview}, receipt)` is called when this window has sent one. */
export const whenSent = (listener) => listeners.push(listener);

async function look() {
  try {
    queue.waiting = (await unsent()).sort((one, other) => (one.finishedAt < other.finishedAt ? -1 : 1));
    queue.lastSentAt = (await fact('lastSent')) ?? queue.lastSentAt;
  } catch {
    // What can't be read now is still there.
  }
  redrawPage();
}

async function receive(finished, receipt) {
  queue.faults.delete(finished.interview);
  queue.sent += 1;
  queue.lastSentAt = receipt.receivedAt;
  try {
    // Told until somebody has read it, whichever page has sent it.
    if (receipt.late) {
      const {interview, form, version} = finished;
      const earlier = ((await fact('late')) ?? []).filter((one) => one.interview !== interview);
      await keepFact('late', [...earlier, {interview, form, version, at: receipt.receivedAt}]);
    }
    await forgetSent(finished);
    await keepFact('lastSent', receipt.receivedAt);
  } catch {
    // It stays in the queue; sending it again gives the same receipt and removes it then.
  }
  attempts = 0;
  for (const listener of listeners) listener(finished, receipt);
}

/** Without a network, a service or a login the rest would fail too; one interview's own fault never holds up the others. */
const stops = ({failure}) => ['network', 'busy', 'strange', 'login'].includes(failure);

async function sendOne(finished) {
  const result = await send(finished);
  if (result.receipt) await receive(finished, result.receipt);
  else queue.faults.set(finished.interview, result);
  return result;
}

async function sendAll() {
  [queue.busy, queue.failure, queue.sent] = [true, null, 0];
  await look();
  for (const finished of queue.waiting) {
    const result = await sendOne(finished);
    queue.failure = result.receipt ? queue.failure : result;
    if (result.failure && stops(result)) break;
    await look();
  }
  queue.busy = false;
}

function plan() {
  clearTimeout(timer);
  if (queue.waiting.length === 0) return;
  // Not all devices of a team at once, when the network comes back to a village.
  const jitter = 0.5 + Math.random();
  timer = setTimeout(() => drain(true), Math.min(LONGEST, SHORTEST * 2 ** attempts++) * jitter);
}

async function told(work) {
  try {
    return await work();
  } finally {
    queue.busy = false;
    await look();
    others?.postMessage('changed');
    plan();
  }
}

/** Sends what waits. By itself it gives way to another window that is sending. */
export const drain = (byItself = false) =>
  navigator.locks.request(LOCK, {ifAvailable: byItself}, async (lock) => {
    if (lock) await told(sendAll);
  });

/** Sends one interview before all others, whether it could be kept here or not; resolves to what `send` gives. */
export async function deliver(finished) {
  const result = await navigator.locks.request(LOCK, () => told(() => sendOne(finished)));
  if (result.receipt) drain(true);
  return result;
}

/** Whether something waits for a login, and not for a network. */
const needsLogin = () => queue.waiting.some(({interview}) => queue.faults.get(interview)?.failure === 'login');

export const reason = (result) => failureWords(words(), result);

function again() {
  attempts = 0;
  if (!queue.busy) drain(true);
}

/** Closes what lies here open, by the key that the device has or that the service tells it now. */
async function close() {
  try {
    await sealRest();
    if (await refreshKey()) await sealRest();
  } catch {
    // The storage does not answer: the next page tries again.
  }
}

inBar(() =>
  queue.waiting.length === 0
    ? queue.lastSentAt === null
      ? nothing
      : html`<p class="bar-note" id="queue">${words().queueEmpty(moment(queue.lastSentAt))}</p>`
    : html`<div class="bar-note bar-queue" id="queue">
        <p role="status">
          ${words().queueWaits(queue.waiting.length)}
          ${queue.lastSentAt === null ? nothing : words().queueLast(moment(queue.lastSentAt))}
        </p>
        ${needsLogin() ? html`<a href=${logInAddress()}>${words().logIn}</a>` : nothing}
        <button type="button" ?disabled=${queue.busy} @click=${() => drain()}>
          ${queue.busy ? words().sending : words().sendNow}
        </button>
      </div>`,
);

others?.addEventListener('message', look);
addEventListener('online', () => {
  close();
  again();
});
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && again());
close();
look().then(() => queue.waiting.length > 0 && drain(true));
