import {render} from '/lib/lit-html/lit-html.js';

let page = null;

/**
 * Draws `template()` into #app, at most once per microtask however often it is asked: one tap can change several things,
 * and drawing in the middle of an event would take the input away under the finger.
 *
 * @param before gives what is waited for first, or null
 */
export function redrawing(template, before = () => null) {
  const root = document.getElementById('app');
  let asked = null;
  root.replaceChildren();
  page = function redraw() {
    asked ??= Promise.resolve(before()).then(() => {
      asked = null;
      render(template(), root);
    });
    return asked;
  };
  return page;
}

/** Draws the page anew, for what stands in its bar whichever page it is. */
export const redrawPage = () => page?.();
