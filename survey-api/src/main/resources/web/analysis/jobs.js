// What the page asks of the service. A failure is `{failure, …}`: network, busy, refused (with code, message and faults).

async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, {cache: 'no-store', credentials: 'same-origin', redirect: 'error', ...options});
  } catch (error) {
    return {failure: error.name === 'AbortError' ? 'aborted' : 'network'};
  }
  if (response.status === 204) return {};
  try {
    const body = await response.json();
    if (response.ok) return {body};
    if (response.status === 503) return {failure: 'busy'};
    if (response.status === 408) return {failure: 'network'};
    return {failure: 'refused', code: body.code, message: body.message, faults: body.faults ?? []};
  } catch {
    return {failure: 'busy'};
  }
}

const json = (language) => ({'Content-Type': 'application/json', 'Accept-Language': language});

export const rounds = () => ask('/api/rounds');

export async function example(round) {
  const response = await fetch(`/api/rounds/${encodeURIComponent(round)}/job`, {cache: 'no-store'});
  if (!response.ok) throw new Error(`The example of a round was answered ${response.status}.`);
  return response.text();
}

export async function textOf(job) {
  const response = await fetch(`/api/jobs/${job}/job`, {cache: 'no-store'});
  if (!response.ok) throw new Error(`The text of a job was answered ${response.status}.`);
  return response.text();
}

export const check = (text, language, signal) =>
  ask('/api/jobs/check', {method: 'POST', headers: json(language), body: text, signal});

/** Sending the same text under the same key again is always safe: it is run once. */
export const run = (text, key, language) =>
  ask('/api/jobs', {method: 'POST', headers: {...json(language), 'Idempotency-Key': key}, body: text});

export const state = (job) => ask(`/api/jobs/${job}`);

export const recent = () => ask('/api/jobs');

export const cancel = (job, language) => ask(`/api/jobs/${job}/cancel`, {method: 'POST', headers: json(language), body: '{}'});

export const remove = (job, language) => ask(`/api/jobs/${job}`, {method: 'DELETE', headers: json(language)});

/** The tables, with their own switch of languages on that of the page. */
export const tablesAddress = (job, language) => `${fileAddress(job, 'tables.html')}?language=${language}`;

export const fileAddress = (job, name) => `/api/jobs/${job}/files/${encodeURIComponent(name)}`;
