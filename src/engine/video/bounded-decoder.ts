import { noteMove } from './stall-watch.ts';

/** Decoded pictures that may be open at once; a picture of 4K takes 12 MB. */
const MOST_OPEN = 2;
/** Packets that the browser's own decoder may have waiting: it can't be stopped from decoding these. */
const MOST_INSIDE = 1;

/**
 * Makes every decoder of this worker wait while many of its pictures are open. The library that feeds them counts packets only, and
 * hands over dozens before the first picture is there: of a large video those would fill the memory once they are decoded.
 */
export function boundDecoders(): void {
  if (typeof VideoDecoder === 'undefined' || bounded.has(VideoDecoder)) return;
  const Bounded = new Proxy(VideoDecoder, {
    construct: (made, [init]: [VideoDecoderInit], target) => bound(made, init, target),
  });
  bounded.add(Bounded);
  globalThis.VideoDecoder = Bounded;
}

const bounded = new WeakSet<typeof VideoDecoder>();

function bound(made: typeof VideoDecoder, { output, error }: VideoDecoderInit, target: unknown): VideoDecoder {
  const waiting: EncodedVideoChunk[] = [];
  let open = 0;
  let emptied: (() => void) | null = null;
  const drop = (): void => {
    waiting.length = 0;
    emptied?.();
  };
  const decoder = Reflect.construct(
    made,
    [
      {
        error: (fault) => {
          drop();
          error(fault);
        },
        output: (frame: VideoFrame) => {
          noteMove();
          open += 1;
          const close = frame.close.bind(frame);
          let isOpen = true;
          frame.close = () => {
            close();
            if (!isOpen) return;
            isOpen = false;
            open -= 1;
            pass();
          };
          output(frame);
        },
      } satisfies VideoDecoderInit,
    ],
    target as new () => VideoDecoder,
  );
  const inside = (): number => Reflect.get(made.prototype, 'decodeQueueSize', decoder);
  const pass = (): void => {
    while (waiting.length > 0 && open < MOST_OPEN && inside() < MOST_INSIDE && decoder.state === 'configured') {
      const chunk = waiting.shift();
      if (chunk !== undefined) made.prototype.decode.call(decoder, chunk);
    }
    if (waiting.length === 0) emptied?.();
  };
  decoder.addEventListener('dequeue', pass);
  Object.defineProperty(decoder, 'decodeQueueSize', { get: () => waiting.length + inside() });
  decoder.decode = (chunk) => {
    waiting.push(chunk);
    pass();
  };
  decoder.flush = async () => {
    if (waiting.length > 0) {
      await new Promise<void>((resolve) => {
        emptied = resolve;
      });
      emptied = null;
    }
    await made.prototype.flush.call(decoder);
  };
  decoder.reset = () => {
    drop();
    made.prototype.reset.call(decoder);
  };
  decoder.close = () => {
    drop();
    made.prototype.close.call(decoder);
  };
  return decoder;
}
