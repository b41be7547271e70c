import type { KeptMetadata } from '../policy/policy.ts';
import { displayable } from './display-text.ts';
import type { MetadataItem, MetadataKind, Orientation, SourceInspection } from './inspection.ts';
import { turnedResolution, type CaptureTime, type Resolution } from './kept-metadata.ts';

/** Items listed one by one; a hostile file can hold millions of comments, and a list of them helps nobody. */
const MAX_ITEMS = 400;
/** Blocks of one file whose inside is read; real files have fewer than ten. The rest are listed as they are. */
const MAX_BLOCKS_READ = 32;

/** Collects the metadata of one source. Items without a value that repeat the one before are added up. */
export class MetadataList {
  readonly #items: MetadataItem[] = [];
  #overflowBytes = 0;
  #overflowCount = 0;
  #blocksRead = 0;
  #resolution: Resolution | null = null;
  #captureTime: CaptureTime | null = null;

  /**
   * Adds one find.
   * @param kind - what it is
   * @param name - fixed technical name
   * @param sizeBytes - bytes in the file; 0 for a field of a block that is listed itself
   * @param text - content for display; made safe and shortened here
   * @param keeps - sort as which it can be kept
   */
  add(kind: MetadataKind, name: string, sizeBytes: number, text: string | null = null, keeps: KeptMetadata | null = null): void {
    const value = text === null ? null : displayable(text);
    const last = this.#items.at(-1);
    if (last !== undefined && value === null && last.value === null && last.kind === kind && last.name === name && (last.keeps ?? null) === keeps) {
      this.#items[this.#items.length - 1] = { ...last, sizeBytes: last.sizeBytes + sizeBytes };
    } else if (this.#items.length < MAX_ITEMS) {
      this.#items.push({ kind, name, sizeBytes, value, ...(keeps === null ? {} : { keeps }) });
    } else {
      this.#overflowCount += 1;
      this.#overflowBytes += sizeBytes;
    }
  }

  /**
   * Asks for leave to read the inside of one more block. Bounds the work on a file that is nothing but blocks.
   * @returns `false` once the limit is reached
   */
  mayReadBlock(): boolean {
    this.#blocksRead += 1;
    return this.#blocksRead <= MAX_BLOCKS_READ;
  }

  /**
   * Notes a resolution that can be kept, as stored. The first one counts.
   * @returns whether it is the one that counts
   */
  noteResolution(resolution: Resolution): boolean {
    const isFirst = this.#resolution === null;
    this.#resolution ??= resolution;
    return isFirst;
  }

  /**
   * Notes a time that can be kept. The first one counts.
   * @returns whether it is the one that counts
   */
  noteCaptureTime(time: CaptureTime): boolean {
    const isFirst = this.#captureTime === null;
    this.#captureTime ??= time;
    return isFirst;
  }

  /**
   * What can be kept, as part of an inspection.
   * @param orientation - how the picture is turned for display, and its resolution with it
   * @param pages - resolution of each page as displayed, where the source has its own for each
   */
  kept(orientation: Orientation, pages: readonly (Resolution | null)[] | null = null): Pick<SourceInspection, 'kept'> {
    const noted = this.#resolution === null ? [] : [turnedResolution(this.#resolution, orientation)];
    const resolutions = pages === null ? noted : pages.some((page) => page !== null) ? pages : [];
    const captureTime = this.#captureTime;
    return resolutions.length === 0 && captureTime === null ? {} : { kept: { resolutions, captureTime } };
  }

  /** Everything found, in file order; what went over the limit is one item at the end. */
  items(): readonly MetadataItem[] {
    if (this.#overflowCount === 0) {
      return this.#items;
    }
    const rest: MetadataItem = {
      kind: 'other',
      name: 'further items',
      sizeBytes: this.#overflowBytes,
      value: String(this.#overflowCount),
    };
    return [...this.#items, rest];
  }
}
