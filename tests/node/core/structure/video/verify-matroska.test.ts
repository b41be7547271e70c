import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../../../src/core/structure/video/byte-source.ts';
import { ID } from '../../../../../src/core/structure/video/ebml-ids.ts';
import type { ExpectedVideo, VideoReport } from '../../../../../src/core/structure/video/verified-video.ts';
import { verifyMatroska } from '../../../../../src/core/structure/video/verify-matroska.ts';
import { bytes, offsetOf, patched } from '../byte-builder.ts';
import { expectedOf, film, MATROSKA_FORMS } from './film-builder.ts';
import { element, elements, grownElement, insertedIn } from './matroska-builder.ts';

type MatroskaForm = (typeof MATROSKA_FORMS)[number];
const check = (file: Uint8Array, form: MatroskaForm, expected: ExpectedVideo = expectedOf(form)): Promise<VideoReport> =>
  verifyMatroska(memorySource(file), form === 'mkv' ? 'matroska' : 'webm', expected);
const names = async (file: Uint8Array, form: MatroskaForm, expected?: ExpectedVideo): Promise<readonly string[]> => (await check(file, form, expected)).findings.map(({ name }) => name);

/** As a stream: it has no list of places that would give away what was put in. */
const GOOD = await film('webm stream');

describe('verifyMatroska on what the muxer writes', () => {
  it.each(MATROSKA_FORMS)('finds nothing in a film of the form "%s", and counts its samples', async (form) => {
    const report = await check(await film(form, { frames: 24 }), form);
    expect(report.findings).toEqual([]);
    expect(report.tracks.map(({ kind, sampleCount, keyFrameCount }) => [kind, sampleCount, keyFrameCount])).toEqual([
      ['video', 24, 6],
      ['audio', 24, 24],
    ]);
    expect(report.tracks.map(({ firstSeconds, endSeconds }) => [firstSeconds, endSeconds])).toEqual([
      [0, 2.3],
      [0, 2.3],
    ]);
  });

  it('finds nothing in a film that starts before 0, is turned, or has no sound', async () => {
    expect(await names(await film('webm', { audioStart: -0.04 }), 'webm')).toEqual([]);
    const expected = expectedOf('webm');
    expect(await names(await film('webm', { rotation: 90 }), 'webm', { ...expected, video: { ...expected.video, rotation: 90 } })).toEqual([]);
    expect(await names(await film('webm', { rotation: 270 }), 'webm', { ...expected, video: { ...expected.video, rotation: 90 } })).toEqual(['Projection']);
    for (const rotation of [0, 90, 180, 270] as const) {
      const flipped = await film('webm', { rotation, flip: true });
      expect(await names(flipped, 'webm', { ...expected, video: { ...expected.video, rotation, flip: true } })).toEqual([]);
      expect(await names(flipped, 'webm', { ...expected, video: { ...expected.video, rotation } })).toEqual(['Projection']);
    }
    expect(await names(await film('webm', { hasAudio: false }), 'webm', expectedOf('webm', false))).toEqual([]);
  });
});

const EXTRAS: readonly (readonly [name: string, make: () => Uint8Array])[] = [
  ['Title', () => grownElement(GOOD, ID.info, element(ID.title, 'canary'))],
  ['DateUtc', () => grownElement(GOOD, ID.info, element(ID.dateUtc, 0, 0, 0, 0, 0, 0, 0, 1))],
  ['SegmentUid', () => grownElement(GOOD, ID.info, element(ID.segmentUid, 'canary'))],
  ['SegmentFilename', () => grownElement(GOOD, ID.info, element(ID.segmentFilename, 'canary'))],
  ['WritingApp', () => patched(GOOD, offsetOf(GOOD, 'Mediabunny v') + 23, 0x58)],
  ['Name', () => grownElement(GOOD, ID.trackEntry, element(ID.name, 'canary'))],
  ['CodecName', () => grownElement(GOOD, ID.trackEntry, element(ID.codecName, 'canary'))],
  ['LanguageBcp47', () => grownElement(GOOD, ID.trackEntry, element(ID.languageBcp47, 'de'))],
  ['Void', () => grownElement(GOOD, ID.trackEntry, element(ID.void, 'canary'))],
  ['Void', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.cues)!.start, [], element(ID.void, 'canary'))],
  ['Crc32', () => grownElement(GOOD, ID.info, element(ID.crc32, 'cana'))],
  ['Tags', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.cluster)!.start, [], element(ID.tags, element(ID.tag)))],
  ['Chapters', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.cluster)!.start, [], element(ID.chapters))],
  ['Attachments', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.cluster)!.start, [], element(ID.attachments))],
  ['unknown element', () => grownElement(GOOD, ID.tracks, element(0xb2, 'canary'))],
  ['BlockGroup', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.simpleBlock)!.start, [], element(ID.blockGroup, element(ID.blockAdditions, 'canary')))],
  ['samples of a track that is not there', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.simpleBlock)!.start, [], element(ID.simpleBlock, 0x83, 0, 0, 0x80, 'canary'))],
  ['flags of a SimpleBlock', () => insertedIn(GOOD, elements(GOOD).find(({ id }) => id === ID.simpleBlock)!.start, [], element(ID.simpleBlock, 0x81, 0, 0, 0x88, 'canary'))],
  ['Tags', () => bytes(GOOD, element(ID.tags))],
  ['end of file', () => bytes(GOOD, 0xec)],
  ['end of file', () => bytes(GOOD, 0)],
  ['Ebml', () => bytes(GOOD, GOOD)],
];

describe('verifyMatroska on what should not be there', () => {
  it.each(EXTRAS.map(([name, make], index) => ({ name, make, index })))('finds $name ($index)', async ({ name, make }) => {
    expect(await names(make(), 'webm stream')).toContain(name);
  });

  it('finds bytes behind the segment', async () => {
    expect(await names(bytes(await film('webm'), 'canary'), 'webm')).toEqual(['after the segment']);
  });

  it('finds a further track, and a missing one', async () => {
    const audio = elements(GOOD).filter(({ id }) => id === ID.trackEntry)[1]!;
    const copy = GOOD.slice(audio.start, audio.end);
    const numbered = patched(patched(copy, offsetOf(copy, '\xd7\x81') + 2, 3), offsetOf(copy, '\x73\xc5\x81') + 3, 3);
    expect(await names(grownElement(GOOD, ID.tracks, numbered), 'webm stream')).toContain('number of audio tracks');
    const subtitles = patched(numbered, offsetOf(copy, '\x83\x81') + 2, 17);
    expect(await names(grownElement(GOOD, ID.tracks, subtitles), 'webm stream')).toContain('track that is neither video nor audio');
    expect(await names(GOOD, 'webm stream', expectedOf('webm', false))).toContain('track that is neither video nor audio');
    expect(await names(await film('webm', { hasAudio: false }), 'webm')).toContain('number of audio tracks');
  });

  it('finds another codec, size or kind of document than expected', async () => {
    const expected = expectedOf('webm');
    expect(await names(GOOD, 'webm stream', { ...expected, video: { ...expected.video, codec: 'av1' } })).toContain('CodecId');
    expect(await names(GOOD, 'webm stream', { ...expected, video: { ...expected.video, size: { width: 64, height: 50 } } })).toContain('Video');
    expect(await names(GOOD, 'mkv', expected)).toContain('DocType');
  });

  it.each(MATROSKA_FORMS)('finds every single byte put anywhere into a film of the form "%s"', async (form) => {
    const file = await film(form, { frames: 4 });
    for (let at = 0; at <= file.length; at += 1) {
      for (const value of [0, 0x41]) {
        expect((await check(bytes(file.subarray(0, at), value, file.subarray(at)), form)).findings.length, `at ${at}`).toBeGreaterThan(0);
      }
    }
  });

  it('finds a byte put at the end of any element but a sample, with all sizes around it made to fit', async () => {
    // A longer time of a cluster is another time, which shows in what is counted.
    for (const place of elements(GOOD).filter(({ id }) => ![ID.simpleBlock, ID.cluster, ID.segment, ID.timestamp].includes(id as 0xa3))) {
      // The cues stand last and point at places that moved, which is not what is looked for here.
      const isCue = place.parents.some(({ id }) => id === ID.cues);
      // A zero behind a number that is 0 leaves it 0.
      for (const value of isCue || place.id === ID.flagLacing ? [0x41] : [0, 0x41]) {
        const found = await names(insertedIn(GOOD, place.end, [...place.parents, place], value), 'webm stream');
        expect(found.filter((name) => isCue || name !== 'CueTrackPositions').length, `${place.id.toString(16)} at ${place.start}`).toBeGreaterThan(0);
      }
    }
  });

  it('finds every film that lacks its last bytes', async () => {
    for (const form of MATROSKA_FORMS) {
      const file = await film(form, { frames: 4 });
      for (let length = 0; length < file.length; length += 5) {
        expect((await check(file.subarray(0, length), form)).findings.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('verifyMatroska on hostile files', () => {
  it('ends with a report for flipped bits', async () => {
    const files = await Promise.all(MATROSKA_FORMS.map((form) => film(form)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(1e6), fc.nat(7)), { minLength: 1, maxLength: 8 }), async (file, flips) => {
        const copy = Uint8Array.from(file);
        for (const [at, bit] of flips) copy[at % copy.length]! ^= 1 << bit;
        expect((await check(copy, 'webm')).findings).toBeInstanceOf(Array);
      }),
      { numRuns: 500 },
    );
  });

  it('ends with findings for random bytes behind a true start', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(200), async (file, kept) => {
        expect((await check(bytes(GOOD.subarray(0, kept), file), 'webm')).findings.length).toBeGreaterThan(0);
      }),
    );
  });
});
