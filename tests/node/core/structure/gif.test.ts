import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { bytes } from './byte-builder.ts';
import { gif, gifApplication, gifComment, gifImage, graphicControl } from './gif-builder.ts';
import { refusalOf } from './refusal.ts';

describe('a GIF', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(gif())).toEqual({
      format: 'gif',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      frames: 1,
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

  it('tells bytes after its trailer byte', () => {
    expect(inspectImage(gif({ trailer: bytes('rest') })).metadata).toEqual([
      { kind: 'trailer', name: 'after GIF trailer', sizeBytes: 4, value: null },
    ]);
  });

  it.each([
    ['two images', gif({ blocks: [gifImage(), gifImage()] }), 'input/animated'],
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
