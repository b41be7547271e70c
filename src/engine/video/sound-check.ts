import { ALL_FORMATS, AudioSampleSink, BlobSource, Input } from 'mediabunny';
import { RumbleFilter } from '../../core/audio/rumble-filter.ts';
import type { TimeSpan } from '../../core/audio/time-span.ts';
import type { StructureFinding } from '../../core/structure/inspection.ts';
import { planesOf, unlessStuck } from './sound-blocks.ts';

/**
 * Loudest value in a muted part, -60 dB of full scale: where full scale is as loud as a shout, that is a quiet room. What encoders make of
 * nothing but zeros is below -80 dB. It counts above 60 Hz only: Opus encoders take offsets out by a filter that swings back over .3 s.
 */
const SILENT = 1e-3;
/** Seconds at each end of a muted part that belong to packets with sound in them, into which encoders spread it: two frames of AAC at 22,050 a second. */
const EDGE_S = 0.1;
/** Seconds decoded before a part, for the decoder to find its way: as long as Opus takes. @see RFC 7845, 4.6 */
const LEAD_S = 0.2;
/** Seconds by which a sound may end before or behind its source: encoders work in frames. */
const END_S = 0.15;

/**
 * Listens to a finished video.
 * @param file - its bytes
 * @param muted - parts in which nothing may be heard, in order
 * @param seconds - how long its sound has to be
 * @returns what is wrong, empty where nothing is. Of a muted part shorter than .2 s only that it is there is checked: an encoder spreads what is around it
 * @throws AnonymizerError `input/sound-codec` where the decoder never answers
 */
export async function checkSound(file: Blob, muted: readonly TimeSpan[], seconds: number): Promise<readonly StructureFinding[]> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    const audio = await input.getPrimaryAudioTrack();
    if (audio === null || Math.abs((await audio.computeDuration()) - seconds) > END_S) return [finding('length of the sound')];
    const sink = new AudioSampleSink(audio);
    for (const { from, to } of muted) {
      const [first, last] = [from + EDGE_S, Math.min(to, seconds) - EDGE_S];
      if (last <= first) continue;
      const filters: RumbleFilter[] = [];
      for await (const sample of unlessStuck(sink.samples(Math.max(0, first - LEAD_S), last))) {
        try {
          const { timestamp, sampleRate } = sample;
          const [start, end] = [first, last].map((time) => Math.max(0, Math.round((time - timestamp) * sampleRate)));
          const isLoud = planesOf(sample, 0).map((plane, channel) => {
            (filters[channel] ??= new RumbleFilter(sampleRate)).filter(plane);
            return plane.subarray(start, end).some((value) => !(Math.abs(value) <= SILENT));
          });
          if (isLoud.includes(true)) return [finding('sound in a muted part')];
        } finally {
          sample.close();
        }
      }
    }
    return [];
  } finally {
    input.dispose();
  }
}

function finding(name: string): StructureFinding {
  return { kind: 'malformed', name, offset: 0, sizeBytes: 0 };
}
