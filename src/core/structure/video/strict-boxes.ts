import { AnonymizerError } from '../../errors.ts';
import type { FindingList } from '../finding-list.ts';
import type { SourceReader } from './byte-source.ts';
import { readBoxAt, type FilmBox } from './iso-walk.ts';

/** Names that may be told; a box type from a file may be anything. */
const KNOWN = new Set('ftyp moov mdat free skip wide uuid udta meta moof mfra sidx styp emsg mvhd trak mvex iods tkhd edts elst tref mdia mdhd hdlr minf vmhd smhd gmhd nmhd dinf dref stbl stsd stts ctts cslg stsc stsz stz2 stco co64 stss sdtp sbgp sgpd subs saiz saio senc trex mfhd traf tfhd tfdt trun tfra mfro avcC hvcC vpcC av1C esds dOps dfLa dac3 dec3 pcmC pasp colr btrt clap sinf name'.split(' '));

/** A name for a finding. */
export function boxName(type: string): string {
  return KNOWN.has(type) ? `${type} box` : 'unknown box';
}

/**
 * Reads the boxes that fill a range to its last byte, and checks which they are.
 * @param grammar - types in order, with spaces between; `?` behind one that may be left out, `+` behind one that may come several times, `/` between two of which one is there
 * @throws AnonymizerError `input/truncated` or `input/corrupt` where they can't be read
 */
export async function strictBoxes(reader: SourceReader, start: number, end: number, grammar: string, findings: FindingList): Promise<readonly FilmBox[]> {
  const boxes: FilmBox[] = [];
  for (let at = start; at < end; ) {
    const box = await readBoxAt(reader, at, end);
    findings.walked();
    findings.expect(!box.isOpenEnded, 'malformed', 'box without a size', at, box.end - at);
    boxes.push(box);
    if (boxes.length > 10_000) throw new AnonymizerError('input/corrupt', { offset: at });
    at = box.end;
  }
  expectGrammar(boxes, grammar, findings);
  return boxes;
}

/** Checks which boxes there are, and their order. */
export function expectGrammar(boxes: readonly FilmBox[], grammar: string, findings: FindingList): void {
  const types = new Set(grammar.replaceAll(/[?+()]/g, '').split(/[ /]+/));
  const strangers = boxes.filter(({ type }) => !types.has(type));
  for (const { type, start, end } of strangers) {
    findings.add('segment', boxName(type), start, end - start);
  }
  if (strangers.length > 0) return;
  const [first] = boxes;
  const isInOrder = follows(boxes.map(({ type }) => type), grammar);
  findings.expect(isInOrder, 'malformed', 'boxes missing, twice or out of order', first?.start ?? 0, 0);
}

/** Each part takes all that it can: no grammar has the same type in two parts that could follow each other. */
function follows(types: readonly string[], grammar: string): boolean {
  let at = 0;
  for (const part of grammar.split(' ')) {
    const names = part.replaceAll(/[?+()]/g, '').split('/');
    const start = at;
    while (names.includes(types[at] ?? '') && (at === start || part.endsWith('+'))) at += 1;
    if (at === start && !part.endsWith('?')) return false;
  }
  return at === types.length;
}
