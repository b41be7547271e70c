import { AnonymizerError } from '../../errors.ts';
import type { FindingList } from '../finding-list.ts';
import type { SourceReader } from './byte-source.ts';
import { misfitOfConfig } from './codec-config.ts';
import { dataOf, floatOf, readElementsIn, textOf, unsignedOf, type EbmlElement } from './ebml.ts';
import { ID } from './ebml-ids.ts';
import type { ExpectedVideo, WrittenAudioCodec, WrittenVideoCodec } from './verified-video.ts';

/** What a track says of itself. */
export interface MatroskaTrackHead {
  /** 1..126, as the writer numbers them. */
  readonly id: number;
  readonly kind: 'video' | 'audio';
}

/** Codec ids. @see https://www.matroska.org/technical/codec_specs.html */
const CODEC_IDS: Readonly<Record<WrittenVideoCodec | WrittenAudioCodec, readonly string[]>> = {
  avc: ['V_MPEG4/ISO/AVC'],
  hevc: ['V_MPEGH/ISO/HEVC'],
  vp8: ['V_VP8'],
  vp9: ['V_VP9'],
  av1: ['V_AV1'],
  aac: ['A_AAC'],
  mp3: ['A_MPEG/L3'],
  opus: ['A_OPUS'],
  vorbis: ['A_VORBIS'],
  flac: ['A_FLAC'],
  ac3: ['A_AC3'],
  eac3: ['A_EAC3'],
  pcm: ['A_PCM/INT/LIT', 'A_PCM/INT/BIG', 'A_PCM/FLOAT/IEEE'],
};
/** Longest decoder description looked at. */
const MAX_CONFIG_BYTES = 64 * 1024;

/** Names that may be told; an id from a file may be any number. */
const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(ID).map(([name, id]) => [id, name.replace(/^./, (first) => first.toUpperCase())]));

/** A name for a finding. */
export function elementName(id: number): string {
  return NAMES.get(id) ?? 'unknown element';
}

/**
 * Checks which elements there are, each once and none missing.
 * @param required - ids that have to be there
 * @param optional - ids that may be there
 */
export function expectParts(parts: readonly EbmlElement[], required: readonly number[], optional: readonly number[], findings: FindingList): void {
  for (const [index, { id, start, end }] of parts.entries()) {
    const isKnown = required.includes(id) || optional.includes(id);
    findings.expect(isKnown && parts.findIndex((other) => other.id === id) === index, 'segment', elementName(id), start, end - start);
  }
  for (const id of required) {
    findings.expect(parts.some((part) => part.id === id), 'malformed', `no ${elementName(id)}`, parts[0]?.start ?? 0, 0);
  }
}

/** Checks all tracks. @throws AnonymizerError `input/truncated` or `input/corrupt` */
export async function verifyMatroskaTracks(reader: SourceReader, tracks: EbmlElement, expected: ExpectedVideo, findings: FindingList): Promise<readonly MatroskaTrackHead[]> {
  const heads: MatroskaTrackHead[] = [];
  for (const entry of (await readElementsIn(reader, tracks)).slice(0, 8)) {
    const sizeBytes = entry.end - entry.start;
    if (entry.id !== ID.trackEntry) {
      findings.add('segment', elementName(entry.id), entry.start, sizeBytes);
      continue;
    }
    const head = await verifyTrackEntry(reader, entry, expected, findings);
    if (head === null) findings.add('segment', 'track that is neither video nor audio', entry.start, sizeBytes);
    else heads.push(head);
  }
  return heads;
}

async function verifyTrackEntry(reader: SourceReader, entry: EbmlElement, expected: ExpectedVideo, findings: FindingList): Promise<MatroskaTrackHead | null> {
  const parts = await readElementsIn(reader, entry);
  const required = [ID.trackNumber, ID.trackUid, ID.trackType, ID.flagLacing, ID.language, ID.codecId];
  const numberOf = async (wanted: number): Promise<number | null> => {
    const part = parts.find(({ id }) => id === wanted);
    return part === undefined ? null : unsignedOf(reader, part);
  };
  const type = await numberOf(ID.trackType);
  const codec = type === 1 ? expected.video.codec : type === 2 ? (expected.audio?.codec ?? null) : null;
  if (codec === null) return null;
  const isVideo = type === 1;
  expectParts(parts, [...required, isVideo ? ID.video : ID.audio], [ID.codecPrivate, ...(isVideo ? [ID.defaultDuration] : [ID.seekPreRoll])], findings);
  const sizeBytes = entry.end - entry.start;
  const id = (await numberOf(ID.trackNumber)) ?? 0;
  const isNumbered = id >= 1 && id <= 126 && (await numberOf(ID.trackUid)) === id && (await numberOf(ID.flagLacing)) === 0;
  findings.expect(isNumbered, 'malformed', 'TrackEntry', entry.start, sizeBytes);
  await expectText(reader, parts, ID.language, ['und'], findings);
  await expectText(reader, parts, ID.codecId, CODEC_IDS[codec], findings);
  const own = parts.find(({ id: partId }) => partId === ID.codecPrivate);
  const misfit = misfitOfConfig(codec, own === undefined ? null : (await dataOf(reader, own, MAX_CONFIG_BYTES)).slice(), true);
  findings.expect(misfit === null, 'malformed', misfit ?? '', own?.start ?? entry.start, own === undefined ? 0 : own.end - own.start);
  await expectSmall(reader, parts.filter(({ id: partId }) => partId === ID.defaultDuration || partId === ID.seekPreRoll), 0xffffffff, findings);
  const details = parts.find(({ id: partId }) => partId === (isVideo ? ID.video : ID.audio));
  if (details !== undefined) await (isVideo ? verifyPictures(reader, details, expected.video, findings) : verifySound(reader, details, findings));
  return { id, kind: isVideo ? 'video' : 'audio' };
}

/** Checks a text to its last byte; zero bytes behind it would be room for more. */
async function expectText(reader: SourceReader, parts: readonly EbmlElement[], wanted: number, texts: readonly string[], findings: FindingList): Promise<void> {
  for (const part of parts.filter(({ id }) => id === wanted)) {
    const text = await textOf(reader, part);
    findings.expect(texts.includes(text) && text.length === part.end - part.dataStart, 'malformed', elementName(wanted), part.start, part.end - part.start);
  }
}

async function verifyPictures(reader: SourceReader, video: EbmlElement, expected: ExpectedVideo['video'], findings: FindingList): Promise<void> {
  const parts = await readElementsIn(reader, video);
  const hasAspect = parts.some(({ id }) => id === ID.displayUnit);
  expectParts(parts, [ID.pixelWidth, ID.pixelHeight, ...(hasAspect ? [ID.displayWidth, ID.displayHeight, ID.displayUnit] : [])], [ID.colour, ID.projection], findings);
  const values = new Map<number, number>();
  let pose: Pose = { roll: 0, yaw: 0 };
  for (const part of parts) {
    if (part.id === ID.colour) await verifyNumbers(reader, part, [ID.matrixCoefficients, ID.transferCharacteristics, ID.primaries, ID.range], findings);
    else if (part.id === ID.projection) pose = await poseOf(reader, part, findings);
    else values.set(part.id, await unsignedOf(reader, part));
  }
  const [start, sizeBytes] = [video.start, video.end - video.start];
  const { size, rotation = 0, flip = false, pixelAspect = { horizontal: 1, vertical: 1 } } = expected;
  findings.expect(values.get(ID.pixelWidth) === size.width && values.get(ID.pixelHeight) === size.height, 'size', 'Video', start, sizeBytes);
  // Angles go against the clock, and the flip comes before the turn here.
  const roll = (flip ? rotation : 360 - rotation) % 360;
  findings.expect(((pose.roll % 360) + 360) % 360 === roll && pose.yaw === (flip ? 180 : 0), 'size', 'Projection', start, sizeBytes);
  const [width, height] = hasAspect ? [values.get(ID.displayWidth) ?? 0, values.get(ID.displayHeight) ?? 1] : [size.width, size.height];
  const wanted = (size.width * pixelAspect.horizontal) / (size.height * pixelAspect.vertical);
  findings.expect(!hasAspect || values.get(ID.displayUnit) === 3, 'malformed', 'DisplayUnit', start, sizeBytes);
  findings.expect(Math.abs(width / height / wanted - 1) < 0.001, 'size', 'DisplayWidth', start, sizeBytes);
}

async function verifyNumbers(reader: SourceReader, parent: EbmlElement, ids: readonly number[], findings: FindingList): Promise<void> {
  const parts = await readElementsIn(reader, parent);
  expectParts(parts, ids, [], findings);
  await expectSmall(reader, parts, 255, findings);
}

/** Checks numbers that can't be large: a long one would be room for something else. */
async function expectSmall(reader: SourceReader, parts: readonly EbmlElement[], most: number, findings: FindingList): Promise<void> {
  for (const part of parts) {
    findings.expect((await unsignedOf(reader, part)) <= most, 'malformed', elementName(part.id), part.start, part.end - part.start);
  }
}

/** How pictures are turned and flipped, in degrees. @see https://www.rfc-editor.org/rfc/rfc9559#name-projection-element */
interface Pose {
  readonly roll: number;
  readonly yaw: number;
}

async function poseOf(reader: SourceReader, projection: EbmlElement, findings: FindingList): Promise<Pose> {
  const parts = await readElementsIn(reader, projection);
  expectParts(parts, [ID.projectionType], [ID.projectionPoseYaw, ID.projectionPoseRoll], findings);
  const part = (wanted: number): EbmlElement | undefined => parts.find(({ id }) => id === wanted);
  const [type, yaw, roll] = [part(ID.projectionType), part(ID.projectionPoseYaw), part(ID.projectionPoseRoll)];
  if (type === undefined || (yaw ?? roll) === undefined) throw new AnonymizerError('input/corrupt', { offset: projection.start });
  findings.expect((await unsignedOf(reader, type)) === 0, 'malformed', 'ProjectionType', type.start, type.end - type.start);
  return { yaw: yaw === undefined ? 0 : await floatOf(reader, yaw), roll: roll === undefined ? 0 : await floatOf(reader, roll) };
}

async function verifySound(reader: SourceReader, audio: EbmlElement, findings: FindingList): Promise<void> {
  const parts = await readElementsIn(reader, audio);
  expectParts(parts, [ID.samplingFrequency, ID.channels], [ID.bitDepth], findings);
  await expectSmall(reader, parts.filter(({ id }) => id !== ID.samplingFrequency), 255, findings);
  for (const part of parts.filter(({ id }) => id === ID.samplingFrequency)) await floatOf(reader, part);
}
