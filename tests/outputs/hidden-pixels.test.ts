import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { frameCount } from '../../src/core/structure/sequence.ts';
import { avif, box } from '../node/core/structure/avif-builder.ts';
import { EngineSession, STILL_FORMATS, type Region } from './engine-session.ts';
import { encodeGif } from './gif-file.ts';
import { paint, type Picture } from './picture.ts';
import { chunk, chunksOf, decodePng, encodePng } from './png-file.ts';
import { background, digits } from './secrets.ts';
import { losslessWebp } from './sources.ts';

const REGION: Region = { box: { left: 8, top: 40, width: 20, height: 14 }, shape: 'rectangle' };
/** Where nothing shows, but colours are stored. */
const WINDOW: Region = { box: { left: 40, top: 8, width: 40, height: 24 }, shape: 'rectangle' };

let session: EngineSession;
beforeAll(async () => {
  session = await EngineSession.open();
});
afterAll(() => session.close());

/** A picture with a number in colours that no viewer shows. */
function withHiddenNumber(number: string): Picture {
  const scene = background(12, 96, 64);
  const pattern = digits(number, WINDOW, [255, 0, 200]);
  return paint(96, 64, (x, y) => {
    const { left, top, width, height } = WINDOW.box;
    const isHidden = x >= left && x < left + width && y >= top && y < top + height;
    const at = (y * 96 + x) * 4;
    const [r, g, b] = (isHidden ? pattern(x, y) : null) ?? [scene.data[at]!, scene.data[at + 1]!, scene.data[at + 2]!];
    return [r, g, b, isHidden ? 0 : x === left - 1 ? 128 : 255];
  });
}

/** A cut-out whose shape differs under the mask. */
function withOutline(radius: number): Picture {
  const scene = background(13, 96, 64);
  return paint(96, 64, (x, y) => {
    const at = (y * 96 + x) * 4;
    const { left, top, width, height } = REGION.box;
    const isUnder = x >= left && x < left + width && y >= top && y < top + height;
    const isOut = isUnder && Math.hypot(x - left - width / 2, y - top - height / 2) > radius;
    return [scene.data[at]!, scene.data[at + 1]!, scene.data[at + 2]!, isOut ? 0 : x > 80 ? 100 : 255];
  });
}

/** Pixels that store a colour which their alpha hides. */
function hiddenColours({ data }: Picture): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 0 && (data[at]! | data[at + 1]! | data[at + 2]!) !== 0) count += 1;
  return count;
}

describe('colours under full transparency', () => {
  it('are zero in a finished PNG, and are seen in the source', async () => {
    const source = encodePng(withHiddenNumber('47'), { withAlpha: true });
    const { bytes } = await session.export(source, { regions: [REGION], format: 'png' });
    const decoded = decodePng(bytes);
    expect(decoded.data.filter((value, at) => at % 4 === 3 && value === 0)).toHaveLength(40 * 24);
    expect(hiddenColours(decoded)).toBe(0);
    expect(hiddenColours(decodePng(source))).toBe(40 * 24);
  });

  it.each(STILL_FORMATS)('leave no trace in a finished %s', async (format) => {
    const files: Buffer[] = [];
    for (const number of ['11', '47', '80']) {
      const source = encodePng(withHiddenNumber(number), { withAlpha: true });
      files.push((await session.export(source, { regions: [REGION], format })).bytes);
    }
    expect(files.every((file) => file.equals(files[0]!))).toBe(true);
  });
});

describe('transparency under a mask', () => {
  it.each(STILL_FORMATS.flatMap((format) => (['solid', 'soft'] as const).map((fill) => [format, fill] as const)))('leaves no trace in a finished %s with a %s mask', async (format, fill) => {
    const files: Buffer[] = [];
    for (const radius of [0, 3, 8, 99]) {
      const source = encodePng(withOutline(radius), { withAlpha: true });
      files.push((await session.export(source, { regions: [REGION], format, fill })).bytes);
    }
    expect(files.every((file) => file.equals(files[0]!))).toBe(true);
  });

  it('shows where no mask covers it', async () => {
    const files: Buffer[] = [];
    for (const radius of [3, 8]) files.push((await session.export(encodePng(withOutline(radius), { withAlpha: true }), { regions: [], format: 'png' })).bytes);
    expect(files[0]!.equals(files[1]!)).toBe(false);
  });
});

describe('a picture with more than one frame', () => {
  const still = encodePng(background(1, 40, 24));

  function apng(frames: number): Buffer {
    const control = Buffer.alloc(8);
    control.writeUInt32BE(frames, 0);
    const frame = (sequence: number): Buffer => {
      const data = Buffer.alloc(26);
      [sequence, 40, 24].forEach((value, index) => data.writeUInt32BE(value, index * 4));
      data[23] = 10;
      return chunk('fcTL', data);
    };
    const pixels = chunksOf(still).find(({ type }) => type === 'IDAT')!.data;
    const after = Array.from({ length: frames - 1 }, (_, n) => [frame(1 + n * 2), chunk('fdAT', Buffer.concat([Buffer.from([0, 0, 0, 2 + n * 2]), pixels]))]).flat();
    return encodePng(background(1, 40, 24), { before: [chunk('acTL', control), frame(0)], after });
  }

  async function animatedWebp(): Promise<Buffer> {
    const picture = (await losslessWebp(session, still)).subarray(12);
    const named = (type: string, data: Buffer): Buffer => {
      const head = Buffer.alloc(8);
      head.write(type, 'latin1');
      head.writeUInt32LE(data.length, 4);
      return Buffer.concat([head, data]);
    };
    const [extended, frame] = [Buffer.alloc(10), Buffer.alloc(16)];
    extended[0] = 0x02;
    [[extended, 4], [frame, 6]].forEach(([target, at]) => {
      (target as Buffer).writeUIntLE(39, at as number, 3);
      (target as Buffer).writeUIntLE(23, (at as number) + 3, 3);
    });
    frame[12] = 100;
    const frames = [1, 2].map(() => named('ANMF', Buffer.concat([frame, picture])));
    return named('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), named('VP8X', extended), named('ANIM', Buffer.alloc(6)), ...frames]));
  }

  async function codeOf(source: Buffer): Promise<string> {
    const reply = await session.reply(source, { regions: [REGION] });
    return reply.status === 'failed' ? reply.error.code : reply.status;
  }

  it('comes out with all of them, whatever its format', async () => {
    for (const source of [apng(2), encodeGif(2), await animatedWebp()]) {
      const { bytes } = await session.export(source, { regions: [REGION] });
      expect(frameCount(inspectImage(bytes))).toBe(2);
    }
  });

  // Nothing reads those frames yet.
  it('is refused as an AVIF sequence', async () => {
    expect(await codeOf(Buffer.from(avif(undefined, [box('moov', '')])))).toBe('input/animated');
  });

  it('is accepted when it has one frame after all, and comes out as a still picture', async () => {
    expect(await codeOf(encodeGif(1))).toBe('ok');
    const { bytes } = await session.export(apng(1), { regions: [], format: 'png' });
    expect(chunksOf(bytes).map(({ type }) => type).filter((type) => !['IHDR', 'sRGB', 'IDAT', 'IEND'].includes(type))).toEqual([]);
  });
});
