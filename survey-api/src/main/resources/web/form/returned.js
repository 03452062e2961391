import {drafts, transact, unsent} from '/form/keep.js';
import {fetchForm, keptForm} from '/form/forms.js';
import {account, vaults} from '/form/vault.js';

// Interviews that a supervisor has returned come back to the device as drafts, each closed for the vault of who sent it, whether his
// PIN was typed here or not. A draft of one says in plain `returned: {revision, at, settled}`, as its list does without a PIN.

/** The service gives so many at a time; who has sent these again is given the next. */
const FEW = 50;

const held = async ({interview}) =>
  (await navigator.locks.query()).held.some(({name}) => name === `kap-interview-${interview}`);

/** Changes the draft as it is at that moment; `change` gives null where it is to stay. One that is there no more stays away. */
const changeDraft = (interview, change) =>
  transact(['drafts'], 'readwrite', 'strict', (of) => {
    const there = of('drafts').get(interview);
    there.onsuccess = () => {
      const changed = change(there.result);
      if (changed) of('drafts').put(changed);
      else if (changed === undefined) of('drafts').delete(interview);
    };
    return () => undefined;
  });

/** The form that it was filled in with, on this device; null where it can't be had. */
async function formFor({form, version, hash}) {
  const kept = await keptForm(form, version);
  if (kept?.hash === hash) return kept;
  const fetched = await fetchForm(form, version);
  return fetched.hash === hash ? fetched : null;
}

/** What a draft of it holds beside what stands in plain. */
const inside = ({revision, returnedAt, reason, comments, payload}) => {
  const {openedAt, finishedAt, today} = payload.device;
  return {
    round: payload.round ?? null,
    selection: payload.selection ?? null,
    practice: false,
    openedAt,
    today,
    answers: payload.answers,
    base: {revision, at: returnedAt, reason, comments, openedAt, finishedAt, today, answers: payload.answers},
  };
};

async function put(one, vault, was) {
  const {interview, revision, returnedAt: at, payload} = one;
  const form = await formFor(payload.questionnaire);
  if (!form) return false;
  const {put: closedFor} = await import('/form/inbox.js');
  const inbox = await closedFor(vault, interview, inside(one));
  const {form: id, version, hash} = payload.questionnaire;
  const outside = {interview, form: id, version, hash, compiled: form.key, savedAt: at, vault: vault.id};
  await changeDraft(interview, (draft) => {
    // One that was finished or discarded meanwhile stays away; one that lies here in plain is closed first.
    if (was ? !draft?.vault || (draft.closed && draft.vault !== vault.id) : draft) return null;
    return {...(draft ?? outside), vault: vault.id, inbox, returned: {revision, at}};
  });
  return true;
}

/** Returned no longer: what nobody has changed here goes, and what was changed stays, and its list says so. */
async function settle(draft) {
  if (draft.closed) {
    if (draft.returned.settled) return;
    await changeDraft(draft.interview, (now) => (now ? {...now, returned: {...now.returned, settled: true}} : null));
  } else if (!(await held(draft))) {
    await changeDraft(draft.interview, (now) => (now?.closed ? null : undefined));
  }
}

/**
 * Asks the service what was returned to who is logged in, and keeps it. Resolves to `{listed, unread}`: those that it lists with
 * `{interview, form, version, at, kept}`, where `kept` is whether they are on this device now, and how many could not be read by
 * the service, which have to be made anew. Rejected without a network or a login; what is here stays as it is.
 */
export async function takeReturned() {
  const response = await fetch('/api/returned', {cache: 'no-store', credentials: 'same-origin', redirect: 'error'});
  if (!response.ok) throw new Error(`/api/returned answered ${response.status}.`);
  const {interviews} = await response.json();
  const [name, known, here, waiting] = await Promise.all([account(), vaults(), drafts(), unsent()]);
  const own = name === '' ? [] : known.filter((vault) => vault.account === name);
  const done = (one) => waiting.some(({interview, revision}) => interview === one.interview && revision > one.revision);
  const open = interviews.filter((one) => !done(one)); // what was corrected and waits to be sent is no news
  const listed = [];
  for (const one of open.filter(({payload}) => payload)) {
    const {interview, form, version, revision, returnedAt: at} = one;
    const draft = here.find((found) => found.interview === interview);
    // What was not begun follows the newest PIN: the one before may be forgotten.
    const vault = draft?.closed ? own.find(({id}) => id === draft.vault) : own.findLast(({inbox}) => inbox);
    const news = draft?.returned?.revision !== revision || draft.returned.at !== at || draft.returned.settled;
    const same = !news && draft.vault === vault?.id;
    const kept = same || Boolean(vault?.inbox && (await put(one, vault, draft)));
    listed.push({interview, form, version, at, kept});
  }
  if (interviews.length < FEW) {
    for (const draft of here) {
      const mine = own.some(({id}) => id === draft.vault);
      if (draft.returned && mine && !interviews.some(({interview}) => interview === draft.interview)) await settle(draft);
    }
  }
  return {listed, unread: open.filter(({payload}) => !payload).length};
}
