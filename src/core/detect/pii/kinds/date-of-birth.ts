import { isMonthAndDay } from '../checksums/weighted-sum.ts';
import type { Finder } from '../finder.ts';
import { contextWords, hasContextAfter, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT } from '../text/words.ts';

const words = contextWords(
  'born,dob,d o b,date of birth,birth date,birthdate,birthday,birth,geboren,geboren am,geb,geb am,geburtsdatum,geburtstag,geburtsdatum am,ne le,nee le,ne e le,ne,nee,naissance,date de naissance,nacido,nacida,nacido el,nacida el,nacimiento,fecha de nacimiento,f nac,fnac,' +
    'nato,nata,nato il,nata il,nascita,data di nascita,geboortedatum,geb datum,geboren op,urodzony,urodzona,ur,data urodzenia,nascido,nascida,nascimento,data de nascimento,nasc,dt nasc,fodt,fodselsdato,fodd,syntynyt,syntymaaika,narozen,data nasterii',
);
const after = contextWords('born,dob,date of birth,birthday,geboren,naissance,nacimiento');

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan january januar janner janvier enero ene gennaio gen januari stycznia sty janeiro',
    'feb february februar feber fevrier fevr fev febrero febbraio februari lutego lut fevereiro',
    'mar march marz maerz mars marzo maart mrt marca marco',
    'apr april avril avr abril abr aprile kwietnia kwi',
    'may mai mayo maggio mag mei maja maio',
    'jun june juni juin junio giugno giu czerwca cze junho',
    'jul july juli juillet juil julio luglio lug lipca lip julho',
    'aug august aout agosto ago augustus sierpnia sie',
    'sep sept september septembre septiembre settembre set wrzesnia wrz setembro',
    'oct october okt oktober octobre octubre ottobre ott pazdziernika paz outubro out',
    'nov november novembre noviembre listopada lis novembro',
    'dec december dez dezember decembre diciembre dic dicembre grudnia gru dezembro',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** Dates after a word for a birth. Dates without one score too low to be reported, as receipts and letters are full of them. */
export const dateOfBirthFinder: Finder = {
  name: 'date-of-birth',
  kinds: ['date-of-birth'],
  find: (scan, report) => {
    for (let word = 0; word < scan.words.count;) {
      const span = readDate(scan, word);
      if (span === null) {
        word += 1;
        continue;
      }
      const start = scan.startOf(word);
      const end = scan.endOf(span.last);
      const born = hasContextBefore(scan, start, words, 40) || hasContextAfter(scan, end, after);
      report({
        kind: 'date-of-birth',
        start,
        end,
        score: born ? (span.fullYear ? 0.95 : 0.85) : 0.2,
        reason: born ? 'date beside a word for a birth' : 'date',
        country: null,
      });
      word = span.last + 1;
    }
  },
};

interface DateSpan {
  readonly last: number;
  readonly fullYear: boolean;
}

/** Reads a date that starts at a word: three numbers with one kind of mark, eight digits, or a day and a month by name. */
function readDate(scan: ScanText, word: number): DateSpan | null {
  const first = scan.wordAt(word);
  const numeric = (scan.shape(word) & HAS_DIGIT) !== 0;
  if (numeric && /^(?:19|20)\d{6}$/u.test(first) && isMonthAndDay(Number(first.slice(4, 6)), Number(first.slice(6))))
    return { last: word, fullYear: true };
  if (numeric && first.length > 4) return null;
  if (!numeric && MONTHS[first] === undefined) return null;
  const gap = scan.gapAfter(word);
  if (numeric && /^ ?[-./] ?$/u.test(gap) && scan.gapAfter(word + 1) === gap) {
    return fromNumbers([first, scan.wordAt(word + 1), scan.wordAt(word + 2)], word + 2);
  }
  if (!/^(?:[ .,'-]|\. |, |)$/u.test(gap)) return null;
  return byName(scan, word, first, numeric);
}

function fromNumbers(parts: readonly string[], last: number): DateSpan | null {
  const [a = '', b = '', c = ''] = parts;
  if (![a, b, c].every((part) => /^\d{1,4}$/u.test(part))) return null;
  const [x, y, z] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) return isYear(x) && isMonthAndDay(y, z) ? { last, fullYear: true } : null;
  if (a.length > 2 || b.length > 2 || c.length % 2 === 1) return null;
  if (c.length === 4 && !isYear(z)) return null;
  return isMonthAndDay(y, x) || isMonthAndDay(x, y) ? { last, fullYear: c.length === 4 } : null;
}

/** "12 March 1980", "12. März 1980", "12 de marzo de 1980", "March 12, 1980", "12MAR1980". */
function byName(scan: ScanText, word: number, first: string, numeric: boolean): DateSpan | null {
  let next = word + 1;
  const skipSmall = (): void => {
    if (['de', 'del', 'of', 'th', 'st', 'nd', 'rd', 'di', 'do'].includes(scan.wordAt(next))) next += 1;
  };
  if (numeric) skipSmall();
  const second = scan.wordAt(next);
  const day = Number((numeric ? first : second).replace(/(?:st|nd|rd|th|er)$/u, ''));
  const month = MONTHS[numeric ? second : first];
  if (month === undefined || !isMonthAndDay(month, day)) return null;
  next += 1;
  skipSmall();
  const year = scan.wordAt(next);
  if (!/^(?:\d{4}|\d{2})$/u.test(year) || scan.startOf(next) - scan.endOf(next - 1) > 2) return null;
  if (year.length === 4 && !isYear(Number(year))) return null;
  return { last: next, fullYear: year.length === 4 };
}

/** Years in which somebody in a document of today can be born. */
function isYear(year: number): boolean {
  return year >= 1880 && year <= 2060;
}
