import type { TimeSpan } from '../core/audio/time-span.ts';
import type { Result } from '../core/errors.ts';
import type { Detection, Kind, SearchReport } from '../core/detect/detection.ts';
import type { Box, Size } from '../core/geometry/box.ts';
import type { ExportRecord, ReviewedBy } from '../core/export/export-record.ts';
import type { Decision, RegionId } from '../core/review/decision.ts';
import type { Policy, SoundChoice, VideoOutput, VideoQuality } from '../core/policy/policy.ts';
import type { SourceInspection, StructureFinding, WrittenFormat } from '../core/structure/inspection.ts';

/** Random id of one file in one queue; never derived from its name. */
export type JobId = string & { readonly __brand?: 'JobId' };

/** A file to work on. The engine may forget what it decoded at any time, so every call brings the file again. */
export interface JobInput {
  readonly id: JobId;
  /** The source; only ever read. */
  readonly file: Blob;
}

/** Stages of a job, in order. */
export const STAGES = ['load', 'decode', 'detect', 'mask', 'encode', 'verify'] as const;
/** Stage of a job. */
export type Stage = (typeof STAGES)[number];

/** Progress within one call: fraction 0..1 of the stage. */
export interface Progress {
  readonly stage: Stage;
  readonly fraction: number;
}

/** Called by the engine with progress; a comlink proxy on its side. */
export type OnProgress = (progress: Progress) => void;

/** How the engine starts. */
export interface EngineSettings {
  /** Most threads that a model may use; the engine takes fewer where the browser has no shared memory. */
  readonly maxThreads: number;
  /** Load every decoder and encoder at the start, for a page that will be offline when the first file comes. */
  readonly loadAhead?: boolean;
  /** Folder of the origin's own files that long outputs are written into; left out for memory. */
  readonly outputs?: string;
  /** `false`: load no model at the start, for an engine that only shows pictures; each is loaded when a call needs it. */
  readonly models?: boolean;
}

/** What the engine runs on. */
export interface EngineInfo {
  readonly threads: number;
  readonly detectors: readonly { readonly name: string; readonly version: string; readonly sha256: string }[];
}

/** Milliseconds spent in each stage. */
export type Timings = Readonly<Partial<Record<Stage, number>>>;

/** What was found in one picture, or over all its frames or pages. */
export interface DetectionOutcome {
  readonly inspection: SourceInspection;
  /** Finds at or above the policy's review threshold, highest score first. */
  readonly detections: readonly Detection[];
  readonly search: SearchReport;
  readonly timings: Timings;
}

/** The picture for the screen. */
export interface DisplayPicture {
  /** Owned by the receiver, who closes it. */
  readonly bitmap: ImageBitmap;
  /** Display pixels per source pixel, 0..1; 1 unless the picture is larger than the asked-for pixel count. */
  readonly scale: number;
}

/** Masked pixels of one region, as they will be exported, before the encoder. */
export interface PreviewPatch {
  readonly id: RegionId;
  /** Whole-pixel hull in the oriented picture. */
  readonly box: Box<'source'>;
  /** RGBA rows of the hull; alpha 0 where the mask does not cover. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A part of a picture that a small picture is made of. */
export interface CropRegion {
  /** Frame or page, 0 for the first. */
  readonly frame: number;
  /** In pixels of that frame; may reach outside. */
  readonly box: Box<'source'>;
}

/** A face that is to be told from others. */
export interface FaceRegion {
  /** Frame or page, 0 for the first. */
  readonly frame: number;
  /** As found, not grown, before its rotation, in pixels of that frame; may reach outside. */
  readonly box: Box<'source'>;
  /** Clockwise rotation of the box about its centre in degrees; left out means 0. */
  readonly angle?: number;
}

/** What to export. The engine makes the MaskPlan from these. */
export interface ExportRequest {
  readonly decisions: readonly Decision[];
  readonly policy: Policy;
  /** What was looked for, from {@link DetectionOutcome}. */
  readonly search: SearchReport;
  /** ISO 8601 time that goes into the record. */
  readonly createdAt: string;
  readonly review: ReviewedBy;
  /** What happens to a video's sound where the policy leaves that open; left out while nobody has said. */
  readonly sound?: SoundChoice;
  /** Parts of a video whose sound is silenced, whatever happens to the rest, in seconds; in order, none touches the next. Left out for none. */
  readonly muted?: readonly TimeSpan[];
  /** What those seconds are counted from: the first frame, as timelines do and where left out, or the beginning of the file, as players do. They differ where sound comes first. */
  readonly mutedFrom?: 'first-frame' | 'file';
}

/** A sound as a wave is drawn of it. */
export interface SoundPeaks {
  /** Seconds that the peaks span, from the beginning of the video. */
  readonly seconds: number;
  /** Of each part of that time the largest distance from silence over all channels, 0..1, at most a little more; owned by the receiver. */
  readonly peaks: Float32Array<ArrayBuffer>;
}

/** What a video would be exported as, as far as its size goes. */
export interface SizeQuestion {
  readonly format: VideoOutput;
  readonly quality: VideoQuality;
  readonly sound: SoundChoice;
  /** Whether parts of the sound are muted, so that all of it is encoded anew. */
  readonly mutes: boolean;
}

/** Whether an answer is still waited for; asked by the engine while it works. A comlink proxy on its side. */
export type IsWanted = () => boolean | Promise<boolean>;

/** A find in the exported pixels that neither a mask nor a person's decision explains. */
export interface Survivor {
  readonly detection: Detection;
}

/** How an export ended. A held file's bytes never leave the engine. */
export type ExportOutcome =
  | {
      readonly status: 'released';
      readonly bytes: Blob;
      readonly format: WrittenFormat;
      readonly record: ExportRecord;
      readonly timings: Timings;
    }
  | {
      readonly status: 'held';
      readonly reason: 'survivor' | 'structure' | 'pixels';
      readonly survivors: readonly Survivor[];
      readonly findings: readonly StructureFinding[];
      readonly timings: Timings;
    };

/** A detector that is not part of Cloakroom itself: put in when this copy was built, or added in this browser. */
export interface PackInfo {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** As its manifest states it. */
  readonly licence: string;
  /** Address for people; never asked for. */
  readonly source: string;
  /** Lower-case hex of its ONNX file; also what it is called by in {@link EngineApi.removePack} and {@link EngineApi.usePack}. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly origin: 'build' | 'device';
  /** What it can find. */
  readonly kinds: readonly Kind[];
  /** What it looks for, in place of what ships. */
  readonly usedFor: readonly Kind[];
}

/** Every detector there is. */
export interface DetectorList {
  /** What ships. */
  readonly shipped: readonly { readonly name: string; readonly version: string; readonly licence: string; readonly sizeBytes: number; readonly kinds: readonly Kind[] }[];
  readonly packs: readonly PackInfo[];
  /** What {@link EngineApi.removePack} takes for packs that can't be read any more; nothing is searched while there is one. */
  readonly damaged: readonly string[];
}

/** The engine as the page sees it, over comlink. No method throws: each ends in a Result. */
export interface EngineApi {
  /**
   * Takes a Web Lock for the rest of the engine's life, so that the page learns of its death at once, even while it starts.
   * @param lockName - resolves once it is held
   */
  stayAlive(lockName: string): Promise<Result<null>>;
  /**
   * Answers every message on a port with an empty one, as soon as the engine's thread comes round to it, for the rest of the engine's
   * life: so the page can tell an engine that waits for something from one that is stuck.
   * @param port - transferred
   */
  answerOn(port: MessagePort): Promise<Result<null>>;
  /** Loads the runtime and, unless told otherwise, the models for faces, and checks the models' hashes. Needed once before anything else. */
  start(settings: EngineSettings): Promise<Result<EngineInfo>>;
  /** Loads the models for some kinds ahead, so that nothing needs to be fetched once files are open. */
  prepare(kinds: readonly Kind[]): Promise<Result<EngineInfo>>;
  /** Reads structure and metadata from the bytes, without decoding. Refuses bad input. */
  inspect(job: JobInput): Promise<Result<SourceInspection>>;
  /** Decodes every frame or page and looks for the policy's kinds. */
  detect(job: JobInput, policy: Policy, onProgress: OnProgress): Promise<Result<DetectionOutcome>>;
  /**
   * The decoded picture for the screen, scaled down to at most `maxPixels`.
   * @param frame - frame or page, 0 for the first
   */
  display(job: JobInput, maxPixels: number, frame: number): Promise<Result<DisplayPicture & { readonly size: Size }>>;
  /**
   * Masked pixels of every accepted region that is on one frame or page, exactly as the export will draw them.
   * @param frame - frame or page, 0 for the first
   */
  preview(job: JobInput, decisions: readonly Decision[], policy: Policy, frame: number): Promise<Result<readonly PreviewPatch[]>>;
  /**
   * Small pictures of regions as they are in the source, unmasked: a square around each box with 30 % to spare, cut at the
   * picture's edge and filled up with grey. Cheapest right after a call for the same frame.
   * @param regions - in any order
   * @param side - of each square in pixels, 16..512
   * @returns JPEG files with nothing of the source's metadata, in the order of the regions
   */
  crops(job: JobInput, regions: readonly CropRegion[], side: number): Promise<Result<readonly Uint8Array<ArrayBuffer>[]>>;
  /**
   * The sound of a video as a wave is drawn of it: its largest distance from silence in equal parts of its time.
   * @param buckets - how many parts, 1..100,000
   * @returns 0..1 each, and the seconds that they span; `null` where there is no sound, or none that this browser can decode
   */
  soundPeaks(job: JobInput, buckets: number): Promise<Result<SoundPeaks | null>>;
  /**
   * About how large the export of a video would be: a few of its frames are encoded as the export would encode them, without masks. Takes a few
   * seconds at most, and ends with the next frame once the answer is no longer waited for.
   * @returns bytes; `null` for what is no video
   */
  estimateSize(job: JobInput, question: SizeQuestion, isWanted: IsWanted): Promise<Result<number | null>>;
  /**
   * Describes faces by numbers that are alike for the same person, to be compared with others from this method only. The model
   * is loaded at the first call; the engine keeps nothing of a face beyond the call. Cheapest frame by frame.
   * @param faces - in any order
   * @returns vectors of length 1, owned by the receiver, in the order of the faces; `null` for a face too small or blurred to
   *   be told apart
   */
  describeFaces(job: JobInput, faces: readonly FaceRegion[]): Promise<Result<readonly (Float32Array<ArrayBuffer> | null)[]>>;
  /**
   * Masks, encodes, strips, re-checks; hands out the file only if the re-check passes.
   * @param output - name of the file that a long output is written into, of no other export
   */
  exportPicture(job: JobInput, request: ExportRequest, onProgress: OnProgress, output: string): Promise<Result<ExportOutcome>>;
  /** What ships, and every pack, as it is kept on this device. */
  detectors(): Promise<Result<DetectorList>>;
  /**
   * Checks a pack's two files, runs the network once, and keeps both on this device. Asks the network for nothing.
   * @param manifest - JSON
   * @param model - ONNX
   */
  addPack(manifest: Blob, model: Blob): Promise<Result<DetectorList>>;
  /** Deletes a pack that was added in this browser. */
  removePack(sha256: string): Promise<Result<DetectorList>>;
  /** Says for which of its kinds a pack looks in place of what ships. */
  usePack(sha256: string, usedFor: readonly Kind[]): Promise<Result<DetectorList>>;
  /** Drops everything held for a job. */
  forget(id: JobId): Promise<Result<null>>;
}
