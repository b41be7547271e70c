import { type Input, type InputAudioTrack, type InputTrack, IsobmffInputFormat } from 'mediabunny';
import { readShownParts } from '../../core/structure/video/inspect-mp4.ts';
import { ALL_SHOWN, presentationEnd, type ShownPart } from '../../core/structure/video/shown-parts.ts';
import { blobSource } from './blob-source.ts';

/** The sound of a source, as far as players play it. */
export interface SourceSound {
  readonly track: InputAudioTrack;
  /** What is played of it, though more may be stored. */
  readonly parts: readonly ShownPart[];
}

/** What players show of the tracks of a file. */
export interface TrackParts {
  /** In order; at least one. */
  of(track: InputTrack): readonly ShownPart[];
  /** The first track of sound with its parts; `null` where there is none. */
  sound(): Promise<SourceSound | null>;
}

/**
 * Reads which parts of the tracks of a file lists of edits show. The library follows the beginning of the first part, and no more of a list.
 * @param input - the file, opened
 * @param file - the same, of which the index is read
 * @throws AnonymizerError `input/truncated`, `input/corrupt`, `input/unreadable`
 */
export async function readParts(input: Input, file: Blob): Promise<TrackParts> {
  const partly = (await input.getFormat()) instanceof IsobmffInputFormat ? await readShownParts(blobSource(file)) : [];
  const of = (track: InputTrack): readonly ShownPart[] => partly.find(({ id, kind }) => id === track.id && kind === track.type)?.parts ?? ALL_SHOWN;
  return {
    of,
    sound: async () => {
      const track = await input.getPrimaryAudioTrack();
      return track === null ? null : { track, parts: of(track) };
    },
  };
}

/** How long a sound is, in seconds. */
export async function soundSeconds({ track, parts }: SourceSound): Promise<number> {
  return presentationEnd(parts, await track.computeDuration());
}
