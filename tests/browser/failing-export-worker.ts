import { AnonymizerError } from '../../src/core/errors.ts';
import { exported, still } from './exported-clip.ts';

/** How an encoder fails: it throws, or it reports later. Or else no canvas of the video's size can be had. */
export type Failure = 'throws' | 'reports' | 'never' | 'canvas';

/** Of the clip. */
export const SIZE = { width: 160, height: 112 } as const;

/** What a worker is told to do. */
export interface FailingExport {
  readonly file: File;
  readonly frames: number;
  readonly folder: string;
  readonly failure: Failure;
  /** Pictures that are encoded before it fails. */
  readonly after: number;
}

/** What came of it. */
export interface FailedExport {
  /** Code of the refusal, or how it ended instead. */
  readonly outcome: string;
  /** Pictures that the failing encoder took. */
  readonly encoded: number;
}

const Native = VideoEncoder;

/** Fails once it has taken some pictures; encoders that are only tried out get fewer, and work. */
function fail(failure: Failure, after: number): () => number {
  let most = 0;
  globalThis.VideoEncoder = class extends Native {
    #taken = 0;
    readonly #error: (error: DOMException) => void;
    constructor(init: VideoEncoderInit) {
      super(init);
      this.#error = init.error;
    }
    override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
      this.#taken += 1;
      most = Math.max(most, this.#taken);
      if (this.#taken <= after || failure === 'never' || failure === 'canvas') super.encode(frame, options);
      else if (failure === 'throws') throw new DOMException('', 'EncodingError');
      else {
        this.close();
        this.#error(new DOMException('', 'EncodingError'));
      }
    }
  };
  return () => most;
}

/** Gives no canvas of a size, as a browser does that has no memory for it. */
function refuseCanvas(width: number, height: number): void {
  const NativeCanvas = OffscreenCanvas;
  globalThis.OffscreenCanvas = class extends NativeCanvas {
    constructor(wide: number, high: number) {
      if (wide === width && high === height) throw new RangeError('out of memory');
      super(wide, high);
    }
  };
}

async function run({ file, frames, folder, failure, after }: FailingExport): Promise<FailedExport> {
  const encoded = fail(failure, after);
  if (failure === 'canvas') refuseCanvas(SIZE.width, SIZE.height);
  try {
    const { status } = await exported(file, 'mp4', [still(frames, 16, 16, 32, 32)], undefined, { folder, name: 'job' });
    return { outcome: status, encoded: encoded() };
  } catch (error) {
    return { outcome: error instanceof AnonymizerError ? error.code : `untyped: ${String(error)}`, encoded: encoded() };
  }
}

globalThis.onmessage = ({ data }: MessageEvent<FailingExport>) => {
  void run(data).then((outcome) => {
    globalThis.postMessage(outcome);
  });
};
