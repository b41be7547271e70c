import { AnonymizerError } from '../../errors.ts';
import { MetadataList } from '../metadata-list.ts';
import { SourceReader, type ByteSource } from './byte-source.ts';
import { floatOf, readElementAt, readElementsIn, unsignedOf, type EbmlElement } from './ebml.ts';
import { ID } from './ebml-ids.ts';
import { FURTHER_TRACKS } from './further-tracks.ts';
import { listAttachments, listChapters, listInfo, listPadding, listTags } from './matroska-metadata.ts';
import { openMatroska, segmentParts } from './matroska-segment.ts';
import { readMatroskaTrack } from './matroska-track.ts';
import type { VideoStructure, VideoTrack } from './video-structure.ts';

/** Elements of one source: clusters are passed over, but those of a stream have to be walked through. */
const MAX_ELEMENTS = 10_000_000;
const MAX_TRACKS = 200;
/** Clusters whose inside is looked at for what comes with blocks: what a camera adds, it adds from the start. */
const CLUSTERS_LOOKED_INTO = 3;
/** Elements looked at in one of them. */
const ELEMENTS_LOOKED_AT = 5000;
/** Elements that belong to the film. */
const FILM_IDS: readonly number[] = [ID.seekHead, ID.cues, ID.cluster];

/**
 * Walks a Matroska or WebM source, and lists all that it carries besides picture and sound. Blocks are not read.
 *
 * Not seen: what blocks themselves carry, and what comes with blocks behind the first three clusters. Neither survives, because every block is
 * encoded anew or copied one by one.
 * @param source - the file
 * @throws AnonymizerError `input/truncated` where it ends in the middle, `input/corrupt` where it is no film or can't be walked
 */
export async function inspectMatroska(source: ByteSource): Promise<VideoStructure> {
  const reader = new SourceReader(source, MAX_ELEMENTS);
  const list = new MetadataList();
  const { docType, segment } = await openMatroska(reader);
  const found: { readonly track: VideoTrack; readonly isEnabled: boolean }[] = [];
  let durationSeconds: number | null = null;
  let isReordered = false;
  let clusters = 0;
  for await (const part of segmentParts(reader, segment)) {
    switch (part.id) {
      case ID.info: {
        const parts = await readElementsIn(reader, part);
        durationSeconds ??= await durationOf(reader, parts);
        await listInfo(reader, parts, list);
        break;
      }
      case ID.tracks:
        for (const entry of await readElementsIn(reader, part)) {
          if (found.length === MAX_TRACKS) throw new AnonymizerError('input/corrupt', { tracks: found.length });
          if (entry.id === ID.trackEntry) found.push(await readMatroskaTrack(reader, entry, list));
          else await listPadding(reader, entry, list);
        }
        break;
      case ID.tags:
        await listTags(reader, part, list);
        break;
      case ID.attachments:
        await listAttachments(reader, part, list);
        break;
      case ID.chapters:
        isReordered = (await listChapters(reader, part, list)) || isReordered;
        break;
      case ID.ebml:
      case ID.segment:
        list.add('trailer', 'after the segment', part.end - part.start);
        break;
      default:
        if (part.id === ID.cluster && clusters < CLUSTERS_LOOKED_INTO) await listAdditions(reader, part, list);
        clusters += part.id === ID.cluster ? 1 : 0;
        if (!FILM_IDS.includes(part.id)) await listPadding(reader, part, list);
    }
  }
  if (segment.end < reader.sizeBytes) {
    list.add('trailer', 'after the segment', reader.sizeBytes - segment.end);
  }
  if (found.length === 0) throw new AnonymizerError('input/corrupt');
  listFurther(found, list);
  return {
    container: docType === 'webm' ? 'webm' : 'mkv',
    tracks: found.map(({ track }) => track),
    metadata: list.items(),
    hasEditList: isReordered,
    isFragmented: false,
    durationSeconds,
  };
}

async function durationOf(reader: SourceReader, parts: readonly EbmlElement[]): Promise<number | null> {
  const [duration, scale] = [parts.find(({ id }) => id === ID.duration), parts.find(({ id }) => id === ID.timestampScale)];
  if (duration === undefined) return null;
  const seconds = ((await floatOf(reader, duration)) * (scale === undefined ? 1e6 : await unsignedOf(reader, scale))) / 1e9;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

/** A cluster that can't be read to its end is listed as far as it can: whether it can be played is for the decoder to find out. */
async function listAdditions(reader: SourceReader, cluster: EbmlElement, list: MetadataList): Promise<void> {
  let sizeBytes = 0;
  try {
    for (let [at, count] = [cluster.dataStart, 0]; at < cluster.end && count < ELEMENTS_LOOKED_AT; count += 1) {
      const part = await readElementAt(reader, at, cluster.end);
      if (part.id === ID.blockGroup) {
        const additions = (await readElementsIn(reader, part)).find(({ id }) => id === ID.blockAdditions);
        sizeBytes += additions === undefined ? 0 : additions.end - additions.start;
      } else if (part.id === ID.void) {
        await listPadding(reader, part, list);
      }
      at = part.end;
    }
  } catch (thrown) {
    if (!(thrown instanceof AnonymizerError) || thrown.facts['steps'] !== undefined) throw thrown;
  }
  if (sizeBytes > 0) list.add('other', 'BlockAdditions', sizeBytes);
}

function listFurther(found: readonly { readonly track: VideoTrack; readonly isEnabled: boolean }[], list: MetadataList): void {
  const first = (kind: VideoTrack['kind']): VideoTrack | undefined =>
    (found.find(({ track, isEnabled }) => track.kind === kind && isEnabled) ?? found.find(({ track }) => track.kind === kind))?.track;
  const kept = [first('video'), first('audio')];
  for (const { track } of found.filter((one) => !kept.includes(one.track))) {
    const { kind, name } = FURTHER_TRACKS[track.kind];
    list.add(kind, name, 0, track.codec);
  }
}
