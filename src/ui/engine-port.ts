import type { Kind } from '../core/detect/detection.ts';
import type { Result } from '../core/errors.ts';
import type { Size } from '../core/geometry/box.ts';
import type { Decision } from '../core/review/decision.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { SourceInspection } from '../core/structure/inspection.ts';
import type {
  CropRegion,
  DetectionOutcome,
  DetectorList,
  DisplayPicture,
  EngineInfo,
  ExportOutcome,
  ExportRequest,
  FaceRegion,
  JobId,
  JobInput,
  PreviewPatch,
  Progress,
  SizeQuestion,
  SoundPeaks,
} from '../protocol/engine-api.ts';

/** Cancels one call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Cancels one call and hears how far it is. */
export interface LongCallOptions extends CallOptions {
  readonly onProgress?: (progress: Progress) => void;
}

/** What the settings need to look after detectors. */
export interface PackPort {
  /** What ships, and every pack. */
  detectors(): Promise<Result<DetectorList>>;
  /** Checks a pack's two files and keeps them on this device. */
  addPack(manifest: Blob, model: Blob): Promise<Result<DetectorList>>;
  /** Deletes a pack that was added in this browser. */
  removePack(sha256: string): Promise<Result<DetectorList>>;
  /** Says for which of its kinds a pack looks in place of what ships. */
  usePack(sha256: string, usedFor: readonly Kind[]): Promise<Result<DetectorList>>;
}

/** What the interface needs of the engine. Calls never throw. */
export interface EnginePort {
  /** How many searches and exports are worth running at once; 1 where left out. */
  readonly lanes?: number;
  /** Starts the engine and loads the models for some kinds. */
  warmUp(kinds: readonly Kind[]): Promise<Result<EngineInfo>>;
  /** Looks for the policy's kinds. */
  detect(job: JobInput, policy: Policy, options?: LongCallOptions): Promise<Result<DetectionOutcome>>;
  /** What the bytes of a file say, without decoding any of it. */
  inspect(job: JobInput, options?: CallOptions): Promise<Result<SourceInspection>>;
  /** One frame or page for the screen, 0 for the first; its bitmap belongs to the caller. */
  display(job: JobInput, maxPixels: number, frame: number, options?: CallOptions): Promise<Result<DisplayPicture & { readonly size: Size }>>;
  /** Masked pixels of one frame or page, as the export will draw them. */
  preview(job: JobInput, decisions: readonly Decision[], policy: Policy, frame: number, options?: CallOptions): Promise<Result<readonly PreviewPatch[]>>;
  /**
   * Small JPEGs of regions, unmasked, in the order of the regions; left out where an engine makes none.
   * @param side - of each square in pixels, 16..512
   */
  crops?(job: JobInput, regions: readonly CropRegion[], side: number, options?: CallOptions): Promise<Result<readonly Uint8Array<ArrayBuffer>[]>>;
  /**
   * Faces as vectors to be compared with each other, in the order of the faces; `null` for one too small or blurred to be told
   * apart. Left out where an engine describes none. Nothing but the receiver keeps them.
   */
  describeFaces?(job: JobInput, faces: readonly FaceRegion[], options?: CallOptions): Promise<Result<readonly (Float32Array<ArrayBuffer> | null)[]>>;
  /** The sound of a video as a wave is drawn of it, `null` where there is none; left out where an engine can't. */
  soundPeaks?(job: JobInput, buckets: number, options?: CallOptions): Promise<Result<SoundPeaks | null>>;
  /** About how many bytes the export of a video would have, `null` for what is no video; left out where an engine can't tell. */
  estimateSize?(job: JobInput, question: SizeQuestion, options?: CallOptions): Promise<Result<number | null>>;
  /** Masks, encodes and re-checks. */
  exportPicture(job: JobInput, request: ExportRequest, options?: LongCallOptions): Promise<Result<ExportOutcome>>;
  /** Ends every worker if none has anything to do, until the next call; false when one is at work. */
  rest(): Promise<boolean>;
  /** Drops what is held for a job. */
  forget(id: JobId): void;
}
