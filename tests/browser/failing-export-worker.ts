import { AnonymizerError } from '../../src/core/errors.ts';
import { exported, still } from './exported-clip.ts';

/** How an encoder fails: it throws, it reports later, or the browser takes it away, with pictures in it or without. Or else no canvas of the video's size can be had. */
export type Failure = 'throws' | 'reports' | 'taken' | 'taken idle' | 'never' | 'canvas';

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
/** Pictures in an encoder at which nobody gives it more. */
const MOST_QUEUED = 100;

/** Fails once it has taken some pictures; encoders that are only tried out get fewer, and work. */
function fail(failure: Failure, after: number): () => number {
  let most = 0;
  globalThis.VideoEncoder = class extends Native {
    #taken = 0;
    readonly #error: (error: DOMException) => void;
    constructor(init: VideoEncoderInit) {
      super(init);
      this.#error = init.error;
      // Who waits for it to have given all is not told before it is gone.
      this.addEventListener('dequeue', (event) => {
        if (this.#isAway && event.isTrusted) event.stopImmediatePropagation();
      });
    }
    override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
      this.#taken += 1;
      most = Math.max(most, this.#taken);
      if (this.#taken <= after || failure === 'never' || failure === 'canvas') super.encode(frame, options);
      else if (failure === 'taken' || failure === 'taken idle') this.#encodeAndGo(frame, options, failure === 'taken idle');
      else if (failure === 'throws') throw new DOMException('', 'EncodingError');
      else {
        this.close();
        this.#error(new DOMException('', 'EncodingError'));
      }
    }
    #isAway = false;

    /** Another waits as long as this says that there is much to do. */
    override get encodeQueueSize(): number {
      return this.#isAway ? MOST_QUEUED : super.encodeQueueSize;
    }

    /** Takes one more picture, and is gone then: at once, or when it has given all that it had. @see https://www.w3.org/TR/webcodecs/#resource-reclamation */
    #encodeAndGo(frame: VideoFrame, options: VideoEncoderEncodeOptions | undefined, isIdle: boolean): void {
      super.encode(frame, options);
      const go = (): void => {
        if (this.state === 'closed') return;
        this.close();
        this.#error(new DOMException('Codec reclaimed due to inactivity.', 'QuotaExceededError'));
        this.#isAway = false;
        this.dispatchEvent(new Event('dequeue'));
      };
      this.#isAway = isIdle;
      if (isIdle) void super.flush().then(go);
      else queueMicrotask(go);
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
