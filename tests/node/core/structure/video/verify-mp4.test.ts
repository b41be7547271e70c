import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource, type ByteSource } from '../../../../../src/core/structure/video/byte-source.ts';
import type { ExpectedVideo, VideoReport } from '../../../../../src/core/structure/video/verified-video.ts';
import { verifyMp4 } from '../../../../../src/core/structure/video/verify-mp4.ts';
import { zeroTimes } from '../../../../../src/core/structure/video/zero-times.ts';
import { be32, bytes, offsetOf, patched } from '../byte-builder.ts';
import { box, expectedOf, film, grown, inserted, MP4_FORMS, places, withoutTimes } from './film-builder.ts';

const EXPECTED = expectedOf('end');
const check = (file: Uint8Array, expected: ExpectedVideo = EXPECTED): Promise<VideoReport> => verifyMp4(memorySource(file), expected);
const names = async (file: Uint8Array, expected: ExpectedVideo = EXPECTED): Promise<readonly string[]> => (await check(file, expected)).findings.map(({ name }) => name);

const GOOD = await film('end');

describe('verifyMp4 on what the muxer writes', () => {
  it.each(MP4_FORMS)('finds nothing in a film with its index in the form "%s", and counts its samples', async (form) => {
    const report = await check(await film(form));
    expect(report.findings).toEqual([]);
    expect(report.tracks.map(({ kind, sampleCount, keyFrameCount }) => [kind, sampleCount, keyFrameCount])).toEqual([
      ['video', 8, 2],
      ['audio', 8, 8],
    ]);
    expect(report.tracks.map(({ sampleBytes }) => sampleBytes)).toEqual([8 * 30 + 28, 72]);
    expect(report.tracks[0]?.firstSeconds).toBe(0);
    expect(report.tracks[0]?.endSeconds).toBeCloseTo(0.8, 4);
  });

  it.each(MP4_FORMS)('finds nothing in a film with frames stored out of order, in the form "%s"', async (form) => {
    const report = await check(await film(form, { order: [0, 3, 1, 2] }));
    expect(report.findings).toEqual([]);
    expect(report.tracks[0]?.endSeconds).toBeCloseTo(0.8, 4);
  });

  it('finds nothing in a film without sound where none is expected', async () => {
    expect(await names(await film('end', { hasAudio: false }), expectedOf('end', false))).toEqual([]);
  });

  it.each([0, 90, 180, 270] as const)('knows a film that is turned by %d degrees, and holds others back', async (rotation) => {
    const turned = await film('end', { rotation });
    expect(await names(turned, { ...EXPECTED, video: { ...EXPECTED.video, rotation } })).toEqual([]);
    expect(await names(turned, { ...EXPECTED, video: { ...EXPECTED.video, rotation: rotation === 90 ? 270 : 90 } })).toContain('tkhd box');
    const flipped = await film('end', { rotation, flip: true });
    expect(await names(flipped, { ...EXPECTED, video: { ...EXPECTED.video, rotation, flip: true } })).toEqual([]);
    expect(await names(flipped, { ...EXPECTED, video: { ...EXPECTED.video, rotation } })).toContain('tkhd box');
  });

  it('finds the times that the muxer writes, and none once they are zeroed', async () => {
    const written = await film('end', { keepTimes: true });
    expect(await names(written)).toEqual(['mvhd box', 'mdhd box', 'tkhd box', 'mdhd box', 'tkhd box']);
    expect(await zeroTimes(memorySource(written))).toHaveLength(5);
    expect(await zeroTimes(memorySource(await withoutTimes(written)))).toEqual([]);
  });
});

describe('verifyMp4 on lists of edits', () => {
  it('finds a list that delays a track', async () => {
    expect(await names(await film('end', { videoStart: 0.5 }))).toEqual(['edit list']);
  });

  it('lets a track begin late in fragments, which have times of their own', async () => {
    const report = await check(await film('fragmented', { videoStart: 0.5 }));
    expect(report.findings).toEqual([]);
    expect(report.tracks[0]?.firstSeconds).toBeCloseTo(0.5, 4);
  });

  it('finds a list that leaves out the start of the sound or of the pictures', async () => {
    expect(await names(await film('end', { audioStart: -0.04 }))).toEqual(['edit list that hides the start']);
    expect(await names(await film('end', { videoStart: -0.2 }))).toEqual(['edit list that hides the start']);
  });

  it('finds a list whose delay was turned into a cut at the end', async () => {
    const late = await film('end', { videoStart: 0.5 });
    const elst = places(late).find(({ type }) => type === 'elst')!;
    expect(await names(patched(late, elst.start + 8 + 8 + 12, ...be32(10)))).toEqual(['edit list that hides the end']);
  });
});

/** Things that may not be in an output, where they are put, and what they are called. */
const EXTRAS: readonly (readonly [name: string, make: () => Uint8Array])[] = [
  ['udta box', () => grown(GOOD, 'moov', box('udta', box('\xa9xyz', '\0\x08\x15\xc7+1.0+2.0')))],
  ['udta box', () => grown(GOOD, 'trak', box('udta', box('name', 'canary')))],
  ['meta box', () => grown(GOOD, 'moov', box('meta', 'canary'))],
  ['uuid box', () => grown(GOOD, 'moov', box('uuid', 'canary'))],
  ['uuid box', () => bytes(GOOD, box('uuid', 'canary'))],
  ['uuid box', () => grown(GOOD, 'trak', box('uuid', 'canary'))],
  ['free box', () => bytes(GOOD, box('free', 'canary'))],
  ['free box', () => grown(GOOD, 'stbl', box('free'))],
  ['skip box', () => grown(GOOD, 'mdia', box('skip', 'canary'))],
  ['tref box', () => grown(GOOD, 'trak', box('tref', box('chap', be32(2))))],
  ['edit list that hides the start', () => {
    const [, header] = places(GOOD).filter(({ type }) => type === 'trak' || type === 'tkhd');
    return inserted(GOOD, header!.end, header!.parents, box('edts', box('elst', be32(0), be32(1), be32(1000), be32(2000), be32(0x10000))));
  }],
  ['sdtp box', () => grown(GOOD, 'stbl', box('sdtp', be32(0)))],
  ['unknown box', () => grown(GOOD, 'moov', box('cana', 'ry'))],
  ['unknown box', () => bytes(GOOD, box('cana', 'ry'))],
  ['unknown box', () => grown(GOOD, 'avc1', box('cana', 'ry'))],
  ['unknown box', () => grown(GOOD, 'mp4a', box('cana', 'ry'))],
  ['after the last box', () => bytes(GOOD, 'canary')],
  ['after the last box', () => bytes(GOOD, 0)],
  ['bytes that belong to no sample', () => grown(GOOD, 'mdat', 0)],
];

describe('verifyMp4 on what should not be there', () => {
  it.each(EXTRAS.map(([name, make], index) => ({ name, make, index })))('finds $name ($index)', async ({ name, make }) => {
    expect(await names(make())).toContain(name);
  });

  it('finds a further track of any sort', async () => {
    const moov = places(GOOD).find(({ type }) => type === 'moov')!;
    const trak = places(GOOD).filter(({ type }) => type === 'trak')[1]!;
    const copy = GOOD.slice(trak.start, trak.end);
    expect(await names(inserted(GOOD, moov.end, [moov], copy))).toEqual(expect.arrayContaining(['number of audio tracks', 'bytes that belong to two samples']));
    for (const handler of ['tmcd', 'text', 'sbtl', 'meta', 'hint']) {
      const other = patched(copy, offsetOf(copy, 'soun'), ...Buffer.from(handler));
      expect(await names(inserted(GOOD, moov.end, [moov], other)), handler).toContain('track that is neither video nor audio');
    }
  });

  it('finds a missing track, one too many, and another codec or size than expected', async () => {
    expect(await names(await film('end', { hasAudio: false }))).toContain('number of audio tracks');
    expect(await names(GOOD, { ...EXPECTED, audio: null })).toContain('number of audio tracks');
    expect(await names(GOOD, { ...EXPECTED, audio: { codec: 'opus' } })).toContain('codec of the audio track');
    expect(await names(GOOD, { ...EXPECTED, video: { ...EXPECTED.video, codec: 'av1' } })).toContain('codec of the video track');
    expect((await check(GOOD, { ...EXPECTED, video: { ...EXPECTED.video, size: { width: 65, height: 48 } } })).findings.map(({ kind }) => kind)).toContain('size');
  });

  it('finds bytes hidden between samples, where all tables but one were made to fit', async () => {
    const view = new DataView(GOOD.buffer);
    const mdat = places(GOOD).find(({ type }) => type === 'mdat')!;
    const [stco] = places(GOOD).filter(({ type }) => type === 'stco');
    const second = view.getUint32(stco!.start + 20);
    const hidden = inserted(GOOD, second, [mdat], 'canary');
    const after = new DataView(hidden.buffer);
    for (const { start } of places(hidden).filter(({ type }) => type === 'stco')) {
      for (let row = 0; row < after.getUint32(start + 12); row += 1) {
        const at = start + 16 + row * 4;
        if (after.getUint32(at) >= second) after.setUint32(at, after.getUint32(at) + 6);
      }
    }
    expect(await names(hidden)).toEqual(['bytes that belong to no sample']);
  });

  it('finds an index of fragments that points at something else', async () => {
    const file = await film('fragmented');
    const tfra = places(file).find(({ type }) => type === 'tfra')!;
    const at = tfra.start + 24 + 12;
    expect(await names(patched(file, at + 3, file[at + 3]! ^ 4))).toEqual(['tfra box']);
  });

  it('finds durations that no sample has', async () => {
    for (const [type, at] of [['mvhd', 24], ['tkhd', 28], ['mdhd', 24]] as const) {
      expect(await names(patched(GOOD, places(GOOD).find((place) => place.type === type)!.start + at, 0x41)), type).toContain('duration that no sample has');
    }
  });

  it('finds content in the room that is kept between index and data', async () => {
    const reserved = await film('reserved');
    const free = places(reserved).find(({ type }) => type === 'free')!;
    expect(await names(patched(reserved, free.end - 1, 1))).toEqual(['free with content']);
  });

  it.each(MP4_FORMS)('finds every single byte put anywhere into a film in the form "%s"', async (form) => {
    const file = await film(form, { frames: 4 });
    // The room that one form keeps is thousands of bytes of zeros.
    for (let at = 0; at <= file.length; at += form === 'reserved' ? 7 : 1) {
      for (const value of [0, 0x41]) {
        expect((await check(bytes(file.subarray(0, at), value, file.subarray(at)))).findings.length, `at ${at}`).toBeGreaterThan(0);
      }
    }
  });

  it('finds a byte put at the end of any box, with all sizes around it made to fit', async () => {
    for (const file of [GOOD, await film('end', { order: [0, 3, 1, 2] }), await film('fragmented')]) {
      for (const place of places(file)) {
        for (const value of [0, 0x41]) {
          const report = await check(inserted(file, place.end, [...place.parents, place], value));
          expect(report.findings.length, `${place.type} at ${place.start}`).toBeGreaterThan(0);
        }
      }
    }
  });

  it('finds every film that lacks its last bytes', async () => {
    for (const form of MP4_FORMS) {
      const file = await film(form, { frames: 4 });
      for (let length = 0; length < file.length; length += 7) {
        expect((await check(file.subarray(0, length))).findings.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('verifyMp4 on a film of many gigabytes', () => {
  /** A film without sound, whose second chunk lies far behind the first: one sample of each is enlarged by as much. */
  async function enlarged(by: number): Promise<ByteSource & { readonly readBytes: () => number }> {
    const file = await film('end', { hasAudio: false, frames: 4 });
    const all = places(file);
    const place = (type: string): (typeof all)[number] => all.find((one) => one.type === type)!;
    const [mdat, stsz, moov] = [place('mdat'), place('stsz'), place('moov')];
    const view = new DataView(file.buffer);
    const size = mdat.end - mdat.start - 16 + 16 + by;
    const head = bytes(file.subarray(0, mdat.start), be32(1), 'mdat', be32(Math.floor(size / 2 ** 32)), be32(size % 2 ** 32));
    for (let sample = 0; sample < 4; sample += 1) view.setUint32(stsz.start + 20 + sample * 4, view.getUint32(stsz.start + 20 + sample * 4) + by / 4);
    const index = file.subarray(moov.start, moov.end);
    let read = 0;
    return {
      sizeBytes: head.length + size - 16 + index.length,
      readBytes: () => read,
      read: (offset, length) => {
        read += length;
        const part = new Uint8Array(length);
        const tail = offset - (head.length + size - 16);
        part.set(head.subarray(offset, offset + length));
        if (tail >= 0) part.set(index.subarray(tail, tail + length));
        return Promise.resolve(part);
      },
    };
  }

  it('follows offsets and sizes beyond 4 GB, and reads no sample for it', async () => {
    const source = await enlarged(12 * 2 ** 30);
    const report = await verifyMp4(source, expectedOf('end', false));
    expect(report.findings).toEqual([]);
    expect(report.tracks[0]?.sampleBytes).toBe(12 * 2 ** 30 + 4 * 30 + 6);
    expect(source.readBytes()).toBeLessThan(200_000);
  });
});

describe('verifyMp4 on hostile files', () => {
  it('ends with a report for flipped bits', async () => {
    const files = await Promise.all(MP4_FORMS.map((form) => film(form)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(1e6), fc.nat(7)), { minLength: 1, maxLength: 8 }), async (file, flips) => {
        const copy = Uint8Array.from(file);
        for (const [at, bit] of flips) copy[at % copy.length]! ^= 1 << bit;
        expect((await check(copy)).findings).toBeInstanceOf(Array);
      }),
      { numRuns: 500 },
    );
  });

  it('ends with findings for random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (file) => {
        expect((await check(file)).findings.length).toBeGreaterThan(0);
      }),
    );
  });
});
