import createLibheif from 'libheif-js/libheif-wasm/libheif.js';
import { AnonymizerError } from '../../core/errors.ts';
import { MAX_PIXELS } from '../../core/limits.ts';
import type { OwnedRaster } from '../source-cache.ts';

/** A number that stands for something inside the decoder's memory. */
type Handle = number & { readonly __brand?: 'libheif' };

/** The part of libheif's JavaScript face that is used here. */
interface Libheif {
  readonly HEAPU8: Uint8Array;
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
  readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: unknown };
  readonly _heif_get_global_security_limits: () => number;
  readonly heif_context_alloc: () => Handle;
  readonly heif_context_read_from_memory: (context: Handle, bytes: Uint8Array) => { readonly code: { readonly value: number } };
  readonly heif_js_context_get_primary_image_handle: (context: Handle) => Handle | { readonly code: unknown };
  readonly heif_js_decode_image2: (picture: Handle, space: unknown, chroma: unknown) => DecodedPicture | Promise<DecodedPicture>;
}

/** Pixels in the decoder's memory, or an error with a code. */
interface DecodedPicture {
  readonly code?: unknown;
  readonly channels?: readonly { readonly data: Uint8Array; readonly width: number; readonly height: number; readonly stride: number }[];
}

/** Offset of `max_image_size_pixels` in `heif_security_limits`. @see libheif 1.23, heif_security.h */
const LIMIT_OFFSET = 8;

/**
 * Decodes the primary picture of a HEIF file, turned and mirrored as its properties say.
 * The decoder lives for one picture: its memory never shrinks, and a picture that breaks it breaks no other.
 * @param module - the decoder's compiled WebAssembly
 * @param bytes - the whole file, inspected already
 * @returns RGBA as stored, not yet converted to sRGB
 * @throws AnonymizerError `input/undecodable` when the decoder refuses the file, `engine/memory`
 */
export async function decodeWithLibheif(module: WebAssembly.Module, bytes: Uint8Array): Promise<OwnedRaster> {
  try {
    return await decode(start(module), bytes);
  } catch (error) {
    if (error instanceof AnonymizerError || error instanceof RangeError) throw error;
    // Whatever the decoder throws is about this file: numbers for its own exceptions, traps for broken data.
    throw new AnonymizerError('input/undecodable');
  }
}

function start(module: WebAssembly.Module): Libheif {
  const silent = (): void => undefined;
  return createLibheif({
    // Given an instance, the loader asks for no address.
    instantiateWasm: (imports: WebAssembly.Imports, onReady: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(module, imports);
      onReady(instance);
      return instance.exports;
    },
    print: silent,
    printErr: silent,
  }) as Libheif;
}

async function decode(heif: Libheif, bytes: Uint8Array): Promise<OwnedRaster> {
  const limits = heif._heif_get_global_security_limits();
  new DataView(heif.HEAPU8.buffer).setBigUint64(limits + LIMIT_OFFSET, BigInt(MAX_PIXELS), true);
  const context = heif.heif_context_alloc();
  if (heif.heif_context_read_from_memory(context, bytes).code.value !== 0) throw new AnonymizerError('input/undecodable');
  const picture = heif.heif_js_context_get_primary_image_handle(context);
  if (typeof picture === 'object' && 'code' in picture) throw new AnonymizerError('input/undecodable');
  const { heif_colorspace: spaces, heif_chroma: chromas } = heif;
  const decoded = await heif.heif_js_decode_image2(picture, spaces.heif_colorspace_RGB, chromas.heif_chroma_interleaved_RGBA);
  const plane = decoded.channels?.[0];
  if (decoded.code !== undefined || plane === undefined) throw new AnonymizerError('input/undecodable');
  const { width, height, stride } = plane;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) data.set(plane.data.subarray(row * stride, row * stride + width * 4), row * width * 4);
  clearUnseen(data);
  return { width, height, data };
}

/** Where alpha is 0, nobody sees the colours that the file holds: they are left out, as a canvas does. */
function clearUnseen(data: Uint8ClampedArray): void {
  for (let at = 3; at < data.length; at += 4) if (data[at] === 0) data.fill(0, at - 3, at);
}
