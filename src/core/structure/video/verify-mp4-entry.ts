import { AnonymizerError } from '../../errors.ts';
import type { FindingList } from '../finding-list.ts';
import { anyBytes, fitsPattern, numberPattern, textPattern, zeros } from './byte-pattern.ts';
import type { SourceReader } from './byte-source.ts';
import { compressorPatterns, esdsDescription, misfitOfConfig } from './codec-config.ts';
import { readBoxAt, type FilmBox } from './iso-walk.ts';
import { VISUAL_ENTRY_BYTES } from './mp4-track.ts';
import { boxName, strictBoxes } from './strict-boxes.ts';
import { WRITER_NAME, type ExpectedVideo, type WrittenAudioCodec, type WrittenVideoCodec } from './verified-video.ts';

/** Sample entries and configuration boxes by codec. @see https://mp4ra.org/registered-types/sampleentries */
const VIDEO_ENTRIES: Readonly<Record<WrittenVideoCodec, { readonly entries: readonly string[]; readonly config: string }>> = {
  avc: { entries: ['avc1', 'avc3'], config: 'avcC' },
  hevc: { entries: ['hvc1', 'hev1'], config: 'hvcC' },
  vp8: { entries: ['vp08'], config: 'vpcC' },
  vp9: { entries: ['vp09'], config: 'vpcC' },
  av1: { entries: ['av01'], config: 'av1C' },
};
const AUDIO_ENTRIES: Readonly<Record<WrittenAudioCodec, { readonly entries: readonly string[]; readonly config: string }>> = {
  aac: { entries: ['mp4a'], config: 'esds' },
  mp3: { entries: ['mp4a'], config: 'esds' },
  vorbis: { entries: ['mp4a'], config: 'esds' },
  opus: { entries: ['Opus'], config: 'dOps' },
  flac: { entries: ['fLaC'], config: 'dfLa' },
  ac3: { entries: ['ac-3'], config: 'dac3' },
  eac3: { entries: ['ec-3'], config: 'dec3' },
  pcm: { entries: ['ipcm', 'fpcm', 'ulaw', 'alaw', 'raw ', 'sowt'], config: 'pcmC?' },
};
/** Bytes of a configuration box that are looked at; more than that is a finding. */
const MAX_CONFIG_BYTES = 64 * 1024;

/**
 * Checks the description of a track's samples: one, of the codec that is expected, with nothing in it but what a decoder needs.
 * @param stsd - the box
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function verifySampleEntry(reader: SourceReader, stsd: FilmBox, kind: 'video' | 'audio', expected: ExpectedVideo, findings: FindingList): Promise<void> {
  const head = await reader.head(stsd.dataStart, stsd.end, 8);
  findings.expect(fitsPattern(head, '00000000 00000001'), 'malformed', 'number of sample descriptions', stsd.start, stsd.end - stsd.start);
  const entry = await readBoxAt(reader, stsd.dataStart + 8, stsd.end);
  findings.expect(entry.end === stsd.end, 'segment', 'further sample description', entry.end, stsd.end - entry.end);
  if (kind === 'video') {
    await verifyPictures(reader, entry, expected.video, findings);
  } else if (expected.audio !== null) {
    await verifySound(reader, entry, expected.audio.codec, findings);
  }
}

async function verifyPictures(reader: SourceReader, entry: FilmBox, video: ExpectedVideo['video'], findings: FindingList): Promise<void> {
  const { entries, config } = VIDEO_ENTRIES[video.codec];
  const sizeBytes = entry.end - entry.start;
  findings.expect(entries.includes(entry.type), 'malformed', 'codec of the video track', entry.start, sizeBytes);
  const bytes = await reader.head(entry.dataStart, entry.end, VISUAL_ENTRY_BYTES);
  const fits = compressorPatterns(WRITER_NAME).some((compressor) =>
    fitsPattern(bytes, `${zeros(6)} 0001 ${zeros(16)} .... .... 00480000 00480000 ${zeros(4)} 0001 ${compressor} 0018 ffff`),
  );
  findings.expect(fits, 'malformed', 'video sample description', entry.start, sizeBytes);
  const fitsSize = fitsPattern(bytes.subarray(24, 28), numberPattern(video.size.width, 2) + numberPattern(video.size.height, 2));
  findings.expect(fitsSize, 'size', 'video sample description', entry.start, sizeBytes);
  const boxes = await strictBoxes(reader, Math.min(entry.dataStart + VISUAL_ENTRY_BYTES, entry.end), entry.end, `${config} pasp? colr? btrt?`, findings);
  await verifyConfig(reader, boxes.find(({ type }) => type === config), video.codec, findings);
  await verifyCommon(reader, boxes, findings);
  const aspect = boxes.find(({ type }) => type === 'pasp');
  const wanted = video.pixelAspect ?? { horizontal: 1, vertical: 1 };
  const [horizontal, vertical] = aspect === undefined ? [1, 1] : await pairOf(reader, aspect);
  const fitsAspect = vertical > 0 && Math.abs((horizontal * wanted.vertical) / (vertical * wanted.horizontal) - 1) < 0.001;
  findings.expect(fitsAspect, 'size', 'pasp box', entry.start, sizeBytes);
}

async function pairOf(reader: SourceReader, box: FilmBox): Promise<readonly [number, number]> {
  const view = new DataView((await reader.head(box.dataStart, box.end, 8)).slice().buffer);
  return view.byteLength < 8 ? [0, 0] : [view.getUint32(0), view.getUint32(4)];
}

async function verifySound(reader: SourceReader, entry: FilmBox, codec: WrittenAudioCodec, findings: FindingList): Promise<void> {
  const { entries, config } = AUDIO_ENTRIES[codec];
  const sizeBytes = entry.end - entry.start;
  findings.expect(entries.includes(entry.type), 'malformed', 'codec of the audio track', entry.start, sizeBytes);
  const first = await reader.head(entry.dataStart, entry.end, 10);
  const isLong = codec === 'pcm' && first[9] === 1;
  const bytes = await reader.head(entry.dataStart, entry.end, isLong ? 44 : 28);
  const pattern = `${zeros(6)} 0001 00${isLong ? '01' : '00'} ${zeros(6)} .... 00.. ${zeros(4)} ....0000 ${isLong ? anyBytes(16) : ''}`;
  findings.expect(fitsPattern(bytes, pattern), 'malformed', 'audio sample description', entry.start, sizeBytes);
  const boxes = await strictBoxes(reader, Math.min(entry.dataStart + bytes.length, entry.end), entry.end, `${config} btrt?`, findings);
  await verifyConfig(reader, boxes.find(({ type }) => type === config.replace('?', '')), codec, findings);
  await verifyCommon(reader, boxes, findings);
}

async function verifyConfig(reader: SourceReader, box: FilmBox | undefined, codec: WrittenVideoCodec | WrittenAudioCodec, findings: FindingList): Promise<void> {
  if (box === undefined) return;
  if (box.end - box.dataStart > MAX_CONFIG_BYTES) throw new AnonymizerError('input/corrupt', { offset: box.start });
  const bytes = await reader.head(box.dataStart, box.end, MAX_CONFIG_BYTES);
  const own = box.type === 'esds' ? esdsDescription(bytes, codec as WrittenAudioCodec) : bytes;
  const misfit = own === undefined ? 'decoder description' : misfitOfConfig(codec, own, false);
  findings.expect(misfit === null, 'malformed', boxName(box.type), box.start, box.end - box.start);
}

/** Boxes of a sample entry that hold numbers only: exactly as long as those. */
async function verifyCommon(reader: SourceReader, boxes: readonly FilmBox[], findings: FindingList): Promise<void> {
  const patterns: ReadonlyMap<string, string> = new Map([
    ['pasp', anyBytes(8)],
    ['btrt', `${zeros(4)}${anyBytes(8)}`],
    ['colr', `${textPattern('nclx')} 00.. 00.. 00.. ..`],
  ]);
  for (const box of boxes) {
    const pattern = patterns.get(box.type);
    const fits = pattern === undefined || fitsPattern(await reader.head(box.dataStart, box.end, 64), pattern);
    findings.expect(fits, 'malformed', boxName(box.type), box.start, box.end - box.start);
  }
}
