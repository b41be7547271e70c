import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes that are read at once. */
const PART_BYTES = 4 * 2 ** 20;

/** SHA-256 of a file of any length, lower-case hex; read in parts, which the browser's own digest can't do. */
export async function blobDigest(file: Blob): Promise<string> {
  const digest = sha256.create();
  for (let offset = 0; offset < file.size; offset += PART_BYTES) digest.update(new Uint8Array(await file.slice(offset, offset + PART_BYTES).arrayBuffer()));
  return bytesToHex(digest.digest());
}
