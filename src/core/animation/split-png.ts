import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { storedToSource } from '../geometry/orientation.ts';
import { u32beBytes } from '../structure/binary-writes.ts';
import { joinBytes, textBytes } from '../structure/byte-join.ts';
import type { Orientation } from '../structure/inspection.ts';
import { inspectPng } from '../structure/png.ts';
import { PngAnimationReader, type PngAnimation } from '../structure/png-animation.ts';
import { hasGoodCrc, PNG_SIGNATURE, readChunk, writtenPngChunk } from '../structure/png-chunks.ts';
import type { SplitAnimation, StoredFrame } from './animation.ts';

/** Chunks before the data that say how samples become colours. */
const COLOR_CHUNKS: readonly string[] = ['PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI'];

/** What all frames of a file have in common. */
interface PngParts {
  /** Depth, colour type, compression, filter and interlace. */
  readonly form: Uint8Array;
  readonly colorChunks: readonly Uint8Array[];
  readonly animation: PngAnimation;
}

/**
 * Takes an animated PNG apart. Where an eXIf chunk turns the picture, areas and canvas are those of the turned one, and
 * each piece carries the orientation, so that the browser turns it as well.
 * @param bytes - the whole file; kept and only read
 * @throws AnonymizerError as `inspectPng`, and `input/corrupt` for a file that is not animated
 */
export function splitPng(bytes: Uint8Array): SplitAnimation {
  const { storedSize, size, orientation } = inspectPng(bytes);
  const { form, colorChunks, animation } = readParts(bytes, storedSize);
  const frames = animation.frames.map(({ area, duration, blend, disposal }): StoredFrame => ({
    area: storedToSource(area, storedSize, orientation),
    duration,
    blend,
    disposal,
  }));
  const turn = orientation === 1 ? [] : [orientationChunk(orientation)];
  return {
    layout: { canvas: size, plays: animation.plays, frames },
    stillFile: (index) => {
      const frame = animation.frames[index];
      if (frame === undefined) throw new RangeError('no such frame');
      const data = frame.data.map(({ start, end }) => writtenPngChunk('IDAT', bytes.subarray(start, end)));
      const header = joinBytes([u32beBytes(frame.area.width), u32beBytes(frame.area.height), form]);
      return joinBytes([
        textBytes(PNG_SIGNATURE),
        writtenPngChunk('IHDR', header),
        ...colorChunks,
        ...turn,
        ...data,
        writtenPngChunk('IEND', new Uint8Array()),
      ]);
    },
  };
}

function readParts(bytes: Uint8Array, storedSize: Size): PngParts {
  const header = readChunk(bytes, PNG_SIGNATURE.length);
  const reader = new PngAnimationReader(storedSize);
  const colorChunks: Uint8Array[] = [];
  let hasData = false;
  let chunk = readChunk(bytes, header.end);
  for (; chunk.type !== 'IEND'; chunk = readChunk(bytes, chunk.end)) {
    hasData ||= chunk.type === 'IDAT';
    // A chunk with a wrong CRC has no effect in the whole file either.
    if (!hasData && COLOR_CHUNKS.includes(chunk.type) && hasGoodCrc(bytes, chunk)) {
      colorChunks.push(bytes.subarray(chunk.start, chunk.end));
    }
    reader.take(bytes, chunk);
  }
  const animation = reader.finish(chunk);
  if (animation === null) throw new AnonymizerError('input/corrupt');
  return { form: bytes.subarray(header.dataStart + 8, header.dataEnd), colorChunks, animation };
}

/** An eXIf chunk that says how to turn the picture and nothing else: one big-endian TIFF directory with one field. */
function orientationChunk(orientation: Orientation): Uint8Array {
  const field = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return writtenPngChunk('eXIf', Uint8Array.of(0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, ...field, 0, 0, 0, 0));
}
