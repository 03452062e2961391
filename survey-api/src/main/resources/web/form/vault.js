import {drafts, fact, keepDraft, transact} from '/form/keep.js';

// Drafts are kept closed. A vault is a key of AES-256-GCM, made at random and kept wrapped in one that is made of its owner's PIN;
// a draft names its vault. Keys are in the memory of the window that the PIN was typed in, and can't be taken out of there.

/** What OWASP asks of PBKDF2 with SHA-256 (Password Storage Cheat Sheet). Kept with each vault, so that later ones can have more. */
const ITERATIONS = 600_000;

const CIPHER = {name: 'AES-GCM', length: 256};

const utf8 = (text) => new TextEncoder().encode(text);

const random = (count) => crypto.getRandomValues(new Uint8Array(count));

/** The account that was logged in on this device last; empty where none was, or it was logged out. */
export const account = async () => (await fact('account')) ?? '';

const channel = globalThis.BroadcastChannel ? new BroadcastChannel('kap-account') : null;

/** `listener()` is called when another account is logged in, or none, from another window. */
export const whenOther = (listener) => channel?.addEventListener('message', listener);

/** Changes one fact in one transaction, whatever other windows do. */
const changeFact = (key, change) =>
  transact(['facts'], 'readwrite', 'strict', (of) => {
    const asked = of('facts').get(key);
    asked.onsuccess = () => of('facts').put({key, value: change(asked.result?.value)});
    return () => undefined;
  });

/** Whose drafts are shown from now on; empty after a logout. Storage that refuses leaves it as it was: the PIN stands before it. */
export async function keepAccount(name) {
  try {
    if ((await account()) === name) return;
    await changeFact('account', () => name);
    channel?.postMessage('other');
  } catch {
    // The PIN is still asked.
  }
}

/** All of this device, oldest first: `{id, account, madeAt, iterations, salt, iv, wrapped}`. */
export const vaults = async () => (await fact('vaults')) ?? [];

const without = (list, {id}) => (list ?? []).filter((vault) => vault.id !== id);

/** The drafts in `mine` can be opened by who is logged in, with his PIN; there are `others` that can't. */
export async function draftsHere() {
  const [all, known, name] = await Promise.all([drafts(), vaults(), account()]);
  const owner = new Map(known.map((vault) => [vault.id, vault.account]));
  // Those of a vault that is nobody's were begun without a login: whoever has the PIN goes on with them.
  const mine = all.filter(({vault}) => !vault || ['', name].includes(owner.get(vault) ?? ''));
  return {mine, others: all.length - mine.length};
}

/**
 * The vaults that a PIN is tried on: `found`, that of new drafts first, the account's own before nobody's; only the newest of the
 * account may be without a draft. `own` is whether the account has one, or there is one of the draft.
 *
 * @param draft an id: its vault alone, if it is one of these
 */
export async function vaultsFor(draft) {
  const [all, known, name] = await Promise.all([drafts(), vaults(), account()]);
  const used = new Set(all.map(({vault}) => vault));
  const newest = [...known].reverse();
  const own = newest.filter((vault) => vault.account === name);
  const nobodys = name === '' ? [] : newest.filter((vault) => vault.account === '' && used.has(vault.id));
  const found = [...own.filter(({id}, at) => at === 0 || used.has(id)), ...nobodys];
  const wanted = all.find(({interview}) => interview === draft)?.vault;
  const its = found.filter(({id}) => id === wanted);
  return {own: own.length > 0 || its.length > 0, found: its.length > 0 ? its : found};
}

async function keyOf(pin, {salt, iterations}) {
  const typed = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey']);
  const derivation = {name: 'PBKDF2', hash: 'SHA-256', salt, iterations};
  return crypto.subtle.deriveKey(derivation, typed, CIPHER, false, ['wrapKey', 'unwrapKey']);
}

const wrapped = ({id, iv}) => ({name: CIPHER.name, iv, additionalData: utf8(id)});

const unwrap = (vault, by) =>
  crypto.subtle.unwrapKey('raw', vault.wrapped, by, wrapped(vault), CIPHER, false, ['encrypt', 'decrypt']);

/** A new vault of the account, open: `{vault, key, kept}`. It is not kept yet. */
export async function make(pin) {
  const vault = {
    id: crypto.randomUUID(),
    account: await account(),
    madeAt: new Date().toISOString(),
    iterations: ITERATIONS,
    salt: random(16),
    iv: random(12),
  };
  const by = await keyOf(pin, vault);
  // This one alone can be taken out, since it is to be wrapped; it is let go of at once.
  const made = await crypto.subtle.generateKey(CIPHER, true, ['encrypt', 'decrypt']);
  vault.wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', made, by, wrapped(vault)));
  return withInbox({vault, key: await unwrap(vault, by), kept: false});
}

/** An open vault that what comes while it is closed can be put into; those of older versions have no inbox yet. */
async function withInbox(own) {
  if (own.vault.inbox) return own;
  try {
    const {make: madeFor} = await import('/form/inbox.js');
    return {...own, vault: {...own.vault, inbox: await madeFor(own)}, kept: false};
  } catch {
    return own; // its script is not here: the next time
  }
}

/** The vault with its key, or null for another PIN. One that is nobody's becomes the account's with it. */
export async function unlock(pin, vault) {
  const by = await keyOf(pin, vault);
  try {
    const key = await unwrap(vault, by);
    const name = await account();
    const changes = vault.account === '' && name !== '';
    return await withInbox({vault: changes ? {...vault, account: name} : vault, key, kept: !changes});
  } catch {
    return null;
  }
}

/** A draft is never kept before its vault, or nobody could ever open it. Of two windows that give it an inbox the first counts. */
export const keepVault = (vault) =>
  changeFact('vaults', (list) => {
    const there = list?.find(({id}) => id === vault.id);
    return [...without(list, vault), there?.inbox ? {...vault, inbox: there.inbox} : vault];
  });

/** Wrong PINs in a row for an account's vaults. */
export const tries = async (name) => (await fact('tries'))?.[name] ?? 0;

export const keepTries = (name, count) => changeFact('tries', (all) => ({...all, [name]: count}));

/** What the start page and `tidy` need stays legible; whom it is about and what was answered does not. */
async function close({vault, key}, {interview, form, version, hash, compiled, savedAt, returned, ...inside}) {
  const iv = random(12);
  const additionalData = utf8(`${vault.id} ${interview}`);
  const bytes = await crypto.subtle.encrypt({name: CIPHER.name, iv, additionalData}, key, utf8(JSON.stringify(inside)));
  const outside = {interview, form, version, hash, compiled, savedAt, ...(returned && {returned})};
  return {...outside, vault: vault.id, iv, closed: new Uint8Array(bytes)};
}

/** The draft as it was, or null where none of these vaults is its own. */
async function opened(open, draft) {
  if (!draft.vault) return draft;
  const own = open.find(({vault}) => vault.id === draft.vault);
  if (!own) return null;
  const {iv, closed, vault, inbox, ...outside} = draft;
  try {
    let came = {};
    try {
      if (inbox) came = await (await import('/form/inbox.js')).take(own, draft.interview, inbox);
    } catch (fault) {
      if (!closed) throw fault; // what was done here is not lost for it
    }
    if (!closed) return {...outside, ...came};
    const additionalData = utf8(`${vault} ${draft.interview}`);
    const bytes = await crypto.subtle.decrypt({name: CIPHER.name, iv, additionalData}, own.key, closed);
    const inside = JSON.parse(new TextDecoder().decode(bytes));
    // What was changed here stays; what it is compared with is what came last.
    return {...outside, ...inside, base: came.base ?? inside.base};
  } catch {
    return null; // damaged: it stays where it is
  }
}

export async function openedDrafts(open) {
  return (await Promise.all((await drafts()).map((draft) => opened(open, draft)))).filter(Boolean);
}

/** `still()` says, once it is closed, whether it is to be kept at all: the interview may have been finished meanwhile. */
export async function keepClosed(own, draft, still) {
  const closed = await close(own, draft);
  if (still()) await keepDraft(closed);
}

/** Drafts of versions before this one lie here legible: each is closed, unless a window of such a version has it open. */
export async function closePlain(own) {
  for (const draft of await drafts()) {
    if (draft.vault || draft.practice) continue;
    const closed = await close(own, draft);
    await navigator.locks.request(`kap-interview-${draft.interview}`, {ifAvailable: true}, (lock) =>
      lock &&
      transact(['drafts'], 'readwrite', 'strict', (of) => {
        const there = of('drafts').get(draft.interview);
        there.onsuccess = () => {
          if (there.result && !there.result.vault && there.result.savedAt === draft.savedAt) of('drafts').put(closed);
        };
        return () => undefined;
      }),
    );
  }
}
