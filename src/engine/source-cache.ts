import type { Raster } from '../core/detect/resample.ts';
import { AnonymizerError } from '../core/errors.ts';
import { MAX_FILE_BYTES } from '../core/limits.ts';
import { sniffVideo } from '../core/structure/video/sniff-video.ts';
import { inspectImage } from '../core/structure/inspect.ts';
import type { SourceInspection } from '../core/structure/inspection.ts';
import type { JobId, JobInput } from '../protocol/engine-api.ts';
import { openFrames, type FrameReader } from './frames/open-frames.ts';
import { loadVideo } from './video/load-video.ts';
import { releaseBuffer } from './pixels/release-buffer.ts';

/** A decoded source. */
export type OwnedRaster = Raster & { readonly data: Uint8ClampedArray<ArrayBuffer> };

/**
 * Keeps what was read of each job's source: the inspection (small) of every job, the pixels of the last picture only,
 * so that memory stays flat however many files are open.
 */
export class SourceCache {
  readonly #inspections = new Map<JobId, SourceInspection>();
  #opened: { readonly id: JobId; readonly frames: FrameReader } | null = null;
  #pixels: { readonly id: JobId; readonly index: number; readonly raster: OwnedRaster } | null = null;

  /**
   * Structure and metadata, read once per job.
   * @throws AnonymizerError `input/*` for anything that can't be anonymised safely
   */
  async inspect(job: JobInput): Promise<SourceInspection> {
    const known = this.#inspections.get(job.id);
    if (known !== undefined) return known;
    const video = sniffVideo(await readStart(job.file));
    if (video !== null) {
      const inspection = await (await loadVideo()).inspectVideo(job.file, video);
      this.#inspections.set(job.id, inspection);
      return inspection;
    }
    if (job.file.size > MAX_FILE_BYTES) throw new AnonymizerError('input/too-many-bytes', { sizeBytes: job.file.size });
    const inspection = inspectImage(await readBytes(job.file));
    this.#inspections.set(job.id, inspection);
    return inspection;
  }

  /**
   * Decoded pixels, shared: callers may read them until another file is asked for, and must copy before they change any.
   * @param index - frame or page, 0 for the first
   */
  async pixels(job: JobInput, index = 0): Promise<OwnedRaster> {
    if (this.#pixels?.id === job.id && this.#pixels.index === index) return this.#pixels.raster;
    // The search compares frames of an animation with the one before, which it therefore still needs.
    const kind = this.#inspections.get(job.id)?.sequence.kind;
    if (this.#pixels?.id !== job.id || kind !== 'animation') this.#drop();
    this.#pixels = null;
    const raster = await (await this.#frames(job)).read(index);
    this.#pixels = { id: job.id, index, raster };
    return raster;
  }

  /**
   * Decoded pixels that the caller may change; the cache forgets them.
   * @param index - frame or page, 0 for the first
   */
  async takePixels(job: JobInput, index = 0): Promise<OwnedRaster> {
    const raster = await this.pixels(job, index);
    this.#pixels = null;
    return raster;
  }

  /** Lets go of a job's decoder and pixels; what its inspection found stays. */
  rest(id: JobId): void {
    if (this.#opened?.id === id) this.#close();
    if (this.#pixels?.id === id) this.#drop();
  }

  /** Drops all that is held for a job. */
  forget(id: JobId): void {
    this.#inspections.delete(id);
    if (this.#opened?.id === id) this.#close();
    if (this.#pixels?.id === id) this.#drop();
  }

  /** Gives the memory back now: the next file's picture may be as large, and the collector late. */
  #drop(): void {
    if (this.#pixels !== null) releaseBuffer(this.#pixels.raster.data.buffer);
    this.#pixels = null;
  }

  async #frames(job: JobInput): Promise<FrameReader> {
    if (this.#opened?.id !== job.id) {
      this.#close();
      this.#opened = { id: job.id, frames: openFrames(job.file, await this.inspect(job)) };
    }
    return this.#opened.frames;
  }

  #close(): void {
    // Nobody waits for it, and what it may say of a damaged file was said when it was read.
    void this.#opened?.frames.close().catch(() => undefined);
    this.#opened = null;
  }
}

/** Bytes that tell what a file is. */
const START_BYTES = 4096;

async function readStart(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return readBytes(file.slice(0, START_BYTES));
}

async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new AnonymizerError('input/unreadable');
  }
}
