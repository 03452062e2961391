import {hex, sha256} from '/form/digest.js';
import {fact, keepFact, transact, unsent} from '/form/keep.js';

// Closes finished interviews for the service (docs/formats.md, "Sealed interviews"): whoever has the device can't open them, nor can
// this page any more. The service's public key comes with every visit that has a network.

const FORMAT = 'kap-sealed/1';
const CURVE = {name: 'ECDH', namedCurve: 'P-256'};

/** A multiple of three, so that the parts can be encoded by themselves; a text may be 65,536 signs long. */
const PART = 48_000;

let key = null;

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

const decoded = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const utf8 = (text) => new TextEncoder().encode(text);

const publicKeyOf = ({publicKey}) => crypto.subtle.importKey('raw', decoded(publicKey), CURVE, true, []);

/** A key that was cut off on the way would close interviews for nobody: its id is made of its bytes. */
async function check(found) {
  const own = hex(await sha256(decoded(found.publicKey))).slice(0, 32);
  if (own !== found.key) throw new Error('The key is not the one that its id names.');
  await publicKeyOf(found);
}

let asking = null;

/** Asks the service which key it is now; the one before stays where nobody answers. Resolves to whether it was told. */
export const refreshKey = () => (asking ??= ask().finally(() => (asking = null)));

async function ask() {
  try {
    const response = await fetch('/api/keys', {cache: 'no-store', credentials: 'same-origin', redirect: 'error'});
    const found = await response.json();
    await check(found);
    key = {key: found.key, publicKey: found.publicKey};
    await keepFact('sealingKey', key);
    return true;
  } catch {
    return false;
  }
}

/** Bytes in Base64, in as many parts as texts of JSON may be long. */
export function inParts(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += PART) parts.push(base64(bytes.subarray(at, at + PART)));
  return parts;
}

/** What the two sides of `own` and `service` alone come to, for encrypting or, at the other side, decrypting. */
export async function secret(head, own, service, use = 'encrypt') {
  const agreed = await crypto.subtle.deriveBits({name: 'ECDH', public: service}, own, 256);
  const extracted = await crypto.subtle.importKey('raw', agreed, 'HKDF', false, ['deriveKey']);
  const derivation = {name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: head};
  return crypto.subtle.deriveKey(derivation, extracted, {name: 'AES-GCM', length: 256}, false, [use]);
}

/** The envelope's bytes. Whatever stands in it outside of `sealed` is authenticated with it. */
async function seal(to, {interview, revision, bytes}) {
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const ephemeral = base64(new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey)));
  const head = utf8(`${FORMAT} ${to.key} ${interview} ${revision} ${ephemeral}`);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const closed = new Uint8Array(
    await crypto.subtle.encrypt(
      {name: 'AES-GCM', iv, additionalData: head},
      await secret(head, own.privateKey, await publicKeyOf(to)),
      bytes,
    ),
  );
  return utf8(
    JSON.stringify({format: FORMAT, key: to.key, interview, revision, ephemeral, iv: base64(iv), sealed: inParts(closed)}),
  );
}

/** A finished interview with its envelope in place of its bytes; as it is where this device has no key yet. */
export async function sealed(finished) {
  try {
    key ??= (await fact('sealingKey')) ?? null;
    if (key === null || !finished.bytes) return finished;
    const {bytes, ...shown} = finished;
    return {...shown, sealed: await seal(key, finished)};
  } catch {
    return finished; // it is closed by the next page that can
  }
}

/** The envelope takes the place of the bytes that it holds, if they are still there: they may have been sent meanwhile. */
const keepSealed = (finished) =>
  transact(['unsent'], 'readwrite', 'strict', (of) => {
    const there = of('unsent').get([finished.interview, finished.revision]);
    there.onsuccess = () => {
      if (there.result?.bytes && there.result.sha256 === finished.sha256) of('unsent').put(finished);
    };
    return () => undefined;
  });

/** Closes what was finished before there was a key. */
export async function sealRest() {
  for (const one of await unsent()) {
    const closed = one.bytes ? await sealed(one) : one;
    if (closed !== one) await keepSealed(closed);
  }
}
