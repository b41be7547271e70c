import { CustomVideoDecoder, registerDecoder, VideoSample, type EncodedPacket, type VideoCodec } from 'mediabunny';
import { unlessStalled } from './stall-watch.ts';

/** Packets that wait for the decoder. */
const MOST_WAITING = 1;
/** Of the first byte of a packet. @see RFC 6386, 9.1 */
const SHOW_FRAME = 0x10;

/**
 * Whether a packet of VP8 is a picture to be shown. Encoders put pictures in between that are never shown and that others are predicted from.
 * @param data - of the packet; an empty one repeats the picture before
 */
export function isShownVp8(data: Uint8Array): boolean {
  const [first] = data;
  return first === undefined || (first & SHOW_FRAME) !== 0;
}

/**
 * Decodes VP8 with the decoder of the browser. The library gives decoded pictures the times of packets one after another, which are too many
 * where some are never shown; here every picture keeps the time of its own packet.
 */
class Vp8Decoder extends CustomVideoDecoder {
  #decoder: VideoDecoder | null = null;
  #isFaulty = false;

  static override supports(codec: VideoCodec): boolean {
    return codec === 'vp8';
  }

  init(): void {
    const decoder = new VideoDecoder({
      output: (frame) => {
        this.onSample(new VideoSample(frame));
      },
      error: (error) => {
        this.onError(error);
      },
    });
    this.#decoder = decoder;
    decoder.configure(this.config);
  }

  async decode(packet: EncodedPacket): Promise<void> {
    await this.#unlessFaulty(async (decoder) => {
      decoder.decode(packet.toEncodedVideoChunk());
      while (decoder.state === 'configured' && decoder.decodeQueueSize > MOST_WAITING) {
        await unlessStalled(new Promise((resolve) => {
          decoder.addEventListener('dequeue', resolve, { once: true });
        }));
      }
    });
  }

  async flush(): Promise<void> {
    await this.#unlessFaulty((decoder) => decoder.flush());
  }

  /** What one call throws would be thrown again by all that wait behind it, with nobody there to catch it. */
  async #unlessFaulty(work: (decoder: VideoDecoder) => Promise<void>): Promise<void> {
    if (this.#decoder === null || this.#isFaulty) return;
    try {
      await work(this.#decoder);
    } catch (error) {
      this.#isFaulty = true;
      this.onError(error);
    }
  }

  close(): void {
    if (this.#decoder?.state !== 'closed') this.#decoder?.close();
  }
}

let registered: Promise<void> | null = null;

/** Has the library decode VP8, where this browser can, so that pictures which are never shown count for none. */
export async function readVp8(): Promise<void> {
  registered ??= (async () => {
    if (typeof VideoDecoder !== 'undefined' && (await VideoDecoder.isConfigSupported({ codec: 'vp8' })).supported === true) registerDecoder(Vp8Decoder);
  })();
  await registered;
}
