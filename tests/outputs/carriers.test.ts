import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { sniffFormat } from '../../src/core/structure/sniff.ts';
import { verifyOutput } from '../../src/core/structure/verify.ts';
import { canariesIn, carve } from './canaries.ts';
import { dirtyJpegs, dirtyOthers, dirtyPngs, dirtyWebp, type DirtyFile } from './dirty-files.ts';
import { EngineSession, STILL_FORMATS, type Region } from './engine-session.ts';
import { chunksOf, encodePng } from './png-file.ts';
import { background } from './secrets.ts';
import { losslessWebp } from './sources.ts';
import { structuralEnd } from './structural-end.ts';

const REGION: Region = { box: { left: 10, top: 8, width: 14, height: 12 }, shape: 'ellipse' };
const FILES: readonly DirtyFile[] = [...dirtyJpegs(), ...dirtyPngs(), ...dirtyOthers()];

let session: EngineSession;
beforeAll(async () => {
  session = await EngineSession.open();
});
afterAll(() => session.close());

/** Everything that the attacks look at in one finished file. */
async function attack(source: Buffer): Promise<unknown[]> {
  const reports: unknown[] = [];
  for (const format of STILL_FORMATS) {
    const { bytes } = await session.export(source, { regions: [REGION], format });
    const slack = format === 'png' ? bytesBehindPixelStream(bytes) : 0;
    const report = { canaries: canariesIn(bytes), carved: carve(bytes), trailing: bytes.length - structuralEnd(bytes), slack };
    if (report.canaries.length + report.carved.length + Math.abs(report.trailing) + slack > 0) reports.push({ format, ...report });
  }
  return reports;
}

/** Bytes in a PNG's pixel chunks that the decompressor never reads. */
function bytesBehindPixelStream(png: Buffer): number {
  const data = Buffer.concat(chunksOf(png).flatMap((part) => (part.type === 'IDAT' ? [part.data] : [])));
  const { engine } = inflateSync(data, { info: true }) as unknown as { engine: { bytesWritten: number } };
  return data.length - engine.bytesWritten;
}

describe('a finished file', () => {
  it.each(FILES)('carries nothing of a $name', async ({ bytes }) => {
    expect(await attack(bytes)).toEqual([]);
  });

  it('carries nothing of a WebP with every kind of chunk and a trailer', async () => {
    const { bytes } = dirtyWebp(await losslessWebp(session, encodePng(background(3, 64, 48))));
    expect(await attack(bytes)).toEqual([]);
  });
});

describe('the search itself', () => {
  it.each(FILES)('finds every canary of a $name', ({ bytes, carriers }) => {
    expect(canariesIn(bytes)).toEqual(carriers);
  });

  it('finds every canary of a WebP', async () => {
    const { bytes, carriers } = dirtyWebp(await losslessWebp(session, encodePng(background(3, 64, 48))));
    expect(canariesIn(bytes)).toEqual(carriers);
    expect(structuralEnd(bytes)).toBeLessThan(bytes.length);
    expect(verifyOutput(bytes, 'webp', { width: 64, height: 48 }).findings).not.toEqual([]);
  });

  it.each(FILES.filter(({ name }) => / behind (its end|IEND)|trailer|second picture/u.test(name) && !name.startsWith('BMP')))('sees where a $name ends', ({ bytes }) => {
    expect(structuralEnd(bytes)).toBeLessThan(bytes.length);
  });

  it('carves the files that are hidden behind pictures', () => {
    const carved = (name: string): string[] => carve(FILES.find((file) => file.name === name)?.bytes ?? Buffer.alloc(0));
    expect(carved('JPEG with a JPEG behind its end')).toEqual(['jpeg']);
    expect(carved('JPEG with a second picture (MPF)')).toContain('jpeg');
    expect(carved('JPEG with a PNG behind its end')).toEqual(['png']);
    expect(carved('JPEG with a ZIP behind its end')).toEqual(['zip']);
    expect(carved('JPEG with a video behind its end')).toEqual(['bmff']);
  });

  it('sees bytes behind a pixel stream', () => {
    expect(bytesBehindPixelStream(FILES.find(({ name }) => name === 'PNG with bytes behind the pixel stream')!.bytes)).toBe('SECRET-IDATSLACK-4711'.length);
  });
});

describe('the product’s own check', () => {
  const writable = FILES.filter(({ name }) => /^(JPEG|PNG) /u.test(name));

  // It has no decompressor, and says so; the encoder that fills the chunks is the browser's own.
  it.each(writable.filter(({ name }) => name !== 'PNG with bytes behind the pixel stream'))('would hold back a $name', ({ bytes }) => {
    const format = sniffFormat(bytes);
    expect(format === 'jpeg' || format === 'png').toBe(true);
    expect(verifyOutput(bytes, format as 'jpeg' | 'png', { width: 96, height: 72 }).findings).not.toEqual([]);
  });

  it.each(FILES.filter(({ name }) => name !== 'PNG with bytes behind the pixel stream'))('lists metadata of a $name for the person who opened it', ({ bytes }) => {
    expect(inspectImage(bytes).metadata).not.toEqual([]);
  });
});
