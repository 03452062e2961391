import {secret} from '/form/seal.js';

// What comes for an account while its PIN is not typed: interviews that were returned. They are closed for the public key of its vault
// by whoever has the page, and opened by the private one, which is encrypted by the vault's own key.

const CURVE = {name: 'ECDH', namedCurve: 'P-256'};
const CIPHER = 'AES-GCM';

const utf8 = (text) => new TextEncoder().encode(text);

const random = () => crypto.getRandomValues(new Uint8Array(12));

const ofVault = (vault, iv) => ({name: CIPHER, iv, additionalData: utf8(`inbox ${vault.id}`)});

const head = (vault, interview) => utf8(`kap-inbox/1 ${vault.id} ${interview}`);

/** The inbox of an open vault: `{publicKey, iv, privateKey}`, to be kept with it. */
export async function make({vault, key}) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const iv = random();
  const own = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    iv,
    privateKey: new Uint8Array(await crypto.subtle.encrypt(ofVault(vault, iv), key, own)),
  };
}

/** Closes what came of an interview for a vault, whether it is open or not. */
export async function put(vault, interview, came) {
  const service = await crypto.subtle.importKey('raw', vault.inbox.publicKey, CURVE, false, []);
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const additionalData = head(vault, interview);
  const iv = random();
  const by = await secret(additionalData, own.privateKey, service);
  const closed = await crypto.subtle.encrypt({name: CIPHER, iv, additionalData}, by, utf8(JSON.stringify(came)));
  return {ephemeral: new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey)), iv, closed: new Uint8Array(closed)};
}

/** What was put there; rejected where it is not as it was. */
export async function take({vault, key}, interview, {ephemeral, iv, closed}) {
  const kept = await crypto.subtle.decrypt(ofVault(vault, vault.inbox.iv), key, vault.inbox.privateKey);
  const own = await crypto.subtle.importKey('pkcs8', kept, CURVE, false, ['deriveBits']);
  const additionalData = head(vault, interview);
  const other = await crypto.subtle.importKey('raw', ephemeral, CURVE, false, []);
  const by = await secret(additionalData, own, other, 'decrypt');
  const bytes = await crypto.subtle.decrypt({name: CIPHER, iv, additionalData}, by, closed);
  return JSON.parse(new TextDecoder().decode(bytes));
}
