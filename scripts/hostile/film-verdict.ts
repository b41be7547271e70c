import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import type { WrittenVideoFormat } from '../../src/core/structure/inspection.ts';
import { memorySource } from '../../src/core/structure/video/byte-source.ts';
import { sniffVideo } from '../../src/core/structure/video/sniff-video.ts';
import { WRITTEN_VIDEO_CODECS, writtenAudioCodec } from '../../src/core/structure/video/verified-video.ts';
import { verifyMatroska } from '../../src/core/structure/video/verify-matroska.ts';
import { verifyMp4 } from '../../src/core/structure/video/verify-mp4.ts';

/** Earlier frames are there to be decoded from, and not shown. */
const EARLIEST = -1e-6;

/**
 * Walks a finished video: it holds pictures and sound and nothing else, and as many pictures as its source shows.
 * @param bytes - the output
 * @param source - what it was made from
 * @returns what is wrong, or `null`
 */
export async function filmFault(bytes: Uint8Array<ArrayBuffer>, format: WrittenVideoFormat, source: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (sniffVideo(bytes) !== format) return 'another format than it says';
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    const stored = await track?.getCodec();
    const codec = WRITTEN_VIDEO_CODECS.find((known) => known === stored);
    if (track === null || codec === undefined) return 'output has no pictures';
    const audio = await input.getPrimaryAudioTrack();
    const sound = audio === null ? null : writtenAudioCodec((await audio.getCodec()) ?? '');
    if (audio !== null && sound === null) return 'output has another sound';
    const size = { width: await track.getCodedWidth(), height: await track.getCodedHeight() };
    const expected = {
      video: { codec, size, rotation: await track.getRotation(), flip: await track.getFlip() },
      audio: sound === null ? null : { codec: sound },
      edits: { mayDelay: true, audioPrimingSeconds: 0 },
    };
    const report = format === 'mp4' ? await verifyMp4(memorySource(bytes), expected) : await verifyMatroska(memorySource(bytes), 'webm', expected);
    const [finding] = report.findings;
    if (finding !== undefined) return `output holds ${finding.kind} (${finding.name})`;
    const count = report.tracks.find(({ kind }) => kind === 'video')?.sampleCount ?? 0;
    const wanted = await countFrames(source);
    return count === wanted ? null : `output has ${String(count)} frames of ${String(wanted)}`;
  } finally {
    input.dispose();
  }
}

async function countFrames(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    let count = 0;
    if (track !== null) for await (const { timestamp } of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) if (timestamp >= EARLIEST) count += 1;
    return count;
  } finally {
    input.dispose();
  }
}
