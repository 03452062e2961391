import {discardForm, drafts, forms} from '/form/keep.js';

const ENGINES = 'kap-engines';

const isOf = (form, version) => (kept) => kept.form === form && kept.version === version;

/**
 * Lets go of forms that are neither listed by the service nor needed by a draft, of older compilations of those that are, and of
 * engines that no form here is for.
 *
 * @param listed what the service offers now: `{form, version, hash}`
 * @param current the hash of its engine
 */
export async function tidy(listed, current) {
  const needed = new Set((await drafts()).map((draft) => draft.compiled));
  const kept = await forms();
  const stays = kept.filter(
    (one) =>
      needed.has(one.key) ||
      (listed.some((form) => isOf(form.form, form.version)(one) && form.hash === one.hash) &&
        !kept.some((other) => isOf(one.form, one.version)(other) && other.keptAt > one.keptAt)),
  );
  for (const one of kept) if (!stays.includes(one)) await discardForm(one.key);
  if (!globalThis.caches) return;
  const engines = new Set([current, ...stays.map(({engine}) => engine)].map((hash) => `/engine/${hash}.js`));
  const cache = await caches.open(ENGINES);
  for (const {url} of await cache.keys()) if (!engines.has(new URL(url).pathname)) await cache.delete(url);
}
