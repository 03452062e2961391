// What this device keeps: drafts, finished interviews without a receipt, forms, and some facts about itself. A promise resolves
// only when its transaction is complete, since a request's success alone does not mean that anything was written; it is rejected
// if nothing was.

// Upgrades only ever add stores: a queue of unsent interviews must outlive every version of this file.
const STORES = {drafts: 'interview', unsent: ['interview', 'revision'], forms: 'key', facts: 'key'};

let connection = null;

const open = () =>
  (connection ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('kap', 2);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (request.result.objectStoreNames.contains(name)) continue;
        const store = request.result.createObjectStore(name, {keyPath});
        if (name === 'forms') store.createIndex('version', ['form', 'version']);
      }
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = () => (connection = null);
      database.onversionchange = () => {
        database.close();
        connection = null;
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
  }));

/** `work` is given a function from names of stores to the stores, and gives a function that tells the outcome in the end. */
const run = (database, names, mode, durability, work) =>
  new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, {durability});
    const outcome = work((name) => transaction.objectStore(name), transaction);
    transaction.oncomplete = () => resolve(outcome());
    transaction.onabort = () => reject(transaction.error);
  });

export const isFull = (fault) => fault?.name === 'QuotaExceededError';

/** Phones close connections behind a page's back: what failed is tried once more on a new one. All work may be done twice. */
export async function transact(...given) {
  try {
    return await run(await open(), ...given);
  } catch (fault) {
    connection = null;
    if (isFull(fault)) throw fault;
    return run(await open(), ...given);
  }
}

const read = (store, ask) =>
  transact([store], 'readonly', 'default', (of) => {
    const request = ask(of(store));
    return () => request.result;
  });

const write = (store, change, durability = 'default') =>
  transact([store], 'readwrite', durability, (of, transaction) => {
    change(of(store));
    // Nothing else follows: the browser need not wait and see, nor does the person who answers.
    transaction.commit();
    return () => undefined;
  });

const all = (store) => store.getAll();

export const drafts = () => read('drafts', all);

export const keepDraft = (draft) => write('drafts', (store) => store.put(draft), 'relaxed');

export const discardDraft = (interview) => write('drafts', (store) => store.delete(interview));

export const unsent = () => read('unsent', all);

/** Only after a receipt for these very bytes. */
export const forgetSent = ({interview, revision}) => write('unsent', (store) => store.delete([interview, revision]), 'strict');

export const forms = () => read('forms', all);

/** Every compilation of one version. */
export const formsOf = (form, version) => read('forms', (store) => store.index('version').getAll([form, version]));

export const form = (key) => read('forms', (store) => store.get(key));

export const keepForm = (form) => write('forms', (store) => store.put(form));

export const discardForm = (key) => write('forms', (store) => store.delete(key));

/** What is known under a name, or undefined. */
export const fact = async (key) => (await read('facts', (store) => store.get(key)))?.value;

export const keepFact = (key, value) => write('facts', (store) => store.put({key, value}));
