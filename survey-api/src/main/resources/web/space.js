import {html, nothing} from '/lib/lit-html/lit-html.js';
import {inBar} from '/frame.js';
import '/queue-words.js';
import {redrawPage} from '/redraw.js';
import {words} from '/words.js';

// The room that the browser gives this site, and whether it has promised to keep what is there.

const SHORT = 50_000_000;

let persisted = null;
let free = null;

export async function lookAtSpace() {
  try {
    persisted = (await navigator.storage?.persisted?.()) ?? null;
    const {quota, usage} = (await navigator.storage?.estimate?.()) ?? {};
    free = quota === undefined ? null : quota - usage;
  } catch {
    // A browser that does not tell: nothing is said then.
  }
  redrawPage();
}

/** Asks the browser not to clear this site's storage when space runs low; it may say no. */
export async function askToPersist() {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // Answered as a no below.
  }
  await lookAtSpace();
}

/** The browser's answer in words, and what to do after a no. */
export const promise = () =>
  persisted === null
    ? nothing
    : persisted
      ? html`<p id="persisted">${words().persisted}</p>`
      : html`<p id="persisted">${words().notPersisted}</p>
          <button type="button" class="button" @click=${askToPersist}>${words().persistAsk}</button>`;

inBar(() =>
  free !== null && free < SHORT
    ? html`<p class="bar-note" id="space" role="status">${words().spaceShort(Math.max(0, Math.floor(free / 1_000_000)))}</p>`
    : nothing,
);
