import { displayable } from '../display-text.ts';
import type { MetadataList } from '../metadata-list.ts';
import type { SourceReader } from './byte-source.ts';
import { floatOf, readElementsIn, textOf, unsignedOf, type EbmlElement } from './ebml.ts';
import { ID } from './ebml-ids.ts';
import type { PixelAspect, TrackKind, VideoTrack } from './video-structure.ts';

/** Track kinds by number. @see RFC 9559, 5.1.4.1.3 */
const TYPES: ReadonlyMap<number, TrackKind> = new Map<number, TrackKind>([
  [1, 'video'],
  [2, 'audio'],
  [17, 'subtitle'],
  [33, 'metadata'],
]);

/**
 * Reads one track of a Matroska source, and lists its names.
 * @returns the track, and whether it is one that plays by default
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function readMatroskaTrack(reader: SourceReader, entry: EbmlElement, list: MetadataList): Promise<{ readonly track: VideoTrack; readonly isEnabled: boolean }> {
  const parts = await readElementsIn(reader, entry);
  const number = async (wanted: number, otherwise: number): Promise<number> => {
    const part = parts.find(({ id }) => id === wanted);
    return part === undefined ? otherwise : unsignedOf(reader, part);
  };
  const text = async (wanted: number): Promise<string | null> => {
    const part = parts.find(({ id }) => id === wanted);
    return part === undefined ? null : textOf(reader, part);
  };
  for (const [wanted, kind, name] of [[ID.name, 'text', 'track Name'], [ID.codecName, 'application', 'CodecName']] as const) {
    const value = await text(wanted);
    if (value !== null) list.add(kind, name, value.length, value);
  }
  const uid = parts.find(({ id }) => id === ID.trackUid);
  // Muxers that mean nothing by it count up; others draw a long number that tells one file from all others.
  if (uid !== undefined && (await unsignedOf(reader, uid)) > 0xffff) list.add('serial-number', 'TrackUID', uid.end - uid.start);
  if (parts.some(({ id }) => id === ID.blockAdditionMapping) || (await number(ID.maxBlockAdditionId, 0)) > 0) list.add('other', 'BlockAdditions', 0);
  const language = (await text(ID.languageBcp47)) ?? (await text(ID.language));
  const known = language === null || language === 'und' || language === '' ? null : displayable(language);
  if (known !== null) list.add('other', 'track Language', 0, known);
  const kind = TYPES.get(await number(ID.trackType, 0)) ?? 'other';
  const video = parts.find(({ id }) => id === ID.video);
  const pictures = kind === 'video' && video !== undefined ? await picturesOf(reader, video) : { size: null, rotation: 0 as const, pixelAspect: null };
  const track: VideoTrack = {
    id: await number(ID.trackNumber, 0),
    kind,
    codec: displayable((await text(ID.codecId)) ?? '') ?? '',
    timescale: null,
    language: known,
    sampleCount: null,
    ...pictures,
    hasEditList: false,
    isRearranged: false,
    shownParts: null,
  };
  return { track, isEnabled: (await number(ID.flagEnabled, 1)) !== 0 && (await number(ID.flagDefault, 1)) !== 0 };
}

async function picturesOf(reader: SourceReader, video: EbmlElement): Promise<Pick<VideoTrack, 'size' | 'rotation' | 'pixelAspect'>> {
  const parts = await readElementsIn(reader, video);
  const number = async (wanted: number): Promise<number | null> => {
    const part = parts.find(({ id }) => id === wanted);
    return part === undefined ? null : unsignedOf(reader, part);
  };
  const size = { width: (await number(ID.pixelWidth)) ?? 0, height: (await number(ID.pixelHeight)) ?? 0 };
  const [width, height] = [await number(ID.displayWidth), await number(ID.displayHeight)];
  let pixelAspect: PixelAspect | null = null;
  // Units 0 and 3 both give the shape of the whole picture.
  if (width !== null && height !== null && width > 0 && height > 0 && width * size.height !== height * size.width) {
    pixelAspect = { horizontal: width * size.height, vertical: height * size.width };
  }
  const projection = parts.find(({ id }) => id === ID.projection);
  return { size, pixelAspect, rotation: projection === undefined ? 0 : await rotationOf(reader, projection) };
}

/** The roll of the projection, counter-clockwise; `null` for other poses. */
async function rotationOf(reader: SourceReader, projection: EbmlElement): Promise<VideoTrack['rotation']> {
  let roll = 0;
  for (const part of await readElementsIn(reader, projection)) {
    if (part.id === ID.projectionPoseRoll) roll = await floatOf(reader, part);
    const isPose = part.id === ID.projectionPoseYaw || part.id === ID.projectionPosePitch;
    if (isPose && (await floatOf(reader, part)) !== 0) return null;
  }
  const clockwise = ((-roll % 360) + 360) % 360;
  return clockwise === 0 || clockwise === 90 || clockwise === 180 || clockwise === 270 ? clockwise : null;
}
