import { describe, expect, it } from 'vitest';
import { withoutComments } from '../../../../src/core/audio/vorbis-headers.ts';
import { misfitOfConfig } from '../../../../src/core/structure/video/codec-config.ts';

const text = (value: string): number[] => Array.from(value, (letter) => letter.charCodeAt(0));
const length = (value: number): number[] => [value, 0, 0, 0];

/** Headers with a first one of some bytes, as programs write them. */
function headers(firstBytes: number): Uint8Array {
  const first = [1, ...text('vorbis'), ...new Array<number>(firstBytes - 7).fill(9)];
  const comments = [3, ...text('vorbis'), ...length(6), ...text('Writer'), ...length(1), ...length(11), ...text('TITLE=Alice'), 1];
  const lacing = [...new Array<number>(Math.floor(firstBytes / 255)).fill(255), firstBytes % 255];
  return Uint8Array.from([2, ...lacing, comments.length, ...first, ...comments, 5, ...text('vorbis'), 77, 78]);
}

describe('the headers of a Vorbis stream', () => {
  it('lose their comments and the name of the writer, and nothing else', () => {
    for (const bytes of [30, 254, 255, 256, 600]) {
      const source = headers(bytes);
      const stripped = withoutComments(source)!;
      const told = String.fromCharCode(...stripped);
      expect(told).not.toContain('Alice');
      expect(told).not.toContain('Writer');
      expect([...stripped.slice(-9)]).toEqual([...source.slice(-9)]);
      expect(misfitOfConfig('vorbis', source, true)).not.toBeNull();
      expect(misfitOfConfig('vorbis', stripped, true)).toBeNull();
      expect(withoutComments(stripped)).toEqual(stripped);
    }
  });

  it('are not taken for such where they are laid out otherwise', () => {
    const source = headers(30);
    for (const broken of [new Uint8Array(), Uint8Array.of(2), Uint8Array.of(2, 255, 255), source.with(0, 1), source.subarray(0, 40), source.with(33, 4)]) expect(withoutComments(broken)).toBeNull();
  });
});
