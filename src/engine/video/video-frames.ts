import type { VideoSample } from 'mediabunny';
import { AnonymizerError } from '../../core/errors.ts';
import type { Box, Size } from '../../core/geometry/box.ts';
import type { FrameReader } from '../frames/open-frames.ts';
import type { OwnedRaster } from '../source-cache.ts';
import { FrameDecoder, openVideo, type OpenVideo } from './open-video.ts';

/** Reads frames of a video as pictures. */
export class VideoFrames implements FrameReader {
  readonly #file: Blob;
  #opened: Promise<{ readonly video: OpenVideo; readonly decoder: FrameDecoder }> | null = null;
  #canvas: SampleCanvas | null = null;

  constructor(file: Blob) {
    this.#file = file;
  }

  /** One frame by its place in order of showing, turned and in sRGB; the file is opened at the first call. */
  async read(index: number): Promise<OwnedRaster> {
    this.#opened ??= openVideo(this.#file).then((video) => ({ video, decoder: new FrameDecoder(video) }));
    const { video, decoder } = await this.#opened;
    const sample = await decoder.read(index);
    try {
      this.#canvas ??= new SampleCanvas(video.size);
      return this.#canvas.raster(sample);
    } finally {
      sample.close();
    }
  }

  /** Ends the decoder and lets go of the file. */
  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => null);
    this.#opened = null;
    this.#canvas = null;
    await opened?.decoder.rest();
    opened?.video.input.dispose();
  }
}

/** Draws decoded frames, turned and in sRGB, on one canvas for all of them. */
export class SampleCanvas {
  readonly #size: Size;
  readonly #context: OffscreenCanvasRenderingContext2D;

  constructor({ width, height }: Size) {
    this.#size = { width, height };
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
    if (context === null) throw new AnonymizerError('engine/memory');
    this.#context = context;
  }

  /**
   * Pixels of a frame.
   * @param sample - stays the caller's
   * @param part - whole pixels of the turned frame, inside it; all of it where left out
   * @returns RGBA, owned by the caller
   */
  raster(sample: VideoSample, part: Box<'source'> = { left: 0, top: 0, ...this.#size }): OwnedRaster {
    sample.draw(this.#context, 0, 0, this.#size.width, this.#size.height);
    const { width, height, data } = this.#context.getImageData(part.left, part.top, part.width, part.height);
    return { width, height, data };
  }
}
