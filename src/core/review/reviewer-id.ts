import { utf8Bytes } from '../policy/base64url.ts';

/** Gives the SHA-256 of bytes. */
export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** Hex digits of an id: enough that two people of one organisation don't share one. */
const ID_DIGITS = 16;

/**
 * The pseudonymous id of a reviewer: the same for the same name on the same device, whatever its case and spacing, and of no use
 * to anyone without the device's salt and a list of names.
 * @param name - as the person typed it
 * @param salt - random, kept on the device
 * @param digest - SHA-256
 * @returns 16 lower-case hex digits; `null` for a name without any letter or digit
 */
export async function reviewerId(name: string, salt: string, digest: Digest): Promise<string | null> {
  const known = name.replace(/\p{Cs}/gu, '').normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
  if (!/[\p{L}\p{N}]/u.test(known)) return null;
  const hash = await digest(new Uint8Array(utf8Bytes(`${salt}\n${known}`)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, ID_DIGITS);
}
