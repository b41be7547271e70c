import type { Size } from '../geometry/box.ts';
import { u32be } from '../structure/binary-reads.ts';
import { u16beBytes, u32beBytes } from '../structure/binary-writes.ts';
import { joinBytes, textBytes } from '../structure/byte-join.ts';
import { PNG_SIGNATURE, readChunk, writtenPngChunk } from '../structure/png-chunks.ts';
import type { AnimationPiece } from './animation.ts';
import { checkPieces, coversCanvas, encodeFault, orEncodeFault } from './check-pieces.ts';

const DISPOSALS = { keep: 0, clear: 1, restore: 2 } as const;
const BLENDS = { replace: 0, over: 1 } as const;
/** Chunks that tell how to read the data: all pieces must have the same, as the animation has them once. */
const SHARED: readonly string[] = ['sRGB', 'PLTE', 'tRNS'];
/** Most times that an animation can play. */
const MAX_PLAYS = 0x7fffffff;
/** Most of the two bytes that a duration's numerator and denominator have each. */
const MAX_U16 = 0xffff;

interface StillParts extends Size {
  /** Depth, colour type, compression, filter and interlace. */
  readonly form: Uint8Array;
  readonly shared: Uint8Array;
  readonly data: readonly Uint8Array[];
}

/**
 * Puts still PNGs together to an animated one that holds nothing but the picture: IHDR, what the pieces share of sRGB,
 * PLTE and tRNS, acTL, and then fcTL with IDAT or fdAT. Data are copied as they are.
 * @param canvas - size of the animation in pixels
 * @param plays - times that it plays; 0 means for ever
 * @param pieces - at least one; the first covers the canvas
 * @throws AnonymizerError `export/encode` where pieces don't fit the canvas or their stills, or where stills differ in
 *   depth, colour type, interlace or palette
 */
export function joinPng(canvas: Size, plays: number, pieces: readonly AnimationPiece[]): Uint8Array<ArrayBuffer> {
  checkPieces(canvas, pieces);
  const stills = pieces.map(({ still }) => orEncodeFault(() => readStill(still)));
  const [first] = stills;
  if (first === undefined || !coversCanvas(pieces[0]?.area, canvas)) throw encodeFault();
  const animation = joinBytes([u32beBytes(pieces.length), u32beBytes(Math.min(plays, MAX_PLAYS))]);
  const header = joinBytes([u32beBytes(canvas.width), u32beBytes(canvas.height), first.form]);
  const chunks = [textBytes(PNG_SIGNATURE), writtenPngChunk('IHDR', header), first.shared, writtenPngChunk('acTL', animation)];
  let sequence = 0;
  pieces.forEach((piece, index) => {
    const still = stills[index];
    if (still === undefined || !isSame(still.form, first.form) || !isSame(still.shared, first.shared)) throw encodeFault();
    if (still.width !== piece.area.width || still.height !== piece.area.height) throw encodeFault();
    chunks.push(writtenPngChunk('fcTL', frameControl(sequence, piece)));
    sequence += 1;
    for (const data of still.data) {
      if (index === 0) {
        chunks.push(writtenPngChunk('IDAT', data));
      } else {
        chunks.push(writtenPngChunk('fdAT', joinBytes([u32beBytes(sequence), data])));
        sequence += 1;
      }
    }
  });
  return joinBytes([...chunks, writtenPngChunk('IEND', new Uint8Array())]);
}

function readStill(bytes: Uint8Array): StillParts {
  const header = readChunk(bytes, PNG_SIGNATURE.length);
  const shared: Uint8Array[] = [];
  const data: Uint8Array[] = [];
  for (let chunk = readChunk(bytes, header.end); chunk.type !== 'IEND'; chunk = readChunk(bytes, chunk.end)) {
    if (SHARED.includes(chunk.type)) {
      shared.push(bytes.subarray(chunk.start, chunk.end));
    } else if (chunk.type === 'IDAT' && chunk.dataEnd > chunk.dataStart) {
      data.push(bytes.subarray(chunk.dataStart, chunk.dataEnd));
    }
  }
  if (header.type !== 'IHDR' || header.dataEnd - header.dataStart !== 13 || data.length === 0) throw encodeFault();
  return {
    width: u32be(bytes, header.dataStart),
    height: u32be(bytes, header.dataStart + 4),
    form: bytes.subarray(header.dataStart + 8, header.dataEnd),
    shared: joinBytes(shared),
    data,
  };
}

function frameControl(sequence: number, { area, duration, blend, disposal }: AnimationPiece): Uint8Array {
  const { numerator, denominator } = fractionOfSecond(duration);
  const numbers = [sequence, area.width, area.height, area.left, area.top].map(u32beBytes);
  return joinBytes([...numbers, u16beBytes(numerator), u16beBytes(denominator), Uint8Array.of(DISPOSALS[disposal], BLENDS[blend])]);
}

/**
 * A duration as the fraction that PNG stores: thousandths where they are exact, or else the nearest fraction of small
 * numbers, so that 1/30 s comes back as it was. By continued fractions.
 */
function fractionOfSecond(milliseconds: number): { readonly numerator: number; readonly denominator: number } {
  if (Number.isInteger(milliseconds) && milliseconds <= MAX_U16) return { numerator: milliseconds, denominator: 1000 };
  let before = { numerator: 0, denominator: 1 };
  let best = { numerator: 1, denominator: 0 };
  let rest = Math.min(milliseconds / 1000, MAX_U16);
  // A fraction of two 16-bit numbers has fewer terms than this.
  for (let term = 0; term < 32; term += 1) {
    const whole = Math.floor(rest);
    const next = { numerator: whole * best.numerator + before.numerator, denominator: whole * best.denominator + before.denominator };
    if (next.numerator > MAX_U16 || next.denominator > MAX_U16) break;
    before = best;
    best = next;
    const remainder = rest - whole;
    // Less than this is what division left over.
    if (remainder < 1e-9) break;
    rest = 1 / remainder;
  }
  return best;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
