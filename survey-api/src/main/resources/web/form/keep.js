// What this device keeps until the server has it: drafts, and finished interviews that have no receipt yet. A promise resolves
// only when its steps are written, and is rejected if they aren't.

const worker = new Worker('/form/store.js');
const waiting = new Map();
let last = 0;
let broken = false;

const end = ({id, failed, result}) => {
  const {resolve, reject} = waiting.get(id);
  waiting.delete(id);
  if (failed) reject();
  else resolve(result);
};

worker.onmessage = ({data}) => end(data);

/** The worker could not be fetched. */
worker.onerror = () => {
  broken = true;
  for (const id of waiting.keys()) end({id, failed: true});
};

const take = (...steps) =>
  new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, {resolve, reject});
    if (broken) end({id, failed: true});
    else worker.postMessage({id, steps});
  });

export const drafts = () => take(['drafts', 'getAll']);

/** `answers` as the engine writes them: they are read in the worker. */
export const keepDraft = (draft) => take(['drafts', 'put', draft]);

export const discardDraft = (interview) => take(['drafts', 'delete', interview]);

export const unsent = () => take(['unsent', 'getAll']);

/** The finished interview takes its draft's place in one transaction: at no moment is neither of them kept. */
export const keepUnsent = (finished) => take(['drafts', 'delete', finished.interview], ['unsent', 'put', finished]);

/** Only after a receipt for these very bytes. */
export const forgetSent = ({interview, revision}) => take(['unsent', 'delete', [interview, revision]]);

/** Asks the browser not to clear this site's storage when space runs low; it may say no. */
export async function askToPersist() {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // A refusal changes nothing that the page could do.
  }
}
