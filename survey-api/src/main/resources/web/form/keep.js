// What this device keeps until the server has it: drafts, and finished interviews that have no receipt yet.
// Upgrades only ever add stores: a queue of unsent interviews must outlive every version of this file.

const NAME = 'kap';
const VERSION = 1;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const names = request.result.objectStoreNames;
      if (!names.contains('drafts')) request.result.createObjectStore('drafts', {keyPath: 'interview'});
      if (!names.contains('unsent')) request.result.createObjectStore('unsent', {keyPath: ['interview', 'revision']});
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('The database is held open by another window.'));
  });
}

/**
 * Opens anew for each piece of work, because phones close idle connections behind a page's back; resolves only when the
 * transaction is complete, as a request's success alone does not mean that anything was written.
 */
async function within(stores, mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const durability = mode === 'readwrite' && stores.includes('unsent') ? 'strict' : 'default';
      const transaction = database.transaction(stores, mode, {durability});
      const request = work(...stores.map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const drafts = () => within(['drafts'], 'readonly', (store) => store.getAll());

export const keepDraft = (draft) => within(['drafts'], 'readwrite', (store) => store.put(draft));

export const discardDraft = (interview) => within(['drafts'], 'readwrite', (store) => store.delete(interview));

export const unsent = () => within(['unsent'], 'readonly', (store) => store.getAll());

/** The finished interview takes its draft's place in one transaction: at no moment is neither of them kept. */
export const keepUnsent = (finished) =>
  within(['unsent', 'drafts'], 'readwrite', (store, draftStore) => {
    draftStore.delete(finished.interview);
    return store.put(finished);
  });

/** Only after a receipt for these very bytes. */
export const forgetSent = (finished) =>
  within(['unsent'], 'readwrite', (store) => store.delete([finished.interview, finished.revision]));

/** Asks the browser not to clear this site's storage when space runs low; it may say no. */
export async function askToPersist() {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // A refusal changes nothing that the page could do.
  }
}
