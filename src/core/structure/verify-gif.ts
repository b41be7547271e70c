import type { Size } from '../geometry/box.ts';
import { byteAt, spells, u16le } from './binary-reads.ts';
import type { FindingList } from './finding-list.ts';
import { GifPixelCheck } from './verify-gif-pixels.ts';

/** An extension that stores a number of repeats, up to that number. */
const LOOP_START = '!\xff\x0bNETSCAPE2.0\x03\x01';
const LOOP_BYTES = 19;
const CONTROL_BYTES = 8;
/** Names of extensions that may be told; a label may be anything. */
const EXTENSION_NAMES: ReadonlyMap<number, string> = new Map([
  [0x01, 'plain text extension'],
  [0xf9, 'graphic control extension'],
  [0xfe, 'comment extension'],
  [0xff, 'application extension'],
]);

/** A colour table, and which of its entries are seen. */
interface ColorTable {
  readonly start: number;
  readonly bits: number;
  /** 1 for each entry that a pixel shows. */
  readonly shown: Uint8Array;
}

/** What a graphic control extension says of the image behind it. */
interface Control {
  readonly at: number;
  /** -1 for none. */
  readonly transparentIndex: number;
}

/**
 * Checks a GIF against the allow-list up to its last byte: screen, colour tables, one number of repeats before the first
 * image, at most one graphic control before each image, images, trailer. Images lie inside the screen, their LZW data is
 * the one that their pixels have (see {@link GifPixelCheck}), and colours that no pixel shows are black. What is free to
 * choose is what is seen: pixels, and the order of the colours.
 * @param bytes - the output
 * @param canvas - size in pixels
 * @param frames - how many images there should be
 * @param findings - receives what does not fit
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a block
 */
export function verifyGif(bytes: Uint8Array, canvas: Size, frames: number, findings: FindingList): void {
  if (!spells(bytes, 0, 'GIF89a')) {
    findings.add('malformed', 'signature', 0, 6);
    return;
  }
  new GifWalk(bytes, canvas, findings).run(frames);
}

class GifWalk {
  readonly #bytes: Uint8Array;
  readonly #canvas: Size;
  readonly #findings: FindingList;
  readonly #pixels: GifPixelCheck;
  #at = 0;
  #images = 0;
  #globalTable: ColorTable | null = null;
  #control: Control | null = null;
  #hasLoop = false;

  constructor(bytes: Uint8Array, canvas: Size, findings: FindingList) {
    this.#bytes = bytes;
    this.#canvas = canvas;
    this.#findings = findings;
    this.#pixels = new GifPixelCheck(findings);
  }

  run(frames: number): void {
    this.#screen();
    for (;;) {
      this.#findings.walked();
      const at = this.#at;
      const introducer = byteAt(this.#bytes, at);
      if (introducer === 0x2c) {
        this.#image();
      } else if (introducer === 0x21) {
        this.#extension();
      } else {
        this.#controlEndsIn(false);
        if (this.#globalTable !== null) this.#colors(this.#globalTable);
        this.#findings.expect(introducer === 0x3b, 'malformed', 'unknown block', at, this.#bytes.length - at);
        this.#findings.expect(this.#images === frames, 'malformed', 'number of images', at, 0);
        this.#findings.expect(at + 1 === this.#bytes.length, 'trailer', 'after GIF trailer', at + 1, this.#bytes.length - at - 1);
        return;
      }
    }
  }

  #screen(): void {
    const isPlanned = u16le(this.#bytes, 6) === this.#canvas.width && u16le(this.#bytes, 8) === this.#canvas.height;
    this.#findings.expect(isPlanned, 'size', 'screen', 6, 4);
    const packed = byteAt(this.#bytes, 10);
    // Eight bits for each colour, table not sorted, no background, square pixels; without a table, no size of it.
    const isPlain = (packed & 0x78) === 0x70 && ((packed & 0x80) !== 0 || (packed & 7) === 0);
    this.#findings.expect(isPlain && byteAt(this.#bytes, 11) === 0 && byteAt(this.#bytes, 12) === 0, 'malformed', 'screen', 10, 3);
    this.#globalTable = tableAt(13, packed);
    this.#at = this.#globalTable === null ? 13 : tableEnd(this.#globalTable);
  }

  #extension(): void {
    const at = this.#at;
    const label = byteAt(this.#bytes, at + 1);
    this.#controlEndsIn(false);
    if (label === 0xf9 && this.#readControl(at)) {
      this.#at = at + CONTROL_BYTES;
      return;
    }
    if (spells(this.#bytes, at, LOOP_START) && byteAt(this.#bytes, at + LOOP_BYTES - 1) === 0) {
      this.#findings.expect(!this.#hasLoop && this.#images === 0, 'segment', 'NETSCAPE2.0', at, LOOP_BYTES);
      this.#hasLoop = true;
      this.#at = at + LOOP_BYTES;
      return;
    }
    let end = at + 2;
    for (let length = byteAt(this.#bytes, end); length > 0; length = byteAt(this.#bytes, end)) end += length + 1;
    this.#at = end + 1;
    this.#findings.add('segment', EXTENSION_NAMES.get(label) ?? 'unknown extension', at, this.#at - at);
  }

  /** Disposal 0 to 2, transparency flag, any duration; an index only where the flag is. */
  #readControl(at: number): boolean {
    const packed = byteAt(this.#bytes, at + 3);
    const index = byteAt(this.#bytes, at + 6);
    const isTransparent = (packed & 1) === 1;
    const isExact = byteAt(this.#bytes, at + 2) === 4 && byteAt(this.#bytes, at + 7) === 0;
    if (!isExact || (packed & 0xfe) > 8 || (packed & 2) !== 0 || (!isTransparent && index !== 0)) return false;
    this.#control = { at, transparentIndex: isTransparent ? index : -1 };
    return true;
  }

  /** A control that no image follows has nothing to say. */
  #controlEndsIn(isImage: boolean): number {
    const control = this.#control;
    this.#control = null;
    if (control !== null && !isImage) this.#findings.add('segment', 'graphic control extension', control.at, CONTROL_BYTES);
    return control?.transparentIndex ?? -1;
  }

  #image(): void {
    const at = this.#at;
    const transparentIndex = this.#controlEndsIn(true);
    const [left, top, width, height] = [1, 3, 5, 7].map((offset) => u16le(this.#bytes, at + offset)) as [number, number, number, number];
    const isInside = width > 0 && height > 0 && left + width <= this.#canvas.width && top + height <= this.#canvas.height;
    this.#findings.expect(isInside, 'size', 'image', at + 1, 8);
    const packed = byteAt(this.#bytes, at + 9);
    // Not interlaced, table not sorted, reserved bits empty; without a table, no size of it.
    this.#findings.expect((packed & 0x78) === 0 && ((packed & 0x80) !== 0 || packed === 0), 'malformed', 'image', at + 9, 1);
    const ownTable = tableAt(at + 10, packed);
    const table = ownTable ?? this.#globalTable ?? { start: at + 10, bits: 1, shown: new Uint8Array(256) };
    this.#findings.expect(ownTable !== null || this.#globalTable !== null, 'malformed', 'no colour table', at, 10);
    const used = new Uint8Array(256);
    const data = ownTable === null ? at + 10 : tableEnd(ownTable);
    this.#at = this.#pixels.check(this.#bytes, data, width * height, { bits: table.bits, used });
    this.#findings.expect(transparentIndex === -1 || used[transparentIndex] === 1, 'malformed', 'transparent colour', at, 0);
    used.forEach((isUsed, index) => {
      if (isUsed === 1 && index !== transparentIndex) table.shown[index] = 1;
    });
    if (ownTable !== null) this.#colors(ownTable);
    this.#images += 1;
  }

  /** Colours that are not seen must be black. */
  #colors(table: ColorTable): void {
    for (let index = 0; index < 1 << table.bits; index += 1) {
      const at = table.start + index * 3;
      const isBlack = byteAt(this.#bytes, at) + byteAt(this.#bytes, at + 1) + byteAt(this.#bytes, at + 2) === 0;
      this.#findings.expect(isBlack || table.shown[index] === 1, 'segment', 'unused colour', at, 3);
    }
  }
}

function tableAt(start: number, packed: number): ColorTable | null {
  return (packed & 0x80) === 0 ? null : { start, bits: (packed & 7) + 1, shown: new Uint8Array(256) };
}

function tableEnd({ start, bits }: ColorTable): number {
  return start + 3 * 2 ** bits;
}
