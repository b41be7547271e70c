import type { Size } from '../../geometry/box.ts';
import type { MetadataItem } from '../inspection.ts';
import type { ShownPart } from './shown-parts.ts';
import type { VideoContainer } from './sniff-video.ts';

/** What a track of a film holds. */
export const TRACK_KINDS = ['video', 'audio', 'subtitle', 'timecode', 'metadata', 'chapters', 'other'] as const;
/** What a track of a film holds. */
export type TrackKind = (typeof TRACK_KINDS)[number];

/** Width to height of one pixel, as stored. */
export interface PixelAspect {
  readonly horizontal: number;
  readonly vertical: number;
}

/** One track of a source, as its container describes it. Nothing is decoded. */
export interface VideoTrack {
  /** Number that the container gives it. */
  readonly id: number;
  readonly kind: TrackKind;
  /** MP4: four characters of the sample entry, such as `avc1`; Matroska: the codec id, such as `V_VP9`. Safe to show; may be empty. */
  readonly codec: string;
  /** Ticks in a second of its times; `null` where the container has one for all (Matroska). */
  readonly timescale: number | null;
  /** ISO 639 code or BCP 47 tag as stored, `null` where there is none or it is undetermined. */
  readonly language: string | null;
  /** Samples; `null` where they are not counted in one place (fragments, Matroska). */
  readonly sampleCount: number | null;
  /** Stored size of the pictures, in pixels; `null` for other tracks. */
  readonly size: Size | null;
  /** Clockwise turn for display, in degrees; `null` where it is none of the four, or where there is a mirror. */
  readonly rotation: 0 | 90 | 180 | 270 | null;
  readonly pixelAspect: PixelAspect | null;
  /** It has a list of edits. */
  readonly hasEditList: boolean;
  /** Its list of edits shows parts twice, in another order or at another pace, or nothing at all; to leave parts out is none of these. */
  readonly isRearranged: boolean;
  /** What its list of edits shows, but for what belongs to cutting at an end; `null` where it has none, or is rearranged. */
  readonly shownParts: readonly ShownPart[] | null;
}

/** What the structure of a film says, read without decoding anything. */
export interface VideoStructure {
  readonly container: VideoContainer;
  readonly tracks: readonly VideoTrack[];
  /** All that it carries besides picture and sound. */
  readonly metadata: readonly MetadataItem[];
  readonly hasEditList: boolean;
  /** The samples lie in fragments (MP4). */
  readonly isFragmented: boolean;
  /** As its header says; `null` where it does not. */
  readonly durationSeconds: number | null;
}
