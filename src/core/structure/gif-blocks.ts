import type { Disposal } from '../animation/animation.ts';
import { AnonymizerError } from '../errors.ts';
import { sourceBox, type Box, type Size } from '../geometry/box.ts';
import { byteAt, u16le } from './binary-reads.ts';
import { latin1 } from './display-text.ts';
import { checkedSize } from './source-size.ts';

const BLOCK_EXTENSION = 0x21;
const BLOCK_IMAGE = 0x2c;
const BLOCK_TRAILER = 0x3b;
const EXTENSION_GRAPHIC_CONTROL = 0xf9;
const EXTENSION_APPLICATION = 0xff;
/** Applications whose name says nothing about the file: the two that store the number of repeats. */
const LOOPING: readonly string[] = ['NETSCAPE2.0', 'ANIMEXTS1.0'];
/** A number of repeats and nothing else; a longer block has room for something to hide. */
const LOOP_BYTES = 19;
/** Blocks walked; a real animation has a few thousand. */
const MAX_BLOCKS = 100_000;

/** A part of the file, in bytes: `[start, end)`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** One image of a GIF, and where its parts stand in the file. */
export interface GifImage {
  /** Where it lies on the canvas; all but the first may reach over its right and lower edges, or lie outside. */
  readonly area: Box<'source'>;
  /** Milliseconds. */
  readonly duration: number;
  readonly disposal: Disposal;
  /** Palette index of pixels that are not drawn; `null` where all are. */
  readonly transparentIndex: number | null;
  readonly isInterlaced: boolean;
  /** Its own colour table or the file's; `null` where there is neither. */
  readonly colorTable: ByteRange | null;
  /** Minimum code size and LZW data with the sub-blocks' lengths and terminator. */
  readonly pixels: ByteRange;
}

/** What a GIF is made of, without what its metadata says. */
export interface GifStructure {
  /** The screen, enlarged for the first image. */
  readonly canvas: Size;
  /** At least one. */
  readonly images: readonly GifImage[];
  /** Times that it plays; 0 means for ever. */
  readonly plays: number;
  /** One past the trailer byte. */
  readonly end: number;
}

/** An extension that is not a graphic control, nor a number of repeats alone. */
export interface GifExtension extends ByteRange {
  readonly label: number;
}

interface GraphicControl {
  readonly duration: number;
  readonly disposal: Disposal;
  readonly transparentIndex: number | null;
}

const NO_CONTROL: GraphicControl = { duration: 0, disposal: 'keep', transparentIndex: null };

/**
 * Walks a GIF from its header to its trailer byte. Work is linear in the file's size.
 *
 * Browsers enlarge a screen that the first image does not fit into (measured). Of a later image that reaches outside the
 * canvas they show what lies inside; its area is told as it is stored.
 * @param untrustedBytes - a file that begins with GIF87a or GIF89a; only read
 * @param seeExtension - is told of every extension that says something else than how to show the images, in file order
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, and `input/truncated` where the file
 *   ends before the trailer byte
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function walkGif(untrustedBytes: Uint8Array, seeExtension: (extension: GifExtension) => void): GifStructure {
  let canvas: Size = { width: u16le(untrustedBytes, 6), height: u16le(untrustedBytes, 8) };
  if (canvas.width > 0 && canvas.height > 0) {
    checkedSize(canvas.width, canvas.height);
  }
  const globalTable = colorTableAt(13, byteAt(untrustedBytes, 10));
  const images: GifImage[] = [];
  let plays = 1;
  let control = NO_CONTROL;
  let at = globalTable?.end ?? 13;
  for (let blocks = 0; byteAt(untrustedBytes, at) !== BLOCK_TRAILER; blocks += 1) {
    const introducer = byteAt(untrustedBytes, at);
    refuseUnless(blocks < MAX_BLOCKS && (introducer === BLOCK_EXTENSION || introducer === BLOCK_IMAGE), at);
    if (introducer === BLOCK_IMAGE) {
      const image = readImage(untrustedBytes, at, globalTable, control);
      if (images.length === 0) {
        const { left, top, width, height } = image.area;
        canvas = checkedSize(Math.max(canvas.width, left + width), Math.max(canvas.height, top + height));
      }
      images.push(image);
      control = NO_CONTROL;
      at = image.pixels.end;
      continue;
    }
    const label = byteAt(untrustedBytes, at + 1);
    const end = subBlocksEnd(untrustedBytes, at + 2);
    if (label === EXTENSION_GRAPHIC_CONTROL) {
      control = readControl(untrustedBytes, at + 2, control);
    } else {
      const isLoop = label === EXTENSION_APPLICATION && isLooping(untrustedBytes, at + 2, end);
      plays = isLoop ? readPlays(untrustedBytes, at + 2, plays) : plays;
      if (!isLoop || end - at !== LOOP_BYTES) {
        seeExtension({ label, start: at, end });
      }
    }
    at = end;
  }
  refuseUnless(images.length > 0, at);
  return { canvas, images, plays, end: at + 1 };
}

function readImage(bytes: Uint8Array, at: number, globalTable: ByteRange | null, control: GraphicControl): GifImage {
  const { width, height } = checkedSize(u16le(bytes, at + 5), u16le(bytes, at + 7));
  const packed = byteAt(bytes, at + 9);
  const ownTable = colorTableAt(at + 10, packed);
  const start = ownTable?.end ?? at + 10;
  return {
    ...control,
    area: sourceBox(u16le(bytes, at + 1), u16le(bytes, at + 3), width, height),
    isInterlaced: (packed & 0x40) !== 0,
    colorTable: ownTable ?? globalTable,
    pixels: { start, end: subBlocksEnd(bytes, start + 1) },
  };
}

function colorTableAt(start: number, packed: number): ByteRange | null {
  return (packed & 0x80) === 0 ? null : { start, end: start + 3 * 2 ** ((packed & 7) + 1) };
}

/** Of several before one image the last holds, as in browsers; one that is too short says nothing. */
function readControl(bytes: Uint8Array, data: number, before: GraphicControl): GraphicControl {
  if (byteAt(bytes, data) < 4) return before;
  const packed = byteAt(bytes, data + 1);
  return {
    duration: u16le(bytes, data + 2) * 10,
    disposal: disposalOf((packed >> 2) & 7),
    transparentIndex: (packed & 1) === 0 ? null : byteAt(bytes, data + 4),
  };
}

/** 4 is written by old software for what the specification calls 3; browsers take it so. 5 to 7 mean nothing. */
function disposalOf(method: number): Disposal {
  if (method === 2) return 'clear';
  return method === 3 || method === 4 ? 'restore' : 'keep';
}

function isLooping(bytes: Uint8Array, data: number, end: number): boolean {
  return byteAt(bytes, data) === 11 && LOOPING.includes(latin1(bytes, data + 1, Math.min(data + 12, end)));
}

/** A sub-block of at least three bytes that begins with 1 says how often to repeat; 0 is for ever. */
function readPlays(bytes: Uint8Array, data: number, before: number): number {
  let plays = before;
  let at = data + 12;
  for (let length = byteAt(bytes, at); length > 0; length = byteAt(bytes, at)) {
    if (length >= 3 && (byteAt(bytes, at + 1) & 7) === 1) {
      const repeats = u16le(bytes, at + 2);
      plays = repeats === 0 ? 0 : repeats + 1;
    }
    at += length + 1;
  }
  return plays;
}

/** One past the terminator of a chain of sub-blocks. */
function subBlocksEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let length = byteAt(bytes, at); length > 0; length = byteAt(bytes, at)) {
    at += length + 1;
  }
  return at + 1;
}

function refuseUnless(isAllowed: boolean, offset: number): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset });
  }
}
