import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answered, ask, deskPage} from '/desk.js';
import {logInAddress} from '/frame.js';
import {logOut, meLine} from '/me.js';
import {words} from '/words.js';

// What stands at the address of a page that is not for whoever is logged in.

let me = null;
let failed = false;

async function load() {
  me = await ask('/api/me');
  redraw();
}

async function other() {
  failed = !(await logOut());
  if (failed) redraw();
  else location.replace(logInAddress());
}

const redraw = deskPage(
  () => words().refusedTitle,
  () => words().refusedLead,
  () =>
    answered(
      me,
      load,
      () => html`<section class="card stack">
        <p>${meLine(me.body)}</p>
        ${failed ? html`<p role="alert">${words().meLogOutFailed}</p>` : nothing}
        <div class="actions">
          <a class="button button-main" href="/">${words().home}</a>
          <button type="button" class="button" @click=${other}>${words().refusedOther}</button>
        </div>
      </section>`,
    ),
);

load();
