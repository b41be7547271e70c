import type { Size } from '../geometry/box.ts';
import { byteAt, u16be } from './binary-reads.ts';
import type { FindingList } from './finding-list.ts';

/** Tables defined so far and not overwritten: a table that no scan reads before it is replaced could hold anything. */
export type TablesSeen = Set<string>;

/** Quantisation: one byte of precision and number, then 64 values. @see ITU-T T.81, B.2.4.1 */
export function verifyQuantisationTables(bytes: Uint8Array, start: number, end: number, seen: TablesSeen, findings: FindingList): void {
  let at = start + 4;
  while (at < end) {
    const head = byteAt(bytes, at);
    const isKnown = head >> 4 <= 1 && (head & 15) <= 3;
    findings.expect(isKnown && isNew(seen, `quantisation ${String(head & 15)}`), 'segment', 'DQT', start, end - start);
    at += 1 + (head >> 4 === 0 ? 64 : 128);
  }
  findings.expect(at === end && end > start + 4, 'segment', 'DQT', start, end - start);
}

/**
 * Huffman: one byte of class and number, 16 counts, then that many symbols. @see ITU-T T.81, B.2.4.2
 * @param isBetweenScans - progressive encoders replace their tables from scan to scan
 */
export function verifyHuffmanTables(
  bytes: Uint8Array,
  start: number,
  end: number,
  seen: TablesSeen,
  isBetweenScans: boolean,
  findings: FindingList,
): void {
  let at = start + 4;
  while (at + 17 <= end) {
    const head = byteAt(bytes, at);
    let symbols = 0;
    for (let length = 1; length <= 16; length += 1) {
      symbols += byteAt(bytes, at + length);
    }
    const isKnown = head >> 4 <= 1 && (head & 15) <= 3 && symbols <= 256;
    const isFresh = isNew(seen, `huffman ${String(head)}`) || isBetweenScans;
    findings.expect(isKnown && isFresh, 'segment', 'DHT', start, end - start);
    at += 17 + symbols;
  }
  findings.expect(at === end && end > start + 4, 'segment', 'DHT', start, end - start);
}

/** A restart interval takes four bytes behind its marker. @see ITU-T T.81, B.2.4.4 */
export function verifyDri(start: number, end: number, findings: FindingList): void {
  findings.expect(end - start === 6, 'segment', 'DRI', start, end - start);
}

/** Frame header: 8 bits, the planned size, 1 or 3 components, and not a byte more. @see ITU-T T.81, B.2.2 */
export function verifyFrameHeader(bytes: Uint8Array, start: number, end: number, expected: Size, findings: FindingList): void {
  const components = end - start >= 10 ? byteAt(bytes, start + 9) : 0;
  const isExact = (components === 1 || components === 3) && end === start + 10 + components * 3;
  findings.expect(isExact && byteAt(bytes, start + 4) === 8, 'segment', 'SOF', start, end - start);
  if (isExact) {
    const isPlanned = u16be(bytes, start + 7) === expected.width && u16be(bytes, start + 5) === expected.height;
    findings.expect(isPlanned, 'size', 'SOF', start, end - start);
  }
}

/** Scan header: its length follows from its number of components. @see ITU-T T.81, B.2.3 */
export function verifyScanHeader(bytes: Uint8Array, start: number, end: number, findings: FindingList): void {
  const components = end - start >= 5 ? byteAt(bytes, start + 4) : 0;
  const isExact = components >= 1 && components <= 3 && end === start + 8 + components * 2;
  findings.expect(isExact, 'segment', 'SOS', start, end - start);
}

function isNew(seen: TablesSeen, name: string): boolean {
  const isFirst = !seen.has(name);
  seen.add(name);
  return isFirst;
}
