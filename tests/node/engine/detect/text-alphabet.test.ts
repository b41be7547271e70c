import { describe, expect, it } from 'vitest';
import { readAlphabet } from '../../../../src/engine/detect/text-alphabet.ts';

const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];
/** A length-delimited field; lengths below 128 take one byte, longer ones two. */
const field = (number: number, content: readonly number[]): number[] => {
  const length = content.length < 128 ? [content.length] : [(content.length & 127) | 128, content.length >> 7];
  return [(number << 3) | 2, ...length, ...content];
};
const entry = (key: string, value: string): number[] => field(14, [...field(1, bytes(key)), ...field(2, bytes(value))]);
const irVersion = [0x08, 0x88, 0x01];

describe('readAlphabet', () => {
  it('finds the characters behind a graph and other entries', () => {
    const model = Uint8Array.from([...irVersion, ...field(7, Array<number>(300).fill(0x72)), ...entry('author', 'x'), ...entry('characters', 'a\né\n京\n ')]);
    expect(readAlphabet(model)).toEqual(['a', 'é', '京', ' ']);
  });

  it('refuses a model without them, and one that ends early', () => {
    expect(() => readAlphabet(Uint8Array.from([...irVersion, ...entry('author', 'x')]))).toThrow(expect.objectContaining({ code: 'model/integrity' }));
    expect(() => readAlphabet(Uint8Array.of(0x08, 0x88))).toThrow(expect.objectContaining({ code: 'model/integrity' }));
    expect(() => readAlphabet(Uint8Array.of(0x0b))).toThrow(expect.objectContaining({ code: 'model/integrity' }));
  });
});
