import { describe, expect, it } from 'vitest';
import { MAX_FRAMES } from '../../../../src/core/limits.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { bytes, le16 } from './byte-builder.ts';
import { gif, gifApplication, gifComment, gifImage, graphicControl } from './gif-builder.ts';
import { refusalOf } from './refusal.ts';

const timed = (centiseconds: number, disposal: number, isTransparent = false): Uint8Array =>
  bytes(0x21, 0xf9, 4, (disposal << 2) | (isTransparent ? 1 : 0), le16(centiseconds), 0, 0);

describe('a GIF', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(gif())).toEqual({
      format: 'gif',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
      blocks: null,
      metadata: [],
    });
  });

  it.each([
    ['a larger screen', gif({ width: 100, height: 100 }), 100, 100, true],
    ['a smaller screen', gif({ width: 10, height: 10 }), 40, 24, false],
    ['no screen', gif({ width: 0, height: 0 }), 40, 24, false],
    ['a screen that is smaller one way', gif({ width: 10, height: 100 }), 40, 100, true],
    ['a frame away from the corner', gif({ width: 10, height: 10, blocks: [gifImage(10, 5)] }), 50, 29, true],
  ])('has the size that browsers show: %s', (_, file, width, height, hasAlpha) => {
    expect(inspectImage(file)).toMatchObject({ size: { width, height }, hasAlpha });
  });

  it('shows its metadata', () => {
    const blocks = [
      gifComment('made by Jane'),
      gifApplication('NETSCAPE2.0', '\x01\0\0'),
      gifApplication('PRIVATE 1.0', 'data'),
      gifApplication('XMP DataXMP', '<x dc:creator="Joe"/>'),
      gifApplication('ICCRGBG1012', 'profile'),
      bytes(0x21, 0x01, 1, 65, 0),
      graphicControl(true),
      gifImage(),
    ];
    const inspection = inspectImage(gif({ blocks }));
    expect(inspection.hasAlpha).toBe(true);
    expect(inspection.metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`)).toEqual([
      'comment | comment extension | made by Jane',
      'application | application extension | PRIVATE 1.0',
      'xmp | application extension XMP | -',
      'person | XMP dc:creator | Joe',
      'icc | application extension ICC | -',
      'text | plain text extension | -',
    ]);
  });

  it('keeps its size where a later frame reaches outside the canvas', () => {
    expect(inspectImage(gif({ blocks: [gifImage(), gifImage(30, 20), gifImage(0, 24, 1, 1)] }))).toMatchObject({
      size: { width: 40, height: 24 },
      hasAlpha: false,
    });
  });

  it('tells how long its frames show and how often it plays', () => {
    const blocks = [timed(4, 0), gifImage(), gifImage(), gifComment('between'), timed(65535, 0), gifImage(3, 3, 2, 2)];
    expect(inspectImage(gif({ blocks })).sequence).toEqual({ kind: 'animation', durations: [40, 0, 655350], plays: 1 });
  });

  it.each([
    ['NETSCAPE2.0', '\x01\0\0', 0],
    ['ANIMEXTS1.0', '\x01\0\0', 0],
    ['NETSCAPE2.0', '\x01\x01\0', 2],
    ['NETSCAPE2.0', '\x01\xff\xff', 65536],
    ['NETSCAPE2.0', '\x02\x05\0\0\0', 1],
    ['NETSCAPE2.0', '\x01\0', 1],
    ['SOMEONE 1.0', '\x01\0\0', 1],
  ])('plays as often as its loop extension says: %s %j', (name, data, plays) => {
    const blocks = [gifApplication(name, data), gifImage(), gifImage()];
    expect(inspectImage(gif({ blocks })).sequence).toMatchObject({ plays });
  });

  it('shows metadata between frames, and what a loop extension holds beside its number', () => {
    const padded = bytes(0x21, 0xff, 11, 'NETSCAPE2.0', 3, 1, 0, 0, 6, 'hidden', 0);
    const blocks = [padded, gifImage(), gifComment('one'), gifImage(), gifComment('two')];
    expect(inspectImage(gif({ blocks })).metadata.map(({ value }) => value)).toEqual(['NETSCAPE2.0', 'one', 'two']);
  });

  const whole = (disposal: number, isTransparent = false): Uint8Array[] => [timed(0, disposal, isTransparent), gifImage()];
  const part = (disposal: number, isTransparent = false): Uint8Array[] => [timed(0, disposal, isTransparent), gifImage(5, 5, 10, 10)];
  it.each([
    ['opaque frames that stay', [...whole(0), ...part(1), ...part(0)], false],
    ['transparent pixels over what is opaque', [...whole(0), ...whole(1, true), ...part(0, true)], false],
    ['a first frame with transparent pixels', [...whole(0, true), ...whole(0)], true],
    ['a first frame that does not cover the canvas', [...part(0), ...whole(0)], true],
    ['a cleared frame that the next covers', [...whole(0), ...part(2), ...whole(0)], false],
    ['a cleared frame that the next does not cover', [...whole(2), ...part(0)], true],
    ['a cleared frame under transparent pixels', [...whole(2), ...whole(0, true)], true],
    [
      'a cleared frame that reaches outside the canvas, and all that lies inside is covered',
      [...whole(0), timed(0, 2), gifImage(5, 5), ...whole(0)],
      false,
    ],
    ['a cleared last frame', [...whole(0), ...whole(2)], false],
    ['a first frame that is taken back', [...whole(3), ...part(0)], true],
    ['a later frame that is taken back', [...whole(0), ...part(3), ...part(0)], false],
    ['a hole that a frame covers for its own time only', [...whole(2), ...whole(3), ...part(0)], true],
  ])('may be transparent or not: %s', (_, blocks, hasAlpha) => {
    expect(inspectImage(gif({ blocks })).hasAlpha).toBe(hasAlpha);
  });

  it('tells bytes after its trailer byte', () => {
    expect(inspectImage(gif({ trailer: bytes('rest') })).metadata).toEqual([
      { kind: 'trailer', name: 'after GIF trailer', sizeBytes: 4, value: null },
    ]);
  });

  it.each([
    ['a later frame without pixels', gif({ blocks: [gifImage(), gifImage(0, 0, 0, 1)] }), 'input/no-pixels'],
    [
      'more frames than can be worked through',
      gif({ blocks: Array.from({ length: MAX_FRAMES + 1 }, () => gifImage()) }),
      'input/too-many-frames',
    ],
    [
      'more pixels than can be worked through in frames larger than the canvas',
      gif({ blocks: [gifImage(), ...Array.from({ length: 41 }, () => gifImage(0, 0, 10_000, 10_000))] }),
      'input/too-many-frames',
    ],
    [
      'more pixels than can be worked through',
      gif({ width: 10_000, height: 10_000, blocks: Array.from({ length: 41 }, () => gifImage()) }),
      'input/too-many-frames',
    ],
    ['no image', gif({ blocks: [] }), 'input/corrupt'],
    ['no trailer byte', gif().subarray(0, gif().length - 1), 'input/truncated'],
    ['a cut image', gif().subarray(0, gif().length - 3), 'input/truncated'],
    ['a block of no known kind', gif({ blocks: [bytes(0x00), gifImage()] }), 'input/corrupt'],
    ['a header and nothing more', bytes('GIF89a'), 'input/truncated'],
    ['an image without pixels', gif({ width: 0, height: 0, blocks: [gifImage(0, 0, 0, 0)] }), 'input/no-pixels'],
    ['a screen above the limits', gif({ width: 65535, height: 65535 }), 'input/too-large'],
    ['a frame above the limits', gif({ blocks: [gifImage(65535, 65535)] }), 'input/too-large'],
  ])('is refused: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
