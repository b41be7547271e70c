import type { SearchReport } from '../detect/detection.ts';
import type { Box } from '../geometry/box.ts';
import type { Outline } from '../geometry/outline.ts';
import type { DecidedBy, Decision, DecisionState, FillStyle, RegionId, RegionKind, Shape, ZoneEffect } from '../review/decision.ts';
import type { KeptMetadata, Policy } from '../policy/policy.ts';
import type { Path } from '../track/path.ts';
import type { MetadataKind, SourceFormat, WrittenFormat } from '../structure/inspection.ts';
import type { WrittenAudioCodec } from '../structure/video/verified-video.ts';

/** One region as it was decided and masked. */
export interface RecordedRegion {
  readonly id: RegionId;
  /** `area`: what a person drew without saying what is in it. */
  readonly kind: RegionKind;
  readonly origin: Decision['origin'];
  readonly score: number | null;
  readonly state: DecisionState;
  readonly decidedBy: DecidedBy;
  /** A person changed where it is over frames; left out where nobody did. */
  readonly shapedBy?: 'person';
  readonly box: Box<'source'>;
  /** Clockwise rotation of the box about its centre in degrees; left out means 0. */
  readonly angle?: number;
  /** Where it is over the frames of an animation, or on which page; left out for a still picture. */
  readonly path?: Path;
  /** Hull of the pixels that are covered, on the first frame where there are several; `null` where the region was not masked. */
  readonly maskBox: Box<'source'> | null;
  readonly shape: Shape;
  /** There where the shape is a polygon or a brush. */
  readonly outline?: Outline;
  /** Left out for what is no zone. */
  readonly zone?: ZoneEffect;
  /** Id of one of the policy's reasons; left out where none was given. */
  readonly reason?: string;
  readonly fill: FillStyle | null;
  /**
   * `true` where the output does not depend on the covered pixels; `false` for weak styles, and for lossy WebP, AVIF and HEIF sources,
   * whose own compression spread traces of every block over its neighbours; `null` where the region was not masked.
   */
  readonly irreversible: boolean | null;
  /**
   * Share of digits, 0..1, that our own template attack reads back from a line of text as high as the region, through this
   * fill; guessing gives .1, and a better attack may read more. `null` where the fill cannot be undone or there is no mask.
   */
  readonly leak: number | null;
}

/** Who reviewed a file: ids that say nothing without the list that made them, `null` where nobody gave a name. */
export interface ReviewedBy {
  /** 16 lower-case hex digits. */
  readonly reviewer: string | null;
  /** Another one than the reviewer's; `null` where no second person signed the review off. */
  readonly secondReviewer: string | null;
}

/** Nobody gave a name. */
export const NOT_NAMED: ReviewedBy = { reviewer: null, secondReviewer: null };

/** The record that goes with every exported picture. It carries no names, no text and no pixels. */
export interface ExportRecord {
  readonly version: 2;
  /** `build` is the version and a hash over the source: `cloakroom-0.1.0+16 hex digits`. The build manifest names the same one. */
  readonly product: { readonly name: 'Cloakroom'; readonly build: string };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly media: 'image' | 'video';
  readonly source: {
    readonly format: SourceFormat;
    /** Of the picture, of an animation's canvas, or of the first page. */
    readonly width: number;
    readonly height: number;
    /** Frames or pages; 1 for a still picture. All of them were searched, masked and checked. */
    readonly frames: number;
    readonly sizeBytes: number;
  };
  readonly search: SearchReport;
  readonly policy: Policy;
  readonly review: ReviewedBy;
  readonly regions: readonly RecordedRegion[];
  /** Metadata of the source by kind: none of it is in the output. */
  readonly metadataRemoved: readonly { readonly kind: MetadataKind; readonly count: number; readonly sizeBytes: number }[];
  /** Metadata of the source that is in the output, by choice: its value only, never its bytes. Empty where the source or the format has none. */
  readonly metadataKept: readonly KeptMetadata[];
  readonly recheck: {
    /** Masks whose pixels were compared with the plan in the decoded output, counted once for every frame that they are on. */
    readonly regionsCompared: number;
    /** What the detectors looked for in the output. */
    readonly search: SearchReport;
    /** Finds in the output at or above the mask threshold that lie under a mask or on a region kept by a person. */
    readonly explained: number;
    /** Segments or chunks of the output that were walked, all on the allow-list. */
    readonly segmentsWalked: number;
    /** Frames of a video that the detectors looked at again; all others were compared with the plan only. Left out for pictures. */
    readonly framesSearched?: number;
  };
  /** What became of a video's sound; left out for pictures. Where parts are muted, all else was kept or changed so. */
  readonly sound?: 'none' | 'kept' | 'dropped' | 'voices-changed';
  /** Seconds of the sound that were silenced, all parts together; left out where there are none. */
  readonly mutedSeconds?: number;
  /** Parts of the sound that were silenced; left out where there are none. */
  readonly mutedParts?: number;
  /** How the sound is stored in the output: its codec, and whether its packets are those of the source or were encoded anew. Left out where the output has no sound. */
  readonly soundStored?: { readonly codec: WrittenAudioCodec; readonly packets: 'source' | 'anew' };
  readonly output: {
    readonly format: WrittenFormat;
    readonly width: number;
    readonly height: number;
    readonly sizeBytes: number;
    /** Lower-case hex. */
    readonly sha256: string;
  };
}
