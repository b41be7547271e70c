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

/** VP9 of no level, as browsers write it into MP4 and then don't take it. @see https://www.webmproject.org/vp9/mp4/#codecs-parameter-string */
const WITHOUT_LEVEL = /^(vp09\.\d\d)\.00\./;

/**
 * Decodes with the decoder of the browser what the library would not: VP8, because it gives decoded pictures the times of packets one after
 * another, which are too many where some are never shown, and here every picture keeps the time of its own packet; and VP9 of no level,
 * under the lowest one, which no decoder holds it to.
 */
class OwnDecoder extends CustomVideoDecoder {
  #decoder: VideoDecoder | null = null;
  #isFaulty = false;

  static override supports(codec: VideoCodec, config: VideoDecoderConfig): boolean {
    return codec === 'vp8' || (codec === 'vp9' && WITHOUT_LEVEL.test(config.codec));
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
    decoder.configure({ ...this.config, codec: withLevel(this.config.codec) });
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

function withLevel(codec: string): string {
  return codec.replace(WITHOUT_LEVEL, '$1.10.');
}

let registered: Promise<void> | null = null;

/** Has the library leave to {@link OwnDecoder} what that decodes, in browsers that have these codecs. */
export async function useOwnDecoder(): Promise<void> {
  registered ??= (async () => {
    if (typeof VideoDecoder === 'undefined') return;
    const answers = await Promise.all(['vp8', 'vp09.00.10.08'].map((codec) => VideoDecoder.isConfigSupported({ codec })));
    if (answers.every(({ supported }) => supported === true)) registerDecoder(OwnDecoder);
  })();
  await registered;
}
