// The worker behind form/keep.js: writing goes on beside the page and keeps nobody waiting.
// Upgrades only ever add stores: a queue of unsent interviews must outlive every version of this file.

const open = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('kap', 1);
    request.onupgradeneeded = () => {
      const names = request.result.objectStoreNames;
      if (!names.contains('drafts')) request.result.createObjectStore('drafts', {keyPath: 'interview'});
      if (!names.contains('unsent')) request.result.createObjectStore('unsent', {keyPath: ['interview', 'revision']});
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = reject;
  });

/**
 * Takes steps, each a store, what to do there and with what, in one transaction. Opens anew for each, because phones close
 * idle connections behind a page's back; resolves only when the transaction is complete, as a request's success alone does
 * not mean that anything was written.
 */
async function take(steps) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const stores = steps.map(([store]) => store);
      const mode = steps[0][1] === 'getAll' ? 'readonly' : 'readwrite';
      const durability = stores.includes('unsent') ? 'strict' : 'default';
      const transaction = database.transaction(stores, mode, {durability});
      const requests = steps.map(([store, what, given]) => transaction.objectStore(store)[what](given));
      transaction.oncomplete = () => resolve(requests[0].result);
      transaction.onerror = transaction.onabort = reject;
    });
  } finally {
    database.close();
  }
}

onmessage = async ({data: {id, steps}}) => {
  try {
    // A draft's answers come as the engine writes them.
    for (const [, , given] of steps) if (typeof given?.answers === 'string') given.answers = JSON.parse(given.answers);
    postMessage({id, result: await take(steps)});
  } catch {
    postMessage({id, failed: true});
  }
};
