import type { Finder, Report } from '../finder.ts';
import { DIGIT, isClass } from '../text/characters.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';

const words = contextWords(
  'lat,latitude,lon,lng,long,longitude,gps,coordinates,coordinate,position,location,geo,koordinaten,coordonnees,coordenadas,coordinate,coordinaten,wspolrzedne,breitengrad,langengrad',
);
/** Decimal pair: each part is bounded, so a match is constant work. */
const DECIMAL_PAIR = /([+-]?\d{1,2}\.\d{3,12})[ ]?[,;/ ][ ]{0,2}([+-]?\d{1,3}\.\d{3,12})(?![\d.])/uy;
/** Degrees, minutes and seconds with hemispheres; folding keeps the degree sign. */
const SEXAGESIMAL =
  /\d{1,3}[°º][ ]?\d{1,2}['"]?(?:[ ]?\d{1,2}(?:\.\d{1,6})?["']{0,2})?[ ]?[NSns][ ,;]{0,3}\d{1,3}[°º][ ]?\d{1,2}['"]?(?:[ ]?\d{1,2}(?:\.\d{1,6})?["']{0,2})?[ ]?[EWOewo]/uy;
const DEGREES = /\d{1,2}\.\d{2,12}[°º]?[ ]?[NSns][ ,;]{1,3}\d{1,3}\.\d{2,12}[°º]?[ ]?[EWOewo](?![a-z])/uy;
/** Most characters any of the patterns can look at. */
const LONGEST = 64;

/** Pairs of latitude and longitude, decimal or in degrees and minutes. */
export const coordinatesFinder: Finder = {
  name: 'coordinates',
  kinds: ['coordinates'],
  find: (scan, report) => {
    const { runs } = scan;
    let last = 0;
    for (let run = 0; run < runs.count; run += 1) {
      scan.steps += 1;
      const start = runs.starts[run] ?? 0;
      const mark = scan.text.charAt(runs.ends[run] ?? 0);
      if (start < last || !isClass(scan.code(start), DIGIT) || !(mark === '.' || mark === '°' || mark === 'º')) continue;
      last = tryPair(scan, start, report);
    }
  },
};

function tryPair(scan: ScanText, start: number, report: Report): number {
  scan.steps += LONGEST;
  for (const pattern of [SEXAGESIMAL, DEGREES]) {
    const match = matchAt(pattern, scan.text, start);
    if (match === null) continue;
    const end = start + match[0].length;
    report({ kind: 'coordinates', start, end, score: 0.9, reason: 'latitude and longitude with hemispheres', country: null });
    return end;
  }
  const signed = '+-'.includes(scan.text.charAt(start - 1)) && start > 0 ? start - 1 : start;
  const match = matchAt(DECIMAL_PAIR, scan.text, signed);
  if (match === null || Math.abs(Number(match[1])) > 90 || Math.abs(Number(match[2])) > 180) return start;
  const end = signed + match[0].length;
  const labelled = hasContextBefore(scan, signed, words, 32);
  const fine = [match[1], match[2]].every((part) => (part ?? '').split('.')[1]?.length !== 3);
  report({
    kind: 'coordinates',
    start: signed,
    end,
    score: labelled ? 0.92 : fine ? 0.65 : 0.3,
    reason: labelled ? 'pair of decimal degrees after a word for a place' : 'pair of decimal degrees',
    country: null,
  });
  return end;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
