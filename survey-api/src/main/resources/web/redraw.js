import {render} from '/lib/lit-html/lit-html.js';

/**
 * Draws `template()` into #app, at most once per microtask however often it is asked: one tap can change several things,
 * and drawing in the middle of an event would take the input away under the finger.
 */
export function redrawing(template) {
  const root = document.getElementById('app');
  let asked = null;
  root.replaceChildren();
  return function redraw() {
    asked ??= Promise.resolve().then(() => {
      asked = null;
      render(template(), root);
    });
    return asked;
  };
}
