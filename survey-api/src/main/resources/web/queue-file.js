import {hex, sha256} from '/form/digest.js';
import {device} from '/form/finish.js';
import {unsent} from '/form/keep.js';
import {inParts, sealRest} from '/form/seal.js';

// The queue of this device as a file, for where no network ever comes: a supervisor carries it to the service. Only sealed interviews
// leave the device this way.

/**
 * Has the browser save the file; the queue stays as it is. Resolves to its `name`, the `count` of interviews in it and of those
 * `left` out because the device has no key to seal them with.
 */
export async function saveQueue() {
  await sealRest();
  const {id} = await device();
  const waiting = await unsent();
  const interviews = [];
  for (const {interview, revision, sealed} of waiting) {
    if (sealed) interviews.push({interview, revision, sha256: hex(await sha256(sealed)), sealed: inParts(sealed)});
  }
  const madeAt = new Date().toISOString();
  const name = `kap-queue-${id.slice(0, 8)}-${madeAt.slice(0, 10)}.json`;
  const counts = {name, count: interviews.length, left: waiting.length - interviews.length};
  if (interviews.length === 0) return counts;
  const text = JSON.stringify({format: 'kap-queue/1', device: id, madeAt, interviews});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return counts;
}
