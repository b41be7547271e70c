import { noteMove } from './stall-watch.ts';

/** Decoded pictures that may be open at once; a picture of 4K takes 12 MB. */
const MOST_OPEN = 2;
/** Packets that the browser's own decoder may have waiting: it can't be stopped from decoding these. */
const MOST_INSIDE = 1;
/** Pictures after which one that was to be shown before them does not come any more; codecs put at most 16 into another order, and some keep as many to themselves. */
const MOST_LATE = 64;

/**
 * Makes every decoder of this worker wait while many of its pictures are open. The library that feeds them counts packets only, and
 * hands over dozens before the first picture is there: of a large video those would fill the memory once they are decoded. It also gives
 * pictures the times of packets one after another, so that all would be early behind one that a decoder leaves out: that is an error here.
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
  const missing = new MissingPictures();
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
          // One that is taken away is followed by another, which would not know of it.
          error(missing.any() ? leftOut() : fault);
        },
        output: (frame: VideoFrame) => {
          noteMove();
          if (missing.noteShown(frame.timestamp)) {
            frame.close();
            drop();
            if (decoder.state !== 'closed') made.prototype.close.call(decoder);
            error(leftOut());
            return;
          }
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
      if (chunk === undefined) continue;
      missing.notePassed(chunk.timestamp);
      made.prototype.decode.call(decoder, chunk);
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
    if (missing.left() > 0) throw leftOut();
  };
  decoder.configure = (config) => {
    missing.begin(config.codec);
    made.prototype.configure.call(decoder, config);
  };
  decoder.reset = () => {
    drop();
    missing.begin(null);
    made.prototype.reset.call(decoder);
  };
  decoder.close = () => {
    drop();
    made.prototype.close.call(decoder);
  };
  return decoder;
}

function leftOut(): DOMException {
  return new DOMException('A picture was left out.', 'EncodingError');
}

/** Packets that a decoder was given, until their pictures are there. */
class MissingPictures {
  /** In the order of decoding. */
  #packets: { readonly timestamp: number; readonly shownBefore: number }[] = [];
  #shown = 0;
  #last = -Infinity;
  #isCounted = false;

  /** Starts anew. VP8 has packets of pictures that are never shown; for a codec of `null` nothing is known. */
  begin(codec: string | null): void {
    this.#packets = [];
    this.#last = -Infinity;
    this.#isCounted = codec !== null && !codec.startsWith('vp8');
  }

  notePassed(timestamp: number): void {
    if (this.#isCounted) this.#packets.push({ timestamp, shownBefore: this.#shown });
  }

  /** @returns whether the picture of an earlier time did not come and can't come any more */
  noteShown(timestamp: number): boolean {
    this.#shown += 1;
    this.#last = Math.max(this.#last, timestamp);
    const at = this.#packets.findIndex((packet) => packet.timestamp === timestamp);
    if (at >= 0) this.#packets.splice(at, 1);
    // A decoder that gives times of its own can't be counted.
    else this.begin(null);
    return this.#packets.some((packet) => packet.timestamp < timestamp && this.#shown - packet.shownBefore > MOST_LATE);
  }

  /** Whether there is a picture of a later time than one that has not come. */
  any(): boolean {
    return this.#packets.some(({ timestamp }) => timestamp < this.#last);
  }

  /** Packets without a picture. */
  left(): number {
    return this.#packets.length;
  }
}
