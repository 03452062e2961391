import {html, nothing} from '/lib/lit-html/lit-html.js';
import {deskPage, post} from '/desk.js';
import {keepAccount} from '/form/vault.js';
import '/login-words.js';
import {words} from '/words.js';

// The page where people log in. It goes on to the page that sent them here, or to the start page.

let busy = false;
let failure = null;

/** Only a page of this service: a link from elsewhere must not use this page to lead its reader away. */
function next() {
  const wanted = new URLSearchParams(location.search).get('next') ?? '/';
  try {
    const address = new URL(wanted, location.origin);
    const ours = wanted.startsWith('/') && address.origin === location.origin && address.pathname !== '/login';
    return ours ? address.pathname + address.search + address.hash : '/';
  } catch {
    return '/';
  }
}

async function logIn(event) {
  event.preventDefault();
  const {name, password} = event.target.elements;
  busy = true;
  failure = null;
  redraw();
  const reply = await post('/api/login', JSON.stringify({name: name.value, password: password.value}));
  if (!reply.failure) {
    await keepAccount(reply.body.account);
    location.replace(next());
    return;
  }
  busy = false;
  failure = reply;
  await redraw();
  password.value = '';
  password.focus();
}

const wrong = () => {
  if (failure === null) return nothing;
  const text = failure.failure === 'offline' ? words().loginOffline : words().loginFailed(failure);
  return html`<div class="banner banner-warn" role="alert"><p>${text}</p></div>`;
};

const redraw = deskPage(
  () => words().loginTitle,
  () => words().loginLead,
  () => html`<form class="card stack" @submit=${logIn}>
      ${wrong()}
      <div>
        <label class="label" for="login-name">${words().loginName}</label>
        <input
          id="login-name"
          class="input"
          name="name"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
        />
      </div>
      <div>
        <label class="label" for="login-password">${words().loginPassword}</label>
        <input
          id="login-password"
          class="input"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
      </div>
      <div class="actions">
        <button type="submit" id="login-send" class="button button-main" ?disabled=${busy}>
          ${busy ? words().loginBusy : words().loginSend}
        </button>
      </div>
    </form>
    <p class="quiet">${words().loginForgotten}</p>`,
);
