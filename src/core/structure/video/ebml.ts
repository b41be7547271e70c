import { AnonymizerError } from '../../errors.ts';
import { byteAt } from '../binary-reads.ts';
import { utf8 } from '../display-text.ts';
import { MAX_READ_BYTES, type SourceReader } from './byte-source.ts';
import { ID, TOP_IDS } from './ebml-ids.ts';

/** One element of an EBML file, by its place in it. */
export interface EbmlElement {
  readonly id: number;
  readonly start: number;
  /** First byte behind id and size. */
  readonly dataStart: number;
  /** One past its last byte; the end of what it lies in where its size is not known. */
  readonly end: number;
  /** Its size is not stored: it was written as a stream. */
  readonly isOpenEnded: boolean;
}

/** Elements read inside one parent, clusters aside. */
const MAX_CHILDREN = 100_000;

/**
 * Reads the head of the element at an offset.
 * @param limit - end of what it lies in
 * @throws AnonymizerError `input/truncated` when it does not fit, `input/corrupt` for an impossible id or size, or too many elements
 * @see RFC 8794, 4 to 6
 */
export async function readElementAt(reader: SourceReader, start: number, limit: number): Promise<EbmlElement> {
  reader.step();
  if (start + 2 > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  const head = await reader.bytes(start, Math.min(12, limit - start));
  const idLength = lengthOf(byteAt(head, 0), 4, start);
  let id = 0;
  for (let at = 0; at < idLength; at += 1) {
    id = id * 256 + byteAt(head, at);
  }
  const sizeLength = lengthOf(byteAt(head, idLength), 8, start);
  const { value, isUnknown } = variableInteger(head, idLength, sizeLength);
  const dataStart = start + idLength + sizeLength;
  if (!isUnknown && value > limit - dataStart) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  return { id, start, dataStart, end: isUnknown ? limit : dataStart + value, isOpenEnded: isUnknown };
}

/** Bytes that a number takes, from its first byte. @throws AnonymizerError `input/corrupt` when it is longer than may be */
function lengthOf(first: number, longest: number, offset: number): number {
  const length = Math.clz32(first) - 23;
  if (length > longest || length > 8) {
    throw new AnonymizerError('input/corrupt', { offset });
  }
  return length;
}

/**
 * A number whose first byte tells its length.
 * @returns above 2^53 it loses precision, which still compares as larger than any file
 */
export function variableInteger(bytes: Uint8Array, at: number, length: number): { readonly value: number; readonly isUnknown: boolean } {
  const mask = (1 << (8 - length)) - 1;
  let value = byteAt(bytes, at) & mask;
  let isUnknown = value === mask;
  for (let index = 1; index < length; index += 1) {
    const byte = byteAt(bytes, at + index);
    value = value * 256 + byte;
    isUnknown &&= byte === 255;
  }
  return { value, isUnknown };
}

/**
 * Reads the elements that fill another one. None of them may leave its size open.
 * @throws AnonymizerError `input/truncated` or `input/corrupt` when they don't fill it
 */
export async function readElementsIn(reader: SourceReader, parent: EbmlElement): Promise<readonly EbmlElement[]> {
  const elements: EbmlElement[] = [];
  for (let at = parent.dataStart; at < parent.end; ) {
    const element = await readElementAt(reader, at, parent.end);
    if (element.isOpenEnded || elements.length === MAX_CHILDREN) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/**
 * End of a cluster that was written as a stream: where the next element of the segment begins, or the segment ends.
 * @throws AnonymizerError as {@link readElementsIn}
 */
export async function endOfOpenCluster(reader: SourceReader, cluster: EbmlElement): Promise<number> {
  let at = cluster.dataStart;
  while (at < cluster.end) {
    const element = await readElementAt(reader, at, cluster.end);
    if (TOP_IDS.includes(element.id) || element.id === ID.ebml || element.id === ID.segment) return at;
    if (element.isOpenEnded) throw new AnonymizerError('input/corrupt', { offset: at });
    at = element.end;
  }
  return at;
}

/**
 * An unsigned number of at most eight bytes; 0 for an empty one.
 * @throws AnonymizerError `input/corrupt` for a longer one
 */
export async function unsignedOf(reader: SourceReader, element: EbmlElement): Promise<number> {
  const bytes = await dataOf(reader, element, 8);
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** A signed number of at most eight bytes. @throws as {@link unsignedOf} */
export async function signedOf(reader: SourceReader, element: EbmlElement): Promise<number> {
  const bytes = await dataOf(reader, element, 8);
  const first = bytes[0] ?? 0;
  return bytes.reduce((sum, byte, index) => sum * 256 + (index === 0 && first > 127 ? byte - 256 : byte), 0);
}

/** A number with a fraction, of 0, 4 or 8 bytes. @throws AnonymizerError `input/corrupt` for another length */
export async function floatOf(reader: SourceReader, element: EbmlElement): Promise<number> {
  const bytes = await dataOf(reader, element, 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 0) return 0;
  if (bytes.length === 4) return view.getFloat32(0);
  if (bytes.length === 8) return view.getFloat64(0);
  throw new AnonymizerError('input/corrupt', { offset: element.start });
}

/** Text, up to its first zero byte and at most 1,024 characters. Shortened, never refused. */
export async function textOf(reader: SourceReader, element: EbmlElement): Promise<string> {
  const bytes = await reader.head(element.dataStart, element.end, 2048);
  const end = bytes.indexOf(0);
  return utf8(bytes, 0, end === -1 ? bytes.length : end);
}

/**
 * All bytes of an element. A view, good until the next read.
 * @throws AnonymizerError `input/corrupt` when there are more than allowed
 */
export async function dataOf(reader: SourceReader, element: EbmlElement, mostBytes: number = MAX_READ_BYTES): Promise<Uint8Array> {
  const length = element.end - element.dataStart;
  if (length > mostBytes) {
    throw new AnonymizerError('input/corrupt', { offset: element.start });
  }
  return reader.bytes(element.dataStart, length);
}
