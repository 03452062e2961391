import {form as keptUnder, formsOf, keepForm} from '/form/keep.js';

// Compiled forms on this device. A compiled form is opened by the engine of the service that compiled it, and by no other; both
// are named by their hashes and never change, so that what was kept once needs no network.

const addressOf = ({form, version}) =>
  `/api/questionnaires/${encodeURIComponent(form)}/${encodeURIComponent(version)}/compiled`;

/**
 * The form as the service has it now, kept here. Where that fails, `{failure}`: `network`, `missing` or `busy`. A form that this
 * device can't keep is there all the same.
 */
export async function fetchForm(form, version) {
  let response;
  let compiled;
  try {
    response = await fetch(addressOf({form, version}), {cache: 'no-store'});
    compiled = await response.text();
  } catch {
    return {failure: 'network'};
  }
  if (response.status === 404 || response.status === 400) return {failure: 'missing'};
  const engine = response.headers.get('Kap-Engine');
  if (!response.ok || !engine) return {failure: 'busy'};
  const {hash, title} = JSON.parse(compiled);
  const key = `${response.headers.get('ETag').replaceAll(/[^0-9a-f]/g, '')} ${engine}`;
  const kept = {key, form, version, hash, title, engine, compiled, keptAt: new Date().toISOString()};
  try {
    await keepForm(kept);
  } catch {
    // Told on the start page: it is missing there.
  }
  return kept;
}

/** The newest of those that are kept here, or null. */
export async function keptForm(form, version) {
  try {
    const found = await formsOf(form, version);
    return found.reduce((newest, one) => (newest && newest.keptAt >= one.keptAt ? newest : one), null);
  } catch {
    return null;
  }
}

/** The one that an interview was begun with, or null where it is gone. */
export async function formOf(draft) {
  try {
    return draft.compiled ? ((await keptUnder(draft.compiled)) ?? null) : null;
  } catch {
    return null;
  }
}

/** Opens a form in its own engine; rejected where the engine is neither here nor at the service. */
export async function opened({key, form, version, hash, title, engine, compiled}) {
  const module = await import(`/engine/${engine}.js`);
  return {id: form, version, hash, title, engine, compiled: key, module, handle: module.open(compiled)};
}
