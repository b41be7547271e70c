import type { WireError } from '../core/errors.ts';
import type { ExportRecord } from '../core/export/export-record.ts';
import type { Box, Size } from '../core/geometry/box.ts';
import type { FillStyle, RegionKind, Shape } from '../core/review/decision.ts';
import type { WrittenFormat } from '../core/structure/inspection.ts';
import type { EngineInfo, ExportRequest, Progress, Timings } from './engine-api.ts';

/** One region as the report of the headless runner has it. */
export interface RunnerDetection {
  readonly kind: RegionKind;
  readonly score: number | null;
  readonly box: Box<'source'>;
  /** Axis-aligned hull of what is covered, or would be. */
  readonly maskBox: Box<'source'>;
  readonly decision: 'masked' | 'review' | 'kept';
  /** Where it is over frames or pages; left out for a still picture. The boxes are of the frame where it was seen best. */
  readonly frames?: RunnerFrames;
}

/** Frames or pages that a region is on. */
export interface RunnerFrames {
  /** First and last one, from 0, both included. */
  readonly first: number;
  readonly last: number;
  /** When the first one begins and the last one ends, in seconds from the first frame of all; left out for pages. */
  readonly fromSeconds?: number;
  readonly toSeconds?: number;
  /** At how many of them the box is known; on those between two it lies on the line between their boxes. */
  readonly keys: number;
}

/** What the page tells while it works on a file. */
export interface RunnerProgress extends Progress {
  /** Frames of a video; left out for everything else. */
  readonly frames?: number;
}

/** What is done with one file. */
export interface RunnerRequest {
  /** Position of the file in the page's file input. */
  readonly index: number;
  /** Parsed policy document, untrusted. */
  readonly policy: unknown;
  /** Look only, write nothing. */
  readonly detectOnly: boolean;
  /** Fixed areas to mask instead of looking for anything; boxes in pixels of the oriented picture, masked as given. Solid where no fill is named. */
  readonly regions: readonly { readonly box: Size & { readonly left: number; readonly top: number }; readonly shape: Shape; readonly fill?: FillStyle }[] | null;
  /** ISO 8601 time for the record. */
  readonly createdAt: string;
  /** Parts of a video whose sound is silenced, as in an export. */
  readonly muted?: ExportRequest['muted'];
  /** A report about the output goes with it; left out means no. */
  readonly report?: boolean;
  /** The output is read afterwards, in parts, because it may be larger than one message; left out, the reply carries it. */
  readonly inParts?: boolean;
}

/** A written file. */
export interface RunnerOutput {
  /** `null` where it is read in parts. */
  readonly base64: string | null;
  readonly sizeBytes: number;
  readonly format: WrittenFormat;
  readonly record: ExportRecord;
  /** PDF as base64; left out where none was asked for. */
  readonly report?: string;
}

/** What became of one file. Bytes are base64, because they leave the page through the automation port. */
export type RunnerReply =
  | {
      readonly status: 'ok';
      readonly width: number;
      readonly height: number;
      readonly detections: readonly RunnerDetection[];
      readonly output: RunnerOutput | null;
      readonly timings: Timings;
    }
  | { readonly status: 'failed'; readonly error: WireError };

/** What the headless runner calls on this page. */
export interface RunnerPage {
  /** Loads the models for the kinds of a policy, an untrusted document; of the default policy where left out. */
  warmUp(policy?: unknown): Promise<EngineInfo | WireError>;
  run(request: RunnerRequest): Promise<RunnerReply>;
  /** Part of the output that the last run left to be read, as base64; it stays until the next run. */
  read(offset: number, length: number): Promise<string>;
}
