/**
 * Frees a buffer now, not when the collector comes: pixels of large pictures pile up faster than it looks. Sent to a port that
 * nobody reads, a buffer belongs to a message that is dropped at once; setting it to length 0 would leave the memory with
 * an `ImageData` that it came from.
 * @param buffer - has no bytes afterwards; nothing happens to memory that is shared between threads
 */
export function releaseBuffer(buffer: ArrayBufferLike): void {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength === 0) return;
  const { port1, port2 } = new MessageChannel();
  port1.close();
  port2.postMessage(null, [buffer]);
  port2.close();
}
