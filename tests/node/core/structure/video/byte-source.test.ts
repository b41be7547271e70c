import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsContent, memorySource, SourceReader } from '../../../../../src/core/structure/video/byte-source.ts';

describe('SourceReader', () => {
  it('hands out the bytes of the file, whatever was read before', async () => {
    const file = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) % 251);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(199_000), fc.nat(1000)), { maxLength: 20 }), async (reads) => {
        const reader = new SourceReader(memorySource(file));
        for (const [offset, length] of reads) expect(await reader.bytes(offset, length)).toEqual(file.subarray(offset, offset + length));
      }),
    );
  });

  it('refuses what lies outside the file, what is too much at once, and a file that shrank', async () => {
    const reader = new SourceReader(memorySource(new Uint8Array(10)));
    await expect(reader.bytes(5, 6)).rejects.toMatchObject({ code: 'input/truncated' });
    await expect(reader.bytes(-1, 1)).rejects.toMatchObject({ code: 'input/truncated' });
    await expect(reader.bytes(2 ** 53, 1)).rejects.toMatchObject({ code: 'input/truncated' });
    await expect(new SourceReader(memorySource(new Uint8Array(2 ** 21))).bytes(0, 2 ** 20 + 1)).rejects.toMatchObject({ code: 'input/corrupt' });
    const shrunk = new SourceReader({ sizeBytes: 100, read: () => Promise.resolve(new Uint8Array(3)) });
    await expect(shrunk.bytes(0, 4)).rejects.toMatchObject({ code: 'input/truncated' });
  });

  it('ends a walk that takes too many steps', () => {
    const reader = new SourceReader(memorySource(new Uint8Array(1)), 2);
    reader.step();
    reader.step();
    expect(() => reader.step()).toThrow();
  });
});

describe('holdsContent', () => {
  it('finds one byte among zeros, and nothing among zeros alone', async () => {
    const file = new Uint8Array(300_000);
    expect(await holdsContent(new SourceReader(memorySource(file)), 10, 300_000)).toBe(false);
    file[299_999] = 1;
    expect(await holdsContent(new SourceReader(memorySource(file)), 10, 300_000)).toBe(true);
    expect(await holdsContent(new SourceReader(memorySource(file)), 10, 299_999)).toBe(false);
  });
});
