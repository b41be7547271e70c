import { describe, expect, it } from 'vitest';
import { releaseBuffer } from '../../../../src/engine/pixels/release-buffer.ts';

describe('releaseBuffer', () => {
  it('takes the bytes of a buffer and of every view of it', () => {
    const pixels = new Uint8ClampedArray(64);
    const part = pixels.subarray(8);
    releaseBuffer(pixels.buffer);
    expect([pixels.length, part.length, pixels.buffer.byteLength]).toEqual([0, 0, 0]);
  });
  it('does nothing to a buffer that was released already', () => {
    const pixels = new Uint8ClampedArray(64);
    releaseBuffer(pixels.buffer);
    expect(() => {
      releaseBuffer(pixels.buffer);
    }).not.toThrow();
  });
  it('leaves memory that threads share alone', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(16));
    releaseBuffer(shared.buffer);
    expect(shared.length).toBe(16);
  });
});
