// Keeps the pages of surveyors on the device. It answers GET of the files that are listed in BUILD and of engines, and nothing
// else: what is asked of /api, every other method and every page at the desk go to the service as if it were not there.
//
// The service writes BUILD before this text: its hash, and each file's address with the SHA-256 of its bytes. Another build makes
// another text, which is how the browser notices it.

const CACHE = `kap-build-${BUILD.hash}`;

/** Engines by their hashes, of all builds: a draft goes on with the one that it was begun with. Pages clear it out. */
const ENGINES = 'kap-engines';
const ENGINE = /^\/engine\/([0-9a-f]{64})\.js$/;

/** `/` and `/form/…` are drawn by scripts: one page each, whatever stands behind. */
const pageOf = (path) => (path === '/' ? '/' : path === '/form' || path.startsWith('/form/') ? '/form' : null);

async function isWhole(response, hash) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === hash;
}

/** The bytes that the hash names: those that the device has, of whatever build, else those of the service. */
async function fetched(address, hash) {
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).match(address);
    if (kept && (await isWhole(kept, hash))) return kept;
  }
  const response = await fetch(address, {cache: 'no-cache', credentials: 'same-origin', redirect: 'error'});
  if (!response.ok || !(await isWhole(response, hash))) throw new Error(`${address} is not the file of build ${BUILD.hash}.`);
  return response;
}

/** A build is kept whole or not at all: half of one and half of another would be a program that nobody has tried. */
async function keepBuild() {
  try {
    const build = await caches.open(CACHE);
    const engines = await caches.open(ENGINES);
    await Promise.all(
      Object.entries(BUILD.files).map(async ([address, hash]) =>
        (ENGINE.test(address) ? engines : build).put(address, await fetched(address, hash)),
      ),
    );
  } catch (fault) {
    await caches.delete(CACHE);
    throw fault;
  }
}

async function begin() {
  for (const name of await caches.keys()) if (name.startsWith('kap-build-') && name !== CACHE) await caches.delete(name);
  await clients.claim();
}

/** An interview that is open in any window ends in the build in which it was taken up; a page asks again after it. */
async function takeOver() {
  const {held} = await navigator.locks.query();
  if (!held.some(({name}) => name.startsWith('kap-interview-'))) await skipWaiting();
}

async function engine(request, address, hash) {
  const engines = await caches.open(ENGINES);
  const kept = await engines.match(address);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && (await isWhole(response, hash))) await engines.put(address, response.clone());
  return response;
}

/** Pages at the desk have scripts in common with those of surveyors, and take them all from the service, of one build too. */
async function file(event, address) {
  const client = event.request.mode === 'navigate' ? null : await clients.get(event.clientId);
  const isSurveyors = event.request.mode === 'navigate' || (client && pageOf(new URL(client.url).pathname) !== null);
  const kept = isSurveyors ? await (await caches.open(CACHE)).match(address) : null;
  return kept ?? fetch(event.request);
}

addEventListener('install', (event) => event.waitUntil(keepBuild()));
addEventListener('activate', (event) => event.waitUntil(begin()));
addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(takeOver());
});
addEventListener('fetch', (event) => {
  const {request} = event;
  const {origin, pathname} = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const hash = ENGINE.exec(pathname)?.[1];
  if (hash) {
    event.respondWith(engine(request, pathname, hash));
    return;
  }
  const address = request.mode === 'navigate' ? pageOf(pathname) : pathname;
  if (address !== null && Object.hasOwn(BUILD.files, address)) event.respondWith(file(event, address));
});
