import { foldCharacter } from './fold-character.ts';

/** A stretch of a text, half-open, in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Text made comparable, with the way back. Every folded code unit knows the source range it came from; the ranges never run backwards. */
export class FoldedText {
  /** Folded text: case kept, no diacritics, ASCII digits, plain spaces and dashes, nothing invisible. */
  readonly text: string;
  private readonly starts: Uint32Array | null;
  private readonly ends: Uint32Array | null;

  /**
   * @param text - folded text
   * @param starts - source start per folded unit, owned by this object; `null` when folding changed nothing
   * @param ends - source end per folded unit, with the combining marks that follow it
   */
  constructor(text: string, starts: Uint32Array | null, ends: Uint32Array | null) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * Source range of a folded range: from the first unit's start to the last unit's end, with everything invisible between them.
   * @param start - first folded unit
   * @param end - one past the last folded unit; an empty range maps to an empty one
   */
  toSource(start: number, end: number): TextRange {
    if (this.starts === null || this.ends === null) return { start, end };
    if (start >= end) {
      const at = start < this.text.length ? (this.starts[start] ?? 0) : (this.ends[this.text.length - 1] ?? 0);
      return { start: at, end: at };
    }
    return { start: this.starts[start] ?? 0, end: this.ends[end - 1] ?? 0 };
  }
}

/**
 * Folds text for matching: diacritics, full-width forms, ligatures, foreign decimal digits, typographic spaces, dashes and quotes become
 * plain ones; soft hyphens, zero-width characters and direction marks vanish. Case stays. One pass, one lookup per character.
 * Look-alike letters of other scripts (Cyrillic or Greek in a Latin word) are not folded.
 * @param source - any string, lone surrogates included
 */
export function foldForMatching(source: string): FoldedText {
  const plain = plainPrefix(source);
  return plain === source.length ? new FoldedText(source, null, null) : foldFrom(source, plain);
}

function plainPrefix(source: string): number {
  let at = 0;
  while (at < source.length && source.charCodeAt(at) < 0x80) at += 1;
  return at;
}

function foldFrom(source: string, plain: number): FoldedText {
  const output = new FoldBuffer(source.length + 64);
  for (let at = 0; at < plain; at += 1) output.push(source.charCodeAt(at), at, at + 1);
  for (let at = plain; at < source.length;) {
    const code = source.charCodeAt(at);
    if (code < 0x80) {
      output.push(code, at, at + 1);
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(source.codePointAt(at) ?? code);
    const end = at + character.length;
    const folded = foldCharacter(character);
    for (let unit = 0; unit < folded.text.length; unit += 1) output.push(folded.text.charCodeAt(unit), at, end);
    if (folded.attaches) output.attach(at, end);
    at = end;
  }
  return output.finish();
}

/** Growing arrays of folded units and their source ranges. */
class FoldBuffer {
  private units: Uint16Array;
  private starts: Uint32Array;
  private ends: Uint32Array;
  private length = 0;

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  push(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** Gives a combining mark to the character right before it: to all units of it, where it folds to several. */
  attach(markStart: number, markEnd: number): void {
    const last = this.length - 1;
    if (last < 0 || this.ends[last] !== markStart) return;
    const start = this.starts[last];
    for (let at = last; at >= 0 && this.starts[at] === start; at -= 1) this.ends[at] = markEnd;
  }

  finish(): FoldedText {
    const parts: string[] = [];
    // Argument lists have a limit; this size is far below every engine's.
    for (let at = 0; at < this.length; at += 8192) {
      parts.push(String.fromCharCode(...this.units.subarray(at, Math.min(this.length, at + 8192))));
    }
    return new FoldedText(parts.join(''), this.starts.slice(0, this.length), this.ends.slice(0, this.length));
  }

  private grow(): void {
    const capacity = this.units.length * 2;
    const { units, starts, ends } = this;
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.units.set(units);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}
