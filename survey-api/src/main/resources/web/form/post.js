import {hex, sha256} from '/form/digest.js';

// Sends one finished interview. Sending the same bytes again is always safe: the server gives the same receipt.

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/**
 * `finished` holds interview, revision and the envelope, or the payload's bytes where they could not be sealed yet. Resolves to
 * `{receipt}`, or to `{failure, code?}` where failure is network, busy, login, conflict, refused, unopened or strange. A reply counts
 * as a receipt only when it names this interview and the hash of its bytes, which are those before they were sealed: a Wi-Fi login
 * page answers 200 to anything.
 */
export async function send(finished) {
  const bytes = finished.sealed ?? finished.bytes;
  const digest = await sha256(bytes);
  let response;
  try {
    response = await fetch(`/api/interviews/${finished.interview}/revisions/${finished.revision}`, {
      method: 'PUT',
      headers: {
        'Content-Type': finished.sealed ? 'application/vnd.kap.sealed+json' : 'application/json',
        'Content-Digest': `sha-256=:${base64(digest)}:`,
      },
      body: bytes,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    return {failure: 'network'};
  }
  let body = null;
  try {
    body = await response.json();
  } catch {
    // Not JSON: judged below.
  }
  if (response.status === 201 && body?.interview === finished.interview && body.revision === finished.revision) {
    if (body.sha256 === finished.sha256) return {receipt: body};
    // It has the envelope and can't open it: the only copy must not go.
    if (body.sha256 === hex(digest)) return {failure: 'unopened'};
  }
  // The connection stalled while the interview was on its way: nothing was judged yet.
  if (response.status === 408) return {failure: 'network'};
  // Nobody is logged in, or somebody who sends no interviews: another login sends it.
  if (response.status === 401 || body?.code === '403.3') return {failure: 'login'};
  if (response.status === 409) return {failure: 'conflict', code: body?.code};
  if (response.status === 429 || response.status >= 500) return {failure: 'busy'};
  if (response.status >= 400 && body?.code) return {failure: 'refused', code: body.code};
  return {failure: 'strange'};
}

/** The words for a failure, in the interface's language. */
export function failureWords(words, {failure, code}) {
  switch (failure) {
    case 'network':
      return words.failedNetwork;
    case 'login':
      return words.failedLogin;
    case 'busy':
      return words.failedBusy;
    case 'conflict':
      return words.failedConflict;
    case 'unopened':
      return words.failedUnopened;
    case 'refused':
      return words.failedRefused(code);
    default:
      return words.failedStrange;
  }
}
