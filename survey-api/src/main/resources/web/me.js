import '/login-words.js';
import {keepAccount} from '/form/vault.js';
import {currentLanguage, words} from '/words.js';

// Who is logged in, on whichever page.

/** `{name, title}` of an account, as a line. */
export const meLine = ({name, title}) => words().meLine(name, title[currentLanguage()] ?? title.vi);

/** Ends the session; whether the service could be reached to do so. */
export async function logOut() {
  try {
    const reply = await fetch('/api/logout', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: '{}',
      credentials: 'same-origin',
      redirect: 'error',
    });
    if (reply.ok) await keepAccount('');
    return reply.ok;
  } catch {
    return false;
  }
}
