import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../../src/core/errors.ts';
import { memorySource, type ByteSource } from '../../../../../src/core/structure/video/byte-source.ts';
import { ID } from '../../../../../src/core/structure/video/ebml-ids.ts';
import { inspectMatroska } from '../../../../../src/core/structure/video/inspect-matroska.ts';
import type { VideoStructure } from '../../../../../src/core/structure/video/video-structure.ts';
import { be32, bytes, patched, type Piece } from '../byte-builder.ts';
import { film, MATROSKA_FORMS } from './film-builder.ts';
import { element, openElement } from './matroska-builder.ts';

const inspect = (file: Uint8Array): Promise<VideoStructure> => inspectMatroska(memorySource(file));
const items = async (file: Uint8Array): Promise<readonly (readonly [string, string, string | null])[]> => (await inspect(file)).metadata.map(({ kind, name, value }) => [kind, name, value]);
const refusal = async (file: Uint8Array): Promise<string | null> =>
  inspect(file).then(
    () => null,
    (thrown: unknown) => {
      if (thrown instanceof AnonymizerError) return thrown.code;
      throw thrown;
    },
  );

const HEADER = element(ID.ebml, element(ID.docType, 'matroska'));
const track = (id: number, type: number, codec: string, ...more: readonly Piece[]): Uint8Array =>
  element(ID.trackEntry, element(ID.trackNumber, id), element(ID.trackType, type), element(ID.codecId, codec), ...more);
const VIDEO = track(1, 1, 'V_VP9', element(ID.video, element(ID.pixelWidth, 64), element(ID.pixelHeight, 48)));
const AUDIO = track(2, 2, 'A_OPUS');
const INFO = element(ID.info, element(ID.timestampScale, 15, 0x42, 0x40), element(ID.duration, 0x45, 0x9c, 0x40, 0));
const CLUSTER = element(ID.cluster, element(ID.timestamp, 0), element(ID.simpleBlock, 0x81, 0, 0, 0x80, 'frame'));
const source = (...parts: readonly Piece[]): Uint8Array<ArrayBuffer> => bytes(HEADER, element(ID.segment, ...parts));

describe('inspectMatroska', () => {
  it('lists nothing in a film of picture and sound alone', async () => {
    const structure = await inspect(source(INFO, element(ID.tracks, VIDEO, AUDIO), CLUSTER));
    expect(structure).toMatchObject({ container: 'mkv', metadata: [], hasEditList: false, durationSeconds: 5 });
    expect(structure.tracks.map(({ id, kind, codec, size }) => [id, kind, codec, size])).toEqual([
      [1, 'video', 'V_VP9', { width: 64, height: 48 }],
      [2, 'audio', 'A_OPUS', null],
    ]);
  });

  it('lists what the segment says about itself', async () => {
    const date = element(ID.dateUtc, 0, 0, 0, 0, 0x3b, 0x9a, 0xca, 0);
    const info = element(ID.info, element(ID.title, 'Canary'), date, element(ID.muxingApp, 'Muxer 1'), element(ID.writingApp, 'Writer 1'), element(ID.segmentUid, '0123456789abcdef'), element(ID.segmentFilename, 'a.mkv'), element(ID.nextFilename, 'b.mkv'));
    expect(await items(source(info, element(ID.tracks, VIDEO)))).toEqual([
      ['text', 'Title', 'Canary'],
      ['time', 'DateUTC', '2001-01-01 00:00:01 UTC'],
      ['application', 'MuxingApp', 'Muxer 1'],
      ['application', 'WritingApp', 'Writer 1'],
      ['serial-number', 'SegmentUUID', null],
      ['text', 'SegmentFilename', 'a.mkv'],
      ['text', 'NextFilename', 'b.mkv'],
    ]);
  });

  it('lists tags, also those inside others', async () => {
    const simple = (name: string, value: string, ...inner: readonly Piece[]): Uint8Array => element(ID.simpleTag, element(ID.tagName, name), element(ID.tagString, value), ...inner);
    const tags = element(ID.tags, element(ID.tag, simple('LOCATION', '+48.1+11.5/'), simple('ARTIST', 'Canary', simple('ENCODER', 'Lavf')), simple('GPS_LAT', '1'), simple('MOOD', 'gloomy')));
    expect(await items(source(element(ID.tracks, VIDEO), tags))).toEqual([
      ['gps', 'Tag location', '+48.1+11.5/'],
      ['person', 'Tag artist', 'Canary'],
      ['application', 'Tag encoder', 'Lavf'],
      ['gps', 'Tag location', '1'],
      ['text', 'unknown Tag', 'MOOD: gloomy'],
    ]);
  });

  it('lists chapters and attachments, and says where chapters play in another order', async () => {
    const edition = element(ID.editionEntry, element(ID.editionFlagOrdered, 1), element(ID.chapterAtom, element(ID.chapterDisplay, element(ID.chapString, 'One'))));
    const file = (name: string, type: string): Uint8Array => element(ID.attachedFile, element(ID.fileName, name), element(ID.fileMediaType, type), element(ID.fileData, 'x'));
    const film = source(element(ID.tracks, VIDEO), element(ID.chapters, edition), element(ID.attachments, file('cover.jpg', 'image/jpeg'), file('a.ttf', 'font/ttf'), file('a.bin', 'x/y')));
    expect(await items(film)).toEqual([
      ['text', 'Chapters', null],
      ['text', 'ChapString', 'One'],
      ['thumbnail', 'attached picture', 'cover.jpg'],
      ['other', 'attached font', 'a.ttf'],
      ['other', 'attached file', 'a.bin'],
    ]);
    expect((await inspect(film)).hasEditList).toBe(true);
  });

  it('lists names, languages and ids of tracks, and further tracks', async () => {
    const named = track(1, 1, 'V_VP9', element(ID.name, 'Canary'), element(ID.trackUid, 1, 2, 3, 4), element(ID.languageBcp47, 'de-CH'));
    const film = source(element(ID.tracks, named, AUDIO, track(3, 17, 'S_TEXT/UTF8'), track(4, 1, 'V_MJPEG'), track(5, 2, 'A_AAC'), track(6, 33, 'M_X'), track(7, 3, 'X')));
    expect(await items(film)).toEqual([
      ['text', 'track Name', 'Canary'],
      ['serial-number', 'TrackUID', null],
      ['other', 'track Language', 'de-CH'],
      ['text', 'subtitle track', 'S_TEXT/UTF8'],
      ['second-image', 'further video track', 'V_MJPEG'],
      ['other', 'further audio track', 'A_AAC'],
      ['other', 'metadata track', 'M_X'],
      ['other', 'other track', 'X'],
    ]);
    expect((await inspect(film)).tracks[0]?.language).toBe('de-CH');
  });

  it('lists padding with content, additions to blocks, unknown elements and trailers', async () => {
    const cluster = element(ID.cluster, element(ID.blockGroup, element(ID.block, 0x81, 0, 0, 0), element(ID.blockAdditions, 'canary')));
    const film = source(element(ID.tracks, VIDEO), element(ID.void, 'canary'), element(ID.void, 0, 0), element(0xb2, 'x'), cluster);
    expect(await items(bytes(film, 'canary'))).toEqual([
      ['other', 'Void with content', null],
      ['application', 'unknown element', null],
      ['other', 'BlockAdditions', null],
      ['trailer', 'after the segment', null],
    ]);
  });

  it('reads the turn, and the shape of a pixel', async () => {
    const roll = (degrees: readonly number[]): Uint8Array => element(ID.projection, element(ID.projectionPoseRoll, degrees));
    const shaped = track(1, 1, 'V_VP9', element(ID.video, element(ID.pixelWidth, 64), element(ID.pixelHeight, 48), element(ID.displayWidth, 16), element(ID.displayHeight, 9), roll([0xc2, 0xb4, 0, 0])));
    const [first] = (await inspect(source(element(ID.tracks, shaped)))).tracks;
    expect(first).toMatchObject({ rotation: 90, pixelAspect: { horizontal: 16 * 48, vertical: 9 * 64 } });
  });

  it('walks a film that was written as a stream, with tags behind its clusters', async () => {
    const open = bytes(HEADER, openElement(ID.segment, element(ID.tracks, VIDEO), openElement(ID.cluster, element(ID.timestamp, 0)), openElement(ID.cluster, element(ID.timestamp, 1)), element(ID.tags, element(ID.tag, element(ID.simpleTag, element(ID.tagName, 'TITLE'))))));
    expect(await items(open)).toEqual([['text', 'Tag title', null]]);
    expect(await items(bytes(open, open))).toContainEqual(['trailer', 'after the segment', null]);
  });

  it('walks what the muxer writes, and finds its name', async () => {
    for (const form of MATROSKA_FORMS) {
      expect((await items(await film(form))).map(([kind, name]) => [kind, name])).toEqual([['application', 'MuxingApp'], ['application', 'WritingApp']]);
    }
  });

  it('reads a few kilobytes of a film of many gigabytes', async () => {
    const length = 2 ** 34;
    const start = bytes(HEADER, [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], INFO, element(ID.tracks, VIDEO), [0x1f, 0x43, 0xb6, 0x75, 0x01, 0, 0, 4, 0, 0, 0, 0]);
    const block = bytes([0xa3, 0x01, 0, 0, 3], [0xff, 0xff, 0xff, 0xf7]);
    let read = 0;
    const sparse: ByteSource = {
      sizeBytes: start.length + length,
      read: (offset, size) => {
        read += size;
        const part = new Uint8Array(size);
        part.set(bytes(start, block).subarray(offset, offset + size));
        return Promise.resolve(part);
      },
    };
    expect((await inspectMatroska(sparse)).tracks).toHaveLength(1);
    expect(read).toBeLessThan(100_000);
  });
});

describe('inspectMatroska on files it must refuse', () => {
  it('refuses other documents, films without tracks, and open sizes where none may be', async () => {
    expect(await refusal(element(ID.ebml, element(ID.docType, 'other')))).toBe('input/corrupt');
    expect(await refusal(element(ID.info, 'canary'))).toBe('input/corrupt');
    expect(await refusal(source(INFO))).toBe('input/corrupt');
    expect(await refusal(source(element(ID.tracks, openElement(ID.trackEntry, VIDEO))))).toBe('input/corrupt');
    expect(await refusal(source(element(ID.info, element(ID.duration, 'abc')), element(ID.tracks, VIDEO)))).toBe('input/corrupt');
    expect(await refusal(source(element(ID.tracks, ...Array.from({ length: 201 }, () => VIDEO))))).toBe('input/corrupt');
  });

  it('refuses a film that ends in the middle', async () => {
    const file = source(INFO, element(ID.tracks, VIDEO, AUDIO), CLUSTER);
    for (const length of [0, 10, HEADER.length, HEADER.length + 20, file.length - 1]) expect(await refusal(file.subarray(0, length))).toBe('input/truncated');
    expect(await refusal(patched(file, HEADER.length + 4, 0x1f, 0xff, 0xff, 0xf0))).toBe('input/truncated');
  });

  it('does not follow tags deeper than they go', async () => {
    let tag: Uint8Array = element(ID.simpleTag, element(ID.tagName, 'TITLE'));
    for (let depth = 0; depth < 500; depth += 1) tag = element(ID.simpleTag, element(ID.tagName, `n${depth}`), tag);
    expect(await items(source(element(ID.tracks, VIDEO), element(ID.tags, element(ID.tag, tag))))).toHaveLength(5);
  });
});

describe('inspectMatroska on hostile files', () => {
  const rich = source(
    element(ID.seekHead, be32(0)),
    element(ID.info, element(ID.title, 'x'), element(ID.dateUtc, be32(1), be32(1))),
    element(ID.tracks, VIDEO, AUDIO),
    element(ID.tags, element(ID.tag, element(ID.simpleTag, element(ID.tagName, 'a'), element(ID.tagString, 'b')))),
    element(ID.chapters, element(ID.editionEntry, element(ID.chapterAtom, element(ID.chapterDisplay, element(ID.chapString, 'c'))))),
    CLUSTER,
  );

  it('ends with a result or a typed refusal for flipped bits', async () => {
    const files = [rich, ...(await Promise.all(MATROSKA_FORMS.map((form) => film(form))))];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(1e6), fc.nat(7)), { minLength: 1, maxLength: 10 }), async (file, flips) => {
        const copy = Uint8Array.from(file);
        for (const [at, bit] of flips) copy[at % copy.length]! ^= 1 << bit;
        expect([null, 'input/truncated', 'input/corrupt']).toContain(await refusal(copy));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends with a result or a typed refusal for random bytes and random elements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...Object.values(ID)), fc.uint8Array({ maxLength: 30 })), { maxLength: 8 }), fc.uint8Array({ maxLength: 60 }), async (parts, tail) => {
        expect([null, 'input/truncated', 'input/corrupt']).toContain(await refusal(source(element(ID.tracks, VIDEO), ...parts.map(([id, inner]) => element(id, inner)), tail)));
        expect(['input/truncated', 'input/corrupt']).toContain(await refusal(tail));
      }),
      { numRuns: 1000 },
    );
  });
});
