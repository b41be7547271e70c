import { prepareZXingModule, readBarcodes, ZXING_WASM_VERSION, type ReaderOptions } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { AnonymizerError } from '../../core/errors.ts';
import type { CodeRead } from '../../core/detect/codes/judge-code.ts';
import type { Plane } from '../../core/detect/codes/luminance.ts';
import { symbologyOf, type SymbologyId } from '../../core/detect/codes/symbologies.ts';
import { loadModel } from '../models/load-model.ts';
import type { ModelEntry } from '../models/manifest.ts';

/** The reader library: version, and the hash and size of its WebAssembly file in the npm package, as reviewed. */
export const CODE_READER: ModelEntry = {
  name: 'zxing-wasm',
  version: '3.1.4',
  sha256: 'e8af31edb56d0522f4de74495839385ef019ba8bc90d38e5ecb2f18795d86fb2',
  sizeBytes: 953527,
  url: wasmUrl,
};

/**
 * Fetches the reader from this origin, checks its hash, and starts it. The library would fetch the file from another origin by
 * itself; it is given a module made here instead.
 * @param entry - which file; only tests name another
 * @throws AnonymizerError `model/integrity` for a missing or changed file or a script of another version, `model/failed` when it does not start
 */
export async function startCodeReader(entry: ModelEntry = CODE_READER): Promise<void> {
  if (ZXING_WASM_VERSION !== entry.version) throw new AnonymizerError('model/integrity', { sameVersion: false });
  const bytes = await loadModel(entry);
  try {
    const wasmModule = await WebAssembly.compile(new Uint8Array(bytes));
    await prepareZXingModule({
      overrides: {
        instantiateWasm: (imports: WebAssembly.Imports, onSuccess: (instance: WebAssembly.Instance) => void) => {
          // The loader takes exports by a callback; a failure ends the call in the library's own promise, never in a fetch.
          const instance = new WebAssembly.Instance(wasmModule, imports);
          onSuccess(instance);
          return instance.exports;
        },
        locateFile: (path: string) => path,
      },
      fireImmediately: true,
    });
  } catch {
    throw new AnonymizerError('model/failed');
  }
}

/** Everything that costs time and finds more: other turns, inverted codes, smaller copies, codes that can't be decoded. */
const READER_OPTIONS: ReaderOptions = {
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  returnErrors: true,
  // Lines are counted when a read is judged, so that one line of a code with a checksum still counts.
  minLineCount: 1,
  maxNumberOfSymbols: 255,
  textMode: 'Plain',
};

/**
 * Reads the codes in one plane with the started reader. What they say is dropped here.
 * @param plane - only read
 * @param symbologies - families to look for
 * @param settings - `upright`: bars stand upright, so other turns and smaller copies are not tried; `denoise`: a pass of its own that
 *   closes small gaps in matrix codes
 * @throws AnonymizerError `model/failed`
 */
export async function readCodes(
  plane: Plane,
  symbologies: readonly SymbologyId[],
  settings: { readonly upright: boolean; readonly denoise: boolean },
): Promise<readonly CodeRead[]> {
  try {
    const { upright, denoise } = settings;
    const results = await readBarcodes(asImageData(plane), {
      ...READER_OPTIONS,
      ...(upright ? { tryRotate: false, tryDownscale: false } : {}),
      formats: [...symbologies],
      tryDenoise: denoise,
    });
    return results.flatMap(({ format, symbology, isValid, error, lineCount, position }): CodeRead[] => {
      const id = symbologyOf(format, symbology);
      if (id === null) return [];
      return [
        {
          symbology: id,
          error: isValid ? 'none' : error.startsWith('ChecksumError') ? 'checksum' : 'format',
          lineCount,
          corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft],
        },
      ];
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new AnonymizerError('model/failed');
  }
}

/** The library takes pictures in color only. */
function asImageData({ width, height, data }: Plane): ImageData {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, at = 0; i < data.length; i += 1, at += 4) {
    const value = data[i] ?? 0;
    rgba[at] = value;
    rgba[at + 1] = value;
    rgba[at + 2] = value;
    rgba[at + 3] = 255;
  }
  return new ImageData(rgba, width, height);
}
