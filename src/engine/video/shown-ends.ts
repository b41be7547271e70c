import { type Input, type InputAudioTrack, type InputTrack, IsobmffInputFormat } from 'mediabunny';
import { readShownEnds } from '../../core/structure/video/inspect-mp4.ts';
import { blobSource } from './blob-source.ts';

/** The sound of a source, as far as players play it. */
export interface SourceSound {
  readonly track: InputAudioTrack;
  /** Seconds of the presentation at which it ends, though more may be stored; Infinity where all of it is played. */
  readonly until: number;
}

/** Where the tracks of a file end for players. */
export interface ShownEnds {
  /** In seconds of the presentation; Infinity where all of a track is shown. */
  of(track: InputTrack): number;
  /** The first track of sound with its end; `null` where there is none. */
  sound(): Promise<SourceSound | null>;
}

/**
 * Reads the ends that lists of edits give to the tracks of a file.
 * @param input - the file, opened
 * @param file - the same, of which the index is read
 * @throws AnonymizerError `input/truncated`, `input/corrupt`, `input/unreadable`
 */
export async function readEnds(input: Input, file: Blob): Promise<ShownEnds> {
  const ends = (await input.getFormat()) instanceof IsobmffInputFormat ? await readShownEnds(blobSource(file)) : [];
  const of = (track: InputTrack): number => ends.find(({ id, kind }) => id === track.id && kind === track.type)?.until ?? Infinity;
  return {
    of,
    sound: async () => {
      const track = await input.getPrimaryAudioTrack();
      return track === null ? null : { track, until: of(track) };
    },
  };
}

/** What would be shown for less is hidden: ends are rounded to ticks of the film, of which most have 600 or 1,000 a second. */
const SHORTEST_S = 0.001;

/**
 * Whether what begins at a time is shown before an end.
 * @param timestamp - in seconds
 * @param until - Infinity for no end
 */
export function isShown(timestamp: number, until: number): boolean {
  return timestamp < until - SHORTEST_S;
}

/** How long a sound is, in seconds. */
export async function soundSeconds({ track, until }: SourceSound): Promise<number> {
  return Math.min(await track.computeDuration(), until);
}
