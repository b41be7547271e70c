import type { WrittenFormat } from '../structure/inspection.ts';
import { cleanPart, notADevice } from './path-part.ts';

/** What a name may be made from. */
export interface NameFacts {
  /** Running number of the file in its batch, from 1. */
  readonly index: number;
  /** Number of files in the batch; sets how many digits the running number has. */
  readonly total: number;
  /** Name of the source file, untrusted. Used only where the pattern asks for `{name}`. */
  readonly sourceName: string;
}

/** Extensions come from the written format, never from the source. */
const EXTENSIONS: Readonly<Record<WrittenFormat, string>> = { jpeg: '.jpg', png: '.png', webp: '.webp', avif: '.avif', gif: '.gif', tiff: '.tif', mp4: '.mp4', webm: '.webm' };

const LEAST_DIGITS = 4;
/** Most UTF-8 bytes of a name without its extension: common file systems hold 255, some encrypted ones 143. */
const MAX_STEM_BYTES = 120;
/** Most UTF-8 bytes taken from the source's name, so that the running number after it is not cut off. */
const MAX_SOURCE_BYTES = 80;

/**
 * A safe name for a download. The source's name takes part only where the pattern asks for it.
 * @param pattern - name without extension: `{n}` is the running number, `{name}` the source's name without its extension
 * @param facts - of the file; untrusted text in them is cleaned
 * @param format - of the bytes that get the name
 * @returns one path part of at most 125 bytes in UTF-8, never empty
 */
export function outputName(pattern: string, facts: NameFacts, format: WrittenFormat): string {
  const digits = Math.max(LEAST_DIGITS, String(facts.total).length);
  const number = String(facts.index).padStart(digits, '0');
  const source = cleanPart(withoutExtension(lastPart(facts.sourceName)), MAX_SOURCE_BYTES);
  // One pass, so that a source called "{n}" is not read as a pattern.
  const filled = lastPart(pattern).replace(/\{(n|name)\}/g, (_, field) => (field === 'n' ? number : source));
  const stem = cleanPart(filled, MAX_STEM_BYTES);
  const named = stem === '' ? `anonymised-${number}` : stem;
  return notADevice(named) + EXTENSIONS[format];
}

/**
 * Makes a name differ from those already given out, by a running suffix before the extension. Names that differ only in
 * case count as the same, as they do on Windows and macOS.
 * @param name - from {@link outputName}
 * @param taken - names given out so far; the result is added to it, in the form in which names are compared
 */
export function uniqueName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  let candidate = name;
  for (let n = 2; taken.has(candidate) || taken.has(compared(candidate)); n += 1) candidate = `${stem}-${n}${extension}`;
  taken.add(compared(candidate));
  return candidate;
}

function compared(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The last part of a path that is not empty, for either kind of slash. */
function lastPart(path: string): string {
  return path.split(/[/\\]/).filter((part) => part !== '').at(-1) ?? '';
}

function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
