// What the page asks of the service. A failure is `{failure, …}`: network, busy, refused (with code, message and faults).

import {currentLanguage} from '/words.js';

async function ask(address, {headers = {}, read = (response) => response.json(), ...options} = {}) {
  let response;
  try {
    response = await fetch(address, {
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      headers: {'Accept-Language': currentLanguage(), ...headers},
      ...options,
    });
  } catch (error) {
    return {failure: error.name === 'AbortError' ? 'aborted' : 'network'};
  }
  if (response.status === 204) return {};
  try {
    if (response.ok) return {body: await read(response)};
    const body = await response.json();
    if (response.status === 503) return {failure: 'busy'};
    if (response.status === 408) return {failure: 'network'};
    return {failure: 'refused', code: body.code, message: body.message, faults: body.faults ?? []};
  } catch {
    return {failure: 'busy'};
  }
}

const JSON_BODY = {'Content-Type': 'application/json'};

/** As it was written, to the last space. */
const text = (address) => ask(address, {read: (response) => response.text()});

export const rounds = () => ask('/api/rounds');

export const example = (round) => text(`/api/rounds/${encodeURIComponent(round)}/job`);

export const textOf = (job) => text(`/api/jobs/${job}/job`);

export const check = (job, signal) => ask('/api/jobs/check', {method: 'POST', headers: JSON_BODY, body: job, signal});

/** Sending the same text under the same key again is always safe: it is run once. */
export const run = (job, key) =>
  ask('/api/jobs', {method: 'POST', headers: {...JSON_BODY, 'Idempotency-Key': key}, body: job});

export const state = (job) => ask(`/api/jobs/${job}`);

export const recent = () => ask('/api/jobs');

export const cancel = (job) => ask(`/api/jobs/${job}/cancel`, {method: 'POST', headers: JSON_BODY, body: '{}'});

export const remove = (job) => ask(`/api/jobs/${job}`, {method: 'DELETE', headers: JSON_BODY});

/** The tables, with their own switch of languages on that of the page. */
export const tablesAddress = (job, language) => `${fileAddress(job, 'tables.html')}?language=${language}`;

export const fileAddress = (job, name) => `/api/jobs/${job}/files/${encodeURIComponent(name)}`;
