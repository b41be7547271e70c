import type { Size } from '../../geometry/box.ts';
import type { FindingList, StructureReport } from '../finding-list.ts';
import type { PixelAspect } from './video-structure.ts';

/** Codecs of pictures that an output may have. */
export const WRITTEN_VIDEO_CODECS = ['avc', 'hevc', 'vp8', 'vp9', 'av1'] as const;
/** Codec of an output's pictures. */
export type WrittenVideoCodec = (typeof WRITTEN_VIDEO_CODECS)[number];
/** Codecs of sound that an output may have; what is kept is copied, so these are more than are encoded. */
export const WRITTEN_AUDIO_CODECS = ['aac', 'mp3', 'opus', 'vorbis', 'flac', 'ac3', 'eac3', 'pcm'] as const;
/** Codec of an output's sound; `pcm` is every form of uncompressed sound. */
export type WrittenAudioCodec = (typeof WRITTEN_AUDIO_CODECS)[number];

/** Codecs of sound as people call them, in every language. */
export const AUDIO_CODEC_NAMES: Readonly<Record<WrittenAudioCodec, string>> = {
  aac: 'AAC', mp3: 'MP3', opus: 'Opus', vorbis: 'Vorbis', flac: 'FLAC', ac3: 'AC-3', eac3: 'E-AC-3', pcm: 'PCM',
};

/**
 * Which of the codecs that an output may have a codec is.
 * @param codec - as the WebCodecs registry or the reader of containers calls it
 * @returns `null` where an output may not have it
 */
export function writtenAudioCodec(codec: string): WrittenAudioCodec | null {
  const name = codec === 'ac-3' ? 'ac3' : codec === 'e-ac-3' ? 'eac3' : codec.startsWith('pcm-') ? 'pcm' : codec;
  return WRITTEN_AUDIO_CODECS.find((known) => known === name) ?? null;
}

/** What an output has to be. */
export interface ExpectedVideo {
  readonly video: {
    readonly codec: WrittenVideoCodec;
    /** As stored, before rotation, in pixels. */
    readonly size: Size;
    /** Clockwise turn for display; 0 unless given. */
    readonly rotation?: 0 | 90 | 180 | 270;
    /** Flipped from left to right after the turn; not unless given. */
    readonly flip?: boolean;
    /** Shape of one pixel; square unless given. */
    readonly pixelAspect?: PixelAspect;
  };
  /** `null`: there may be no sound. */
  readonly audio: { readonly codec: WrittenAudioCodec } | null;
}

/** One track of an output, counted. */
export interface VerifiedTrack {
  readonly id: number;
  readonly kind: 'video' | 'audio';
  readonly sampleCount: number;
  /** Samples marked as decodable on their own. */
  readonly keyFrameCount: number;
  /** Of all samples together. */
  readonly sampleBytes: number;
  /** Ticks in a second. */
  readonly timescale: number;
  /** When the first sample in order of showing is shown, in seconds. */
  readonly firstSeconds: number;
  /** When the last sample ends, in seconds. In Matroska, where blocks have no duration: when it begins. */
  readonly endSeconds: number;
}

/** What a check of an output ends with. */
export interface VideoReport extends StructureReport {
  /** In file order. Only complete where there are no findings. */
  readonly tracks: readonly VerifiedTrack[];
  /** Of the whole film, as its header says; `null` where it does not. */
  readonly durationSeconds: number | null;
}

/** The only name by which the writer calls itself. A new version of it has another one, which this list then has to learn. */
export const WRITER_NAME = 'Mediabunny v1.61.0';

/** Checks that there is one track of pictures, and one of sound exactly where one is expected. */
export function expectTracks(tracks: readonly VerifiedTrack[], expected: ExpectedVideo, findings: FindingList, end: number): void {
  const count = (kind: VerifiedTrack['kind']): number => tracks.filter((track) => track.kind === kind).length;
  findings.expect(count('video') === 1, 'segment', 'number of video tracks', end, 0);
  findings.expect(count('audio') === (expected.audio === null ? 0 : 1), 'segment', 'number of audio tracks', end, 0);
  findings.expect(new Set(tracks.map(({ id }) => id)).size === tracks.length, 'malformed', 'tracks of the same number', end, 0);
}
