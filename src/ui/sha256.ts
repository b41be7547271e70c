/**
 * SHA-256 of a file that fits into memory.
 * @returns 64 lower-case hex digits
 */
export async function sha256(file: Blob): Promise<string> {
  return sha256Of(await file.arrayBuffer());
}

/**
 * SHA-256 of bytes.
 * @returns 64 lower-case hex digits
 */
export async function sha256Of(bytes: BufferSource): Promise<string> {
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
