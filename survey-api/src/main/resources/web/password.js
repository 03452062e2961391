import {html, nothing} from '/lib/lit-html/lit-html.js';
import {deskPage, inLanguage, send} from '/desk.js';
import '/account-words.js';
import {words} from '/words.js';

// One's own new password.

let busy = false;
let done = false;
let failure = null; // `differ`, or what the service said

async function change(event) {
  event.preventDefault();
  const {old, wanted, again} = event.target.elements;
  done = false;
  failure = wanted.value === again.value ? null : 'differ';
  if (failure) return redraw();
  busy = true;
  redraw();
  const reply = await send('POST', '/api/me/password', {password: old.value, newPassword: wanted.value});
  busy = false;
  done = !reply.failure;
  failure = done ? null : reply;
  if (done || reply.code === '403.5') old.value = '';
  if (done) wanted.value = again.value = '';
  await redraw();
}

const said = () => {
  if (done) return html`<div class="banner banner-good" role="status"><p>${words().passwordDone}</p></div>`;
  if (failure === null) return nothing;
  if (failure === 'differ') return html`<div class="banner banner-warn" role="alert"><p>${words().passwordDiffer}</p></div>`;
  if (failure.failure === 'offline') return html`<div class="banner banner-warn" role="alert"><p>${words().loginOffline}</p></div>`;
  const faults = (failure.faults ?? []).map(inLanguage);
  return html`<div class="banner banner-warn" role="alert">
    ${faults.length > 0
      ? faults.map(({message, remedy}) => html`<p>${message} ${remedy}</p>`)
      : html`<p>${words().loginFailed(failure)}</p>`}
  </div>`;
};

const field = (name, label, autocomplete) => html`<div>
  <label class="label" for=${`password-${name}`}>${label}</label>
  <input id=${`password-${name}`} class="input" name=${name} type="password" autocomplete=${autocomplete} required />
</div>`;

const redraw = deskPage(
  () => words().passwordTitle,
  () => words().passwordLead,
  () => html`<form class="card stack" @submit=${change}>
    ${said()} ${field('old', words().passwordOld, 'current-password')} ${field('wanted', words().passwordNew, 'new-password')}
    ${field('again', words().passwordAgain, 'new-password')}
    <div class="actions">
      <button type="submit" id="password-send" class="button button-main" ?disabled=${busy}>${words().passwordSend}</button>
    </div>
  </form>`,
);
