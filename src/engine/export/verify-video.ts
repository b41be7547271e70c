import { AnonymizerError } from '../../core/errors.ts';
import { verifyMatroska } from '../../core/structure/video/verify-matroska.ts';
import { verifyMp4 } from '../../core/structure/video/verify-mp4.ts';
import { writtenAudioCodec, type ExpectedVideo, type VideoReport, type WrittenAudioCodec } from '../../core/structure/video/verified-video.ts';
import { blobSource } from '../video/blob-source.ts';
import type { OpenVideo } from '../video/open-video.ts';
import { checkSound } from '../video/sound-check.ts';
import type { SoundPlan } from '../video/sound-plan.ts';
import { TURNS, type WrittenVideo } from '../video/write-video.ts';

/**
 * Walks a finished video: it may hold one track of pictures with as many frames as the source shows, one of sound with the packets that
 * were written, and nothing else. Listens to sound that was made anew: it is as long as the source's, and silent where it is muted.
 * @param written - the file
 * @param source - what it was made from
 * @param sound - what was planned for the sound; `null` for none
 */
export async function verifyVideo(written: WrittenVideo, source: OpenVideo, sound: SoundPlan | null): Promise<VideoReport> {
  const expected: ExpectedVideo = {
    video: { codec: written.codec, size: source.storedSize, ...TURNS[source.orientation] },
    audio: written.soundCodec === null ? null : { codec: audioCodec(written.soundCodec) },
  };
  const bytes = blobSource(written.bytes);
  const report = written.format === 'mp4' ? await verifyMp4(bytes, expected) : await verifyMatroska(bytes, 'webm', expected);
  if (report.findings.length > 0) return report;
  const samples = (kind: 'video' | 'audio'): number => report.tracks.find((track) => track.kind === kind)?.sampleCount ?? 0;
  if (samples('video') !== source.frames.length || !hasSound(written, samples('audio'))) {
    return { ...report, findings: [{ kind: 'malformed', name: 'number of samples', offset: 0, sizeBytes: 0 }] };
  }
  if (sound === null || written.changedSound === null) return report;
  return { ...report, findings: await checkSound(written.bytes, sound.muted, written.changedSound.seconds) };
}

/** Values by which filled gaps may be longer or shorter than the times of packets say, which may be rounded to milliseconds. */
const GAP_SLACK = 400;

/** MP4 lists uncompressed sound value by value, however it came in packets; what lies in gaps is written there as silence. */
function hasSound({ soundPackets, uncompressed }: WrittenVideo, samples: number): boolean {
  if (uncompressed === null) return samples === soundPackets;
  return samples === uncompressed.values || (samples > uncompressed.values && Math.abs(samples - uncompressed.spanned) <= GAP_SLACK);
}

function audioCodec(codec: string): WrittenAudioCodec {
  const known = writtenAudioCodec(codec);
  if (known === null) throw new AnonymizerError('export/structure');
  return known;
}
