import type { Finder, Report } from '../finder.ts';
import { ALPHANUMERIC, DIGIT, isClass } from '../text/characters.ts';
import { THING_WORDS, contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';
import { type PhoneShape, phoneShapeScore } from './phone-shape.ts';

const words = contextWords(
  'phone,phone no,phone number,telephone,tel,tel no,mobile,mob,cellphone,cell phone,call me,call us,text me,whatsapp,sms,fax,contact no,contact number,hotline,telefon,telefonnummer,tel nr,handy,handynummer,mobil,mobilnummer,rufnummer,telefax,festnetz,' +
    'telephone,gsm,telefono,movil,cellulare,celular,telefoon,telefoonnummer,mobiel,telefonu,nr tel,komorka,telefone,telemovel,fone',
);
/** Words that mean other things too, and count right before the number only. */
const nearWords = contextWords('call,ring,dial,text,cell,contact,contato,ruf,portable,kom,extension,bel,llame,appelez');
const NEAR = 10;
const NEAREST = 16;
/** Most digits in a number, ITU-T E.164, and a few for an access code. */
const MOST_DIGITS = 17;
const MOST_GROUPS = 8;

/** Telephone numbers: an international prefix, the way a country groups its numbers, or a word for a telephone before bare digits. */
export const phoneFinder: Finder = {
  name: 'phone',
  kinds: ['phone'],
  find: (scan, report) => {
    for (let at = 0; at < scan.text.length;) {
      const code = scan.code(at);
      const opens =
        code === 43 || code === 40 ? isClass(scan.code(at + 1), DIGIT) || (code === 40 && scan.code(at + 1) === 43) : isClass(code, DIGIT);
      if (!opens) {
        at += 1;
        continue;
      }
      const shape = readShape(scan, at);
      if (shape.digits.length >= 5 && shape.digits.length <= MOST_DIGITS && hasFreeEdges(scan, at, shape.end))
        judge(scan, at, shape, report);
      at = skipDigits(scan, shape.end);
    }
  },
};

function judge(scan: ScanText, start: number, shape: PhoneShape & { readonly end: number }, report: Report): void {
  const alone = phoneShapeScore(shape);
  if (alone.score === 0) return;
  const near = hasContextBefore(scan, start, words, NEAREST) || hasContextBefore(scan, start, nearWords, NEAR);
  // Where both kinds of words stand before a number, the nearer one is about it.
  const labelled = near || (hasContextBefore(scan, start, words, 32) && !hasContextBefore(scan, start, THING_WORDS, NEAREST));
  const thing = !labelled && hasContextBefore(scan, start, THING_WORDS, 28);
  const long = shape.digits.length >= 7;
  const score = labelled ? Math.max(alone.score, long ? 0.9 : 0.6) : thing ? alone.score * 0.5 : alone.score;
  report({
    kind: 'phone',
    start,
    end: extensionEnd(scan, shape.end),
    score,
    reason: labelled ? `${alone.reason}, after a word for a telephone` : alone.reason,
    country: null,
  });
}

function readShape(scan: ScanText, start: number): PhoneShape & { readonly end: number } {
  const groups: string[] = [];
  const gaps: string[] = [];
  let [at, end, digits] = [start, start, ''];
  const open = scan.code(start);
  const plus = open === 43 || (open === 40 && scan.code(start + 1) === 43);
  for (;;) {
    let group = '';
    const gapStart = at;
    while (at < gapStart + 3 && '+ -./()'.includes(scan.text.charAt(at)) && at < scan.text.length) at += 1;
    const gap = scan.text.slice(gapStart, at);
    if (groups.length > 0 && (gap === '' || gap.includes('+') || startsAnew(scan, gap, at, digits))) break;
    while (isClass(scan.code(at), DIGIT) && group.length <= MOST_DIGITS) {
      group += scan.text.charAt(at);
      at += 1;
    }
    if (group === '' || digits.length + group.length > MOST_DIGITS || groups.length === MOST_GROUPS) {
      // A number that is too long by itself is no telephone number; one that grows too long ended at the group before.
      if (groups.length === 0) digits = group;
      if (groups.length === 0) end = at;
      break;
    }
    groups.push(group);
    gaps.push(gap);
    digits += group;
    end = at;
  }
  return { digits, groups, gaps, plus, end };
}

/** After a whole number, a blank and a leading zero or a bracket start the next one, as in a list. */
function startsAnew(scan: ScanText, gap: string, at: number, digits: string): boolean {
  if (gap.trim() === '' && gap.length > 1) return true;
  return digits.length >= 10 && (gap === ' ' || gap.includes('(')) && (scan.code(at) === 48 || gap.includes('('));
}

function hasFreeEdges(scan: ScanText, start: number, end: number): boolean {
  const before = scan.code(start - 1);
  const after = scan.code(end);
  const mark = scan.text.charAt(end);
  if (isClass(after, DIGIT) || isClass(before, DIGIT)) return false;
  if ((mark === '.' || mark === ',' || mark === ':') && isClass(scan.code(end + 1), DIGIT)) return false;
  if (start > 1 && '.,:'.includes(scan.text.charAt(start - 1)) && isClass(scan.code(start - 2), DIGIT)) return false;
  if ('%€$£'.includes(mark) && mark !== '') return false;
  if (start > 0 && '€$£#-_'.includes(scan.text.charAt(start - 1))) return false;
  if (scan.mode === 'recognised') return true;
  return !isClass(before, ALPHANUMERIC) && (!isClass(after, ALPHANUMERIC) || scan.lower.charAt(end) === 'x');
}

/** "ext. 12", "x12", "Durchwahl -12" right behind. */
function extensionEnd(scan: ScanText, end: number): number {
  const match = /^ ?(?:x|ext|extension|dw|poste|int)[.: ]{0,2}\d{1,6}(?!\d)/u.exec(scan.lower.slice(end, end + 24));
  scan.steps += 24;
  return match === null ? end : end + match[0].length;
}

function skipDigits(scan: ScanText, from: number): number {
  let at = from;
  while (isClass(scan.code(at), DIGIT)) at += 1;
  return Math.max(at, from);
}
