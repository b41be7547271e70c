import type { FilePrint } from '../../core/review/stored-file.ts';

/** Bytes in memory at a time. */
const CHUNK = 4 * 1024 * 1024;

const digests = new WeakMap<Blob, Promise<Uint8Array<ArrayBuffer>>>();

/**
 * SHA-256 over the SHA-256 of each 4 MiB of a file. All of the content counts: decisions that were put onto a file that differs in a
 * few places only would leave what is new there unmasked. The browser hashes on threads of its own, so the page stays free.
 * @throws DOMException where the file can't be read any more
 */
export function contentDigest(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const known = digests.get(file);
  if (known !== undefined) return known;
  const digest = digestOf(file);
  digests.set(file, digest);
  digest.catch(() => digests.delete(file));
  return digest;
}

async function digestOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < file.size || start === 0; start += CHUNK) {
    parts.push(await sha256(await file.slice(start, start + CHUNK).arrayBuffer()));
  }
  return sha256(join(parts));
}

/** A print of a file under a fresh salt. */
export async function makePrint(file: Blob): Promise<FilePrint> {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, sizeBytes: file.size, digest: await salted(salt, file) };
}

/** Whether a file is the one that a print was made of. Reads it only where the sizes agree. */
export async function isPrintOf(print: FilePrint, file: Blob): Promise<boolean> {
  return print.sizeBytes === file.size && (await salted(print.salt, file)) === print.digest;
}

async function salted(salt: string, file: Blob): Promise<string> {
  const head = new TextEncoder().encode(`${salt} ${file.size} `);
  return hex((await sha256(join([head, await contentDigest(file)]))).subarray(0, 16));
}

async function sha256(bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function join(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
