import createEncoder from '@jsquash/avif/codec/enc/avif_enc.js';
import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';

/** The encoder's face, as far as it is used here. */
interface AvifEncoder {
  readonly encode: (pixels: Uint8Array, width: number, height: number, options: object) => Uint8Array<ArrayBuffer> | null;
}

/** Speed 0..10. At 9, a megapixel takes .4 s and the file is as small as at 8, which takes 2 s. */
const SPEED = 9;
/** Everything else as the encoder's authors recommend: 4:2:0, one thread, no grain. */
const OPTIONS = {
  qualityAlpha: -1,
  denoiseLevel: 0,
  tileColsLog2: 0,
  tileRowsLog2: 0,
  speed: SPEED,
  subsample: 1,
  chromaDeltaQ: false,
  sharpness: 0,
  tune: 0,
  enableSharpYUV: false,
  bitDepth: 8,
  lossless: false,
} as const;

/**
 * Encodes a picture as AVIF where the browser can't. The encoder lives for one picture: its memory never shrinks.
 * @param module - the encoder's compiled WebAssembly
 * @param picture - RGBA; only read
 * @param quality - 0..1
 * @throws AnonymizerError `export/encode`, `engine/memory`
 */
export async function encodeAvif(module: WebAssembly.Module, picture: Raster, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const encoder = (await createEncoder({
      noInitialRun: true,
      // Given an instance, the loader asks for no address.
      instantiateWasm: (imports: WebAssembly.Imports, onReady: (instance: WebAssembly.Instance) => void) => {
        const instance = new WebAssembly.Instance(module, imports);
        onReady(instance);
        return instance.exports;
      },
    })) as AvifEncoder;
    const { data, width, height } = picture;
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const written = encoder.encode(pixels, width, height, { ...OPTIONS, quality: Math.round(quality * 100) });
    if (written === null) throw new AnonymizerError('export/encode');
    return written;
  } catch (error) {
    if (error instanceof AnonymizerError || error instanceof RangeError) throw error;
    // The encoder ends with a trap when its memory is full.
    throw new AnonymizerError('export/encode');
  }
}
