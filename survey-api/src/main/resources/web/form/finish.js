import {hex, sha256} from '/form/digest.js';
import {transact} from '/form/keep.js';

// The end of an interview: its number, its bytes, and how they take its draft's place.

/**
 * The finished interview: the payload's bytes, made once and never again, so that every sending sends the same.
 *
 * @param device `{id, next}`; null where the device can't count
 */
export async function finish(form, interview, session, language, device) {
  const now = new Date().toISOString();
  const payload = {
    format: 'kap-interview/1',
    interview: interview.interview,
    revision: (interview.base?.revision ?? 0) + 1,
    questionnaire: {form: form.id, version: form.version, hash: form.hash},
    engine: form.engine,
    round: interview.round,
    selection: interview.selection,
    device: {
      ...(device && {id: device.id, number: device.next}),
      openedAt: interview.openedAt,
      // The interview took as long as it did: when it was mended stands apart.
      finishedAt: interview.base?.finishedAt ?? now,
      today: interview.today,
      language,
    },
    // The hash of these bytes is kept beside the sealed ones: it must not tell whether a guess at the answers is right.
    salt: crypto.randomUUID(),
    outcome: session.state.outcome,
    answers: session.relevantAnswers,
    ...(interview.base && {correction: {of: interview.base.revision, finishedAt: now, ...interview.correction}}),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return {
    interview: interview.interview,
    revision: payload.revision,
    form: form.id,
    version: form.version,
    round: interview.round,
    device: device?.id,
    number: device?.next,
    finishedAt: now,
    bytes,
    sha256: hex(await sha256(bytes)),
  };
}

/** This device's id, made here once, and the number of the interview that is finished next: `{id, next}`. */
export const device = () =>
  transact(['facts'], 'readwrite', 'strict', (of) => {
    let value;
    const asked = of('facts').get('device');
    asked.onsuccess = () => {
      value = asked.result?.value ?? {id: crypto.randomUUID(), next: 1};
      if (!asked.result) of('facts').put({key: 'device', value});
    };
    return () => value;
  });

/**
 * The finished interview takes its draft's place in one transaction: at no moment is neither of them kept. Resolves to false, and
 * nothing is changed, where its number is not the next one any more: no number is given twice, and none is left out.
 */
export const keepUnsent = (finished) =>
  transact(['drafts', 'unsent', 'facts'], 'readwrite', 'strict', (of) => {
    let done = false;
    const asked = of('facts').get('device');
    const there = of('unsent').get([finished.interview, finished.revision]);
    there.onsuccess = () => {
      const value = asked.result?.value;
      done = there.result?.sha256 === finished.sha256;
      if (done || value?.id !== finished.device || value.next !== finished.number) return;
      of('facts').put({key: 'device', value: {...value, next: value.next + 1}});
      of('drafts').delete(finished.interview);
      of('unsent').put(finished);
      done = true;
    };
    return () => done;
  });
