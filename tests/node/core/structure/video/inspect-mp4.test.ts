import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../../src/core/errors.ts';
import { memorySource, type ByteSource } from '../../../../../src/core/structure/video/byte-source.ts';
import { inspectMp4, readShownParts } from '../../../../../src/core/structure/video/inspect-mp4.ts';
import type { ShownPart } from '../../../../../src/core/structure/video/shown-parts.ts';
import type { VideoStructure } from '../../../../../src/core/structure/video/video-structure.ts';
import { be16, be32, bytes, patched } from '../byte-builder.ts';
import { box, film, MP4_FORMS } from './film-builder.ts';
import { AUDIO, LEAP_DAY, source, track, VIDEO } from './source-films.ts';

const inspect = (file: Uint8Array): Promise<VideoStructure> => inspectMp4(memorySource(file));
const items = async (file: Uint8Array): Promise<readonly (readonly [string, string, string | null])[]> => (await inspect(file)).metadata.map(({ kind, name, value }) => [kind, name, value]);
const refusal = async (file: Uint8Array): Promise<string | null> =>
  inspect(file).then(
    () => null,
    (thrown: unknown) => {
      if (thrown instanceof AnonymizerError) return thrown.code;
      throw thrown;
    },
  );

const data = (text: string): Uint8Array => box('data', be32(1), be32(0), text);
const quicktimeText = (type: string, text: string): Uint8Array => box(type, be16(text.length), be16(0), text);
const keyed = (...pairs: readonly (readonly [string, string])[]): Uint8Array =>
  box(
    'meta',
    box('hdlr', be32(0), be32(0), 'mdta', new Uint8Array(13)),
    box('keys', be32(0), be32(pairs.length), ...pairs.map(([key]) => box('mdta', key))),
    box('ilst', ...pairs.map(([, value], index) => box(`\0\0\0${String.fromCharCode(index + 1)}`, data(value)))),
  );
const XMP = '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac';

const triples = (parts: readonly ShownPart[] | null): readonly (readonly number[])[] | null => parts?.map(({ from, to, at }) => [from, to, at].map((seconds) => Number(seconds.toFixed(9)))) ?? null;

describe('inspectMp4', () => {
  it('lists nothing in a film of picture and sound alone', async () => {
    const structure = await inspect(source([VIDEO, AUDIO]));
    expect(structure.metadata).toEqual([]);
    expect(structure.tracks.map(({ id, kind, codec, timescale, sampleCount, size }) => [id, kind, codec, timescale, sampleCount, size])).toEqual([
      [1, 'video', 'avc1', 100, 4, { width: 64, height: 48 }],
      [2, 'audio', 'mp4a', 100, 4, null],
    ]);
    expect(structure).toMatchObject({ container: 'mp4', hasEditList: false, isFragmented: false, durationSeconds: 1 });
    expect((await inspect(source([VIDEO], [], [], 0, 'qt  '))).container).toBe('mov');
  });

  it('lists the times of film, track and media', async () => {
    const found = await items(source([track({ id: 1, handler: 'vide', codec: 'avc1', created: LEAP_DAY })], [], [], LEAP_DAY));
    expect(found.map(([kind, name]) => [kind, name])).toEqual(['mvhd', 'tkhd', 'mdhd'].flatMap((type) => [['time', `${type} creation time`], ['time', `${type} modification time`]]));
    expect(new Set(found.map(([, , value]) => value))).toEqual(new Set(['2024-02-29 13:05:09 UTC']));
  });

  it('lists user data of QuickTime, 3GPP and camera makers', async () => {
    const udta = box(
      'udta',
      quicktimeText('\xa9xyz', '+48.1+11.5/'),
      quicktimeText('\xa9mak', 'Canary'),
      quicktimeText('\xa9day', '2024'),
      box('loci', be32(0), be16(0), 'Home', 0, 0, be32(11.5 * 65_536), be32(48.25 * 65_536), be32(0)),
      box('GPMF', 'canary'),
      box('MUID', 'canary'),
      box('chpl', 'canary'),
      box('name', 'Canary'),
      box('zzzz', 'canary'),
      be32(0),
    );
    expect(await items(source([VIDEO], [udta]))).toEqual([
      ['gps', 'udta ©xyz', '+48.1+11.5/'],
      ['camera', 'udta ©mak', 'Canary'],
      ['time', 'udta ©day', '2024'],
      ['gps', 'udta loci', 'Home 48.250000, 11.500000'],
      ['gps', 'udta gpmf', null],
      ['serial-number', 'udta muid', null],
      ['text', 'chpl chapters', null],
      ['text', 'udta name', 'Canary'],
      ['application', 'unknown user data', 'zzzz'],
    ]);
  });

  it('lists keys with values, and items of an item list', async () => {
    const keys = keyed(['com.apple.quicktime.location.ISO6709', '+48.1+11.5/'], ['com.apple.quicktime.model', 'Phone'], ['com.apple.quicktime.creationdate', '2024'], ['com.apple.quicktime.content.identifier', 'ABC'], ['org.example', 'canary']);
    expect(await items(source([VIDEO], [keys]))).toEqual([
      ['gps', 'meta location.iso6709', '+48.1+11.5/'],
      ['camera', 'meta com.apple.quicktime.model', 'Phone'],
      ['time', 'meta creationdate', '2024'],
      ['serial-number', 'meta content.identifier', 'ABC'],
      ['text', 'unknown key', 'org.example: canary'],
    ]);
    const list = box('udta', box('meta', be32(0), box('hdlr', be32(0), be32(0), 'mdir', new Uint8Array(13)), box('ilst', box('\xa9too', data('Encoder 1')), box('covr', box('data', be32(13), be32(0), 'jpeg')))));
    expect(await items(source([VIDEO], [list]))).toEqual([
      ['application', 'meta ©too', 'Encoder 1'],
      ['thumbnail', 'meta covr', null],
    ]);
  });

  it('lists uuid boxes by what they are, padding with content, and other boxes', async () => {
    const xmp = box('uuid', XMP, '<x:xmpmeta><dc:creator>Canary</dc:creator>');
    const beside = [xmp, box('uuid', 'canarycanarycana'), box('free', 'canary'), box('free', new Uint8Array(90_000)), box('wide'), box('skip', 0, 1), box('zzzz'), box('emsg')];
    expect(await items(source([VIDEO], [], beside))).toEqual([
      ['xmp', 'uuid XMP', null],
      ['person', 'XMP dc:creator', 'Canary'],
      ['application', 'uuid box', null],
      ['other', 'free with content', null],
      ['other', 'skip with content', null],
      ['application', 'unknown box', 'zzzz'],
      ['text', 'emsg event message', null],
    ]);
  });

  it('lists further tracks by what they hold', async () => {
    const chapters = box('tref', box('chap', be32(9)));
    const structure = await inspect(
      source([
        track({ id: 1, handler: 'vide', codec: 'avc1', extra: [chapters] }),
        AUDIO,
        track({ id: 3, handler: 'tmcd', codec: 'tmcd' }),
        track({ id: 4, handler: 'meta', codec: 'gpmd' }),
        track({ id: 5, handler: 'meta', codec: 'mebx' }),
        track({ id: 6, handler: 'sbtl', codec: 'tx3g' }),
        track({ id: 7, handler: 'vide', codec: 'jpeg' }),
        track({ id: 8, handler: 'soun', codec: 'mp4a' }),
        track({ id: 9, handler: 'text', codec: 'text' }),
        track({ id: 10, handler: 'odsm', codec: 'mp4s' }),
      ]),
    );
    expect(structure.metadata.map(({ kind, name, sizeBytes }) => [kind, name, sizeBytes])).toEqual(
      [
        ['time', 'timecode track'],
        ['gps', 'GPMF track'],
        ['other', 'mebx track'],
        ['text', 'subtitle track'],
        ['second-image', 'further video track'],
        ['other', 'further audio track'],
        ['text', 'chapter track'],
        ['other', 'other track'],
      ].map((item) => [...item, 40]),
    );
    expect(structure.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio', 'timecode', 'metadata', 'metadata', 'subtitle', 'video', 'audio', 'chapters', 'other']);
  });

  it('reads language, handler name, turn and shape of a pixel', async () => {
    const file = source([track({ id: 1, handler: 'vide', codec: 'avc1', name: 'Canary', language: 0x10b5, turn: [0, 1, -1, 0], entryBoxes: [box('pasp', be32(4), be32(3))] })]);
    expect((await inspect(file)).tracks[0]).toMatchObject({ language: 'deu', rotation: 90, pixelAspect: { horizontal: 4, vertical: 3 } });
    expect(await items(file)).toEqual([['other', 'mdhd language', 'deu'], ['application', 'hdlr name', 'Canary']]);
    for (const [turn, rotation] of [[[-1, 0, 0, -1], 180], [[0, -1, 1, 0], 270], [[-1, 0, 0, 1], null]] as const) {
      expect((await inspect(source([track({ id: 1, handler: 'vide', codec: 'avc1', turn })]))).tracks[0]?.rotation).toBe(rotation);
    }
  });

  it.each([
    ['none of it', [[1000, 0]], undefined, 'edit list', [[0, Infinity, 0]]],
    ['a delay', [[500, 0xffffffff], [1000, 0]], undefined, 'edit list', [[0.5, Infinity, 0.5]]],
    ['the start', [[1000, 50]], undefined, 'edit list that hides the start', [[0, Infinity, 0]]],
    ['the start, after a delay', [[500, 0xffffffff], [500, 50]], undefined, 'edit list that hides the start', [[0.5, Infinity, 0.5]]],
    ['nothing, with frames shown later than they are stored', [[1000, 50]], [50, 50, 50, 50], 'edit list', [[0, Infinity, 0]]],
    ['the end', [[500, 0]], undefined, 'edit list that hides the end', [[0, 0.5, 0]]],
    ['the end, after a delay that is no whole number of ticks', [[303, 0xffffffff], [500, 0]], undefined, 'edit list that hides the end', [[0.3, 0.8, 0.3]]],
    ['the start and the end', [[200, 25]], undefined, 'edit list that hides the start', [[0, 0.2, 0]]],
    ['the end, with frames that are shown in another order', [[500, 25]], [25, 75, 0, 0], 'edit list that hides the end', [[0, 0.5, 0]]],
    ['the last frame', [[750, 0]], undefined, 'edit list that hides the end', [[0, Infinity, 0]]],
    ['everything', [[1000, 0xffffffff]], undefined, 'edit list that rearranges', null],
    ['everything but nothing', [], undefined, null, null],
    ['nothing, at another pace', [[1000, 0, 0.5]], undefined, 'edit list that rearranges', null],
    ['parts', [[250, 0], [250, 75]], undefined, 'edit list that cuts', [[0, 0.25, 0], [0.75, Infinity, 0.25]]],
    ['parts and more at the end', [[250, 0], [200, 50]], undefined, 'edit list that cuts', [[0, 0.25, 0], [0.5, Infinity, 0.25]]],
    ['parts and two at the end', [[250, 0], [100, 37]], undefined, 'edit list that cuts', [[0, 0.25, 0], [0.37, 0.47, 0.25]]],
    ['the start and parts, after a delay', [[100, 0xffffffff], [250, 25], [250, 75]], undefined, 'edit list that cuts', [[0.1, 0.35, 0.1], [0.6, Infinity, 0.35]]],
    ['nothing, with a pause', [[500, 0], [700, 0xffffffff], [500, 50]], undefined, 'edit list that cuts', [[0, 0.5, 0], [0.5, Infinity, 1.2]]],
    ['nothing, in parts whose ends are rounded up', [[502, 0], [498, 50]], undefined, 'edit list that cuts', [[0, 0.502, 0], [0.5, Infinity, 0.502]]],
    ['nothing, and shows some of it twice', [[500, 0], [500, 25]], undefined, 'edit list that rearranges', null],
    ['nothing, in another order', [[500, 50], [500, 0]], undefined, 'edit list that rearranges', null],
    ['nothing, and goes back by a tick', [[1, 50], [499, 49]], undefined, 'edit list that rearranges', null],
    ['nothing after a part without an end', [[0, 0], [500, 50]], undefined, 'edit list that rearranges', null],
  ] as const)('tells a list of edits that hides %s', async (_what, edits, shifts, name, parts) => {
    const file = source([track({ id: 1, handler: 'vide', codec: 'avc1', edits, ...(shifts === undefined ? {} : { shifts }) })]);
    expect((await items(file)).map(([, found]) => found)).toEqual(name === null ? [] : [name]);
    const structure = await inspect(file);
    expect(structure.tracks[0]).toMatchObject({ hasEditList: name !== null, isRearranged: name === 'edit list that rearranges' });
    expect(triples(structure.tracks[0]?.shownParts ?? null)).toEqual(parts);
    expect((await readShownParts(memorySource(file))).map((shown) => ({ ...shown, parts: triples(shown.parts) }))).toEqual(parts === null ? [] : [{ id: 1, kind: 'video', parts }]);
  });

  it.each([
    ['two packets of AAC at both ends', 1024, [[35 * 1024, 2 * 1024]], Infinity],
    ['four packets of AAC at the end', 1024, [[35 * 1024, 0]], 0.896],
    ['uncompressed values of less than a twentieth of a second', 1, [[38_400, 0]], Infinity],
    ['uncompressed values of more', 1, [[36_000, 0]], 0.9],
    ['the end by what is rounded', 1024, [[39 * 1024 - 30, 0]], Infinity],
  ] as const)('knows sound whose list of edits hides %s', async (_what, ticks, edits, to) => {
    const file = source([VIDEO, track({ id: 2, handler: 'soun', codec: 'mp4a', edits: edits.map(([duration, at]) => [Math.round(duration / 40), at]), timescale: 40_000, sampleDuration: ticks, samples: Math.round(40_000 / ticks) })]);
    const parts = [{ from: 0, to, at: 0 }];
    expect((await inspect(file)).tracks[1]).toMatchObject({ hasEditList: true, isRearranged: false, shownParts: parts });
    expect(await readShownParts(memorySource(file))).toEqual([{ id: 2, kind: 'audio', parts }]);
  });

  it('takes what sound needs before it is heard for no hidden start', async () => {
    const withSound = (at: number): Uint8Array => source([VIDEO, track({ id: 2, handler: 'soun', codec: 'mp4a', edits: [[800, at]], timescale: 40_000, sampleDuration: 1024, samples: 39 })]);
    expect((await items(withSound(2112))).map(([, name]) => name)).toEqual(['edit list']);
    expect((await items(withSound(5000))).map(([, name]) => name)).toEqual(['edit list that hides the start']);
  });

  it('does not follow a list of which it reads only the beginning', async () => {
    const edits = Array.from({ length: 1001 }, (_, index) => [1, index] as const);
    expect((await inspect(source([track({ id: 1, handler: 'vide', codec: 'avc1', edits: edits.slice(1) })]))).tracks[0]?.isRearranged).toBe(false);
    expect((await inspect(source([track({ id: 1, handler: 'vide', codec: 'avc1', edits })]))).tracks[0]).toMatchObject({ isRearranged: true, shownParts: null });
  });

  it('does not follow what hides some of a film in fragments', async () => {
    for (const edits of [[[500, 0]], [[250, 0], [500, 50]]] as const) {
      const file = source([track({ id: 1, handler: 'vide', codec: 'avc1', edits })], [box('mvex')]);
      expect((await inspect(file)).tracks[0]).toMatchObject({ isRearranged: true, shownParts: null });
      expect(await readShownParts(memorySource(file))).toEqual([]);
    }
  });

  it('reads parts from the index alone', async () => {
    const file = source([track({ id: 1, handler: 'vide', codec: 'avc1', edits: [[500, 0]] }), AUDIO]);
    // What follows the index is not there to be read.
    const more: ByteSource = { sizeBytes: 2 ** 40, read: (offset, length) => (offset < file.length ? Promise.resolve(bytes(file, new Uint8Array(length)).slice(offset, offset + length)) : Promise.reject(new Error('read too far'))) };
    expect(await readShownParts(more)).toEqual([{ id: 1, kind: 'video', parts: [{ from: 0, to: 0.5, at: 0 }] }]);
    expect(await readShownParts(memorySource(file.slice(0, 16 + 88)))).toEqual([]);
  });

  it('lists what follows the last box', async () => {
    for (const trailer of ['canary canary', 'abc', '\0'.repeat(40)]) {
      const found = (await inspect(bytes(source([VIDEO]), trailer))).metadata;
      expect(found.map(({ kind, name, sizeBytes }) => [kind, name, sizeBytes])).toEqual([['trailer', 'after the last box', trailer.length]]);
    }
  });

  it('walks what the muxer writes, in every form', async () => {
    for (const form of MP4_FORMS) {
      const structure = await inspect(await film(form));
      expect(structure.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
      expect(structure.isFragmented).toBe(form === 'fragmented');
      expect(structure.tracks[0]?.sampleCount).toBe(form === 'fragmented' ? null : 8);
    }
  });

  it('reads a few kilobytes of a film of many gigabytes, with its index behind them', async () => {
    const length = 9 * 2 ** 30;
    const file = source([VIDEO, AUDIO]);
    const [start, rest] = [bytes(file.subarray(0, 16), be32(1), 'mdat', be32(Math.floor(length / 2 ** 32)), be32(length % 2 ** 32)), file.subarray(16 + 88)];
    let read = 0;
    const sparse: ByteSource = {
      sizeBytes: 16 + length + rest.length,
      read: (offset, size) => {
        read += size;
        const part = new Uint8Array(size);
        const tail = offset - 16 - length;
        part.set(tail >= 0 ? rest.subarray(tail, tail + size) : start.subarray(offset, offset + size));
        return Promise.resolve(part);
      },
    };
    expect((await inspectMp4(sparse)).tracks).toHaveLength(2);
    expect(read).toBeLessThan(200_000);
  });
});

describe('inspectMp4 on files it must refuse', () => {
  it('refuses files without an index or a header', async () => {
    expect(await refusal(new Uint8Array(0))).toBe('input/corrupt');
    expect(await refusal(box('ftyp', 'isom', be32(0)))).toBe('input/corrupt');
    expect(await refusal(bytes(box('mdat', 'x'), box('moov', VIDEO)))).toBe('input/corrupt');
  });

  it('refuses a film that ends in the middle of its data or its index', async () => {
    const file = source([VIDEO, AUDIO]);
    for (const length of [20, 60, 130, 300, file.length - 1]) expect(await refusal(file.subarray(0, length))).toBe('input/truncated');
    const start = await film('start');
    expect(await refusal(start.subarray(0, start.length - 40))).toBe('input/truncated');
  });

  it('refuses boxes that are smaller than their own head, and sizes beyond any file', async () => {
    const file = source([VIDEO]);
    expect(await refusal(patched(file, 16, 0, 0, 0, 4))).toBe('input/corrupt');
    expect(await refusal(patched(file, 16, 0xff, 0xff, 0xff, 0xff))).toBe('input/truncated');
    expect(await refusal(bytes(be32(1), 'ftyp', 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, file))).toBe('input/truncated');
  });

  it('refuses more tracks and boxes than any film has', async () => {
    expect(await refusal(source(Array.from({ length: 201 }, () => VIDEO)))).toBe('input/corrupt');
    expect(await refusal(source([VIDEO], [bytes(...Array.from({ length: 20_001 }, () => box('free')))]))).toBe('input/corrupt');
  });

  it('refuses a size of file that is no exact number', async () => {
    await expect(inspectMp4({ sizeBytes: 2 ** 53, read: () => Promise.resolve(new Uint8Array(0)) })).rejects.toMatchObject({ code: 'input/corrupt' });
  });
});

describe('inspectMp4 on hostile files', () => {
  const rich = source(
    [track({ id: 1, handler: 'vide', codec: 'avc1', created: 5, edits: [[5, 5]], shifts: [1, 2], extra: [box('tref', box('chap', be32(2)))] }), AUDIO],
    [box('udta', quicktimeText('\xa9xyz', 'x'), box('loci', be32(0), 'x'), keyed(['a', 'b'])), keyed(['c', 'd'])],
    [box('uuid', XMP, 'x'), box('free', 'x')],
  );

  it('ends with a result or a typed refusal for flipped bits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(rich.length - 1), fc.nat(7)), { minLength: 1, maxLength: 10 }), async (flips) => {
        const copy = Uint8Array.from(rich);
        for (const [at, bit] of flips) copy[at]! ^= 1 << bit;
        expect([null, 'input/truncated', 'input/corrupt']).toContain(await refusal(copy));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends with a result or a typed refusal for random bytes, and for random boxes in one another', async () => {
    const types = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'stts', 'ctts', 'stsz', 'udta', 'meta', 'ilst', 'keys', 'edts', 'elst', 'tkhd', 'mdhd', 'mvhd', 'hdlr', 'uuid', 'free', 'mdat'];
    const { node } = fc.letrec<{ node: Uint8Array }>((tie) => ({
      node: fc.oneof({ depthSize: 'medium' }, fc.uint8Array({ maxLength: 40 }), fc.tuple(fc.constantFrom(...types), fc.array(tie('node'), { maxLength: 4 })).map(([type, parts]) => box(type, ...parts))),
    }));
    await fc.assert(
      fc.asyncProperty(node, node, async (first, second) => {
        expect([null, 'input/truncated', 'input/corrupt']).toContain(await refusal(bytes(first, second)));
        expect([null, 'input/truncated', 'input/corrupt']).toContain(await refusal(source([VIDEO], [first], [second])));
      }),
      { numRuns: 500 },
    );
  });
});
