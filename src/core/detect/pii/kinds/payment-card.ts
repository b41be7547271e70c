import { isLuhnValid } from '../checksums/luhn.ts';
import { isRepeated } from '../checksums/weighted-sum.ts';
import type { Finder, Report } from '../finder.ts';
import { idStarts } from '../national-ids/id-starts.ts';
import { ALPHANUMERIC, DIGIT, isClass } from '../text/characters.ts';
import { type CompactView, layoutOf, readCompact } from '../text/compact-view.ts';
import { fitShape } from '../text/confusions.ts';
import { THING_WORDS, contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';

const words = contextWords(
  'card,cards,card no,card number,credit card,debit card,credit,debit,visa,mastercard,master card,amex,american express,discover,maestro,diners,jcb,unionpay,pan,kreditkarte,kreditkartennummer,karte,kartennummer,carte,carte bancaire,numero de carte,tarjeta,numero de tarjeta,carta,carta di credito,creditcard,kaart,kaartnummer,karta,numer karty,cartao,numero do cartao',
);
const LAYOUTS = ['4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3', '4-4-4-4-2', '8-8', '8-11', '4-4-5', '4-4-4'];
const ALL_DIGITS = /^\d{12}/u;
/** Digits, and the letters that a recogniser reads for them. */
const CONFUSABLE = /^[\dOQDILZSGB]{12}/u;
/** Most separators in a card number's first twelve digits: three, and two that a recogniser made up. */
const MOST_GAPS = 5;
const SIZES = [19, 18, 17, 16, 15, 14, 13, 12] as const;

/** Payment cards: issuer's first digits, length and the Luhn sum. The longest that holds wins; without all three only a label makes a find. */
export const paymentCardFinder: Finder = {
  name: 'payment-card',
  kinds: ['payment-card'],
  find: (scan, report) => {
    idStarts(scan, (start) => {
      if (scan.mode === 'plain' && !isClass(scan.code(start), DIGIT)) return;
      // A letter in the middle of letters is the end of a label, not a misread first digit.
      if (!isClass(scan.code(start), DIGIT) && isClass(scan.code(start - 1), ALPHANUMERIC)) return;
      const view = readCompact(scan, start);
      if (
        !(scan.mode === 'plain' ? ALL_DIGITS : CONFUSABLE).test(view.text) ||
        isChopped(view.gaps) ||
        isClass(scan.code(start - 1), scan.mode === 'plain' ? ALPHANUMERIC : DIGIT)
      )
        return;
      for (const size of SIZES) if (tryCard(scan, view, size, report)) return;
    });
  },
};

function isChopped(gaps: readonly string[]): boolean {
  return gaps.slice(0, 12).filter((gap) => gap !== '').length > MOST_GAPS;
}

function tryCard(scan: ScanText, view: CompactView, size: number, report: Report): boolean {
  const start = view.at[0] ?? 0;
  const end = (view.at[size - 1] ?? -1) + 1;
  if (view.text.length < size || isClass(scan.code(end), scan.mode === 'plain' ? ALPHANUMERIC : DIGIT)) return false;
  const fitted = fitShape(view.text.slice(0, size), 'D'.repeat(size), scan.mode === 'recognised');
  if (fitted === null || fitted.changes > 2 || isRepeated(fitted.text)) return false;
  const layout = layoutOf(view, size);
  const written = LAYOUTS.includes(layout);
  const whole = layout === String(size);
  if (!written && !whole && scan.mode === 'plain') return false;
  const labelled = hasContextBefore(scan, start, words);
  const issued = isIssued(fitted.text);
  const valid = isLuhnValid(fitted.text);
  if (!valid && (!labelled || fitted.changes > 0 || !(issued || written))) return false;
  const thing = !labelled && hasContextBefore(scan, start, THING_WORDS, 28);
  const score = (valid ? validScore(issued, labelled, written) : 0.6) * (thing ? 0.5 : 1) - fitted.changes * 0.1;
  report({ kind: 'payment-card', start, end, score, reason: reasonOf(valid, issued, labelled), country: null });
  return valid;
}

function validScore(issued: boolean, labelled: boolean, written: boolean): number {
  if (labelled) return issued ? 0.98 : 0.85;
  if (issued) return written ? 0.95 : 0.85;
  return written ? 0.4 : 0.2;
}

function reasonOf(valid: boolean, issued: boolean, labelled: boolean): string {
  const parts = [valid ? 'checksum valid' : 'checksum not valid'];
  if (issued) parts.push('first digits and length of a card issuer');
  if (labelled) parts.push('after a word for a card');
  return parts.join(', ');
}

/** First digits and lengths that card schemes publish. Lengths 12 and 13 need a label, so they are not issued here. */
function isIssued(digits: string): boolean {
  const two = Number(digits.slice(0, 2));
  const three = Number(digits.slice(0, 3));
  const four = Number(digits.slice(0, 4));
  const size = digits.length;
  if (size === 15) return two === 34 || two === 37;
  if (size === 14) return two === 36 || two === 38 || (three >= 300 && three <= 305);
  if (size < 16) return false;
  if (digits.startsWith('4')) return size === 16 || size === 19;
  if (size === 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720) || (four >= 3528 && four <= 3589))) return true;
  return (
    two === 62 ||
    two === 65 ||
    four === 6011 ||
    (three >= 644 && three <= 649) ||
    two === 50 ||
    (two >= 56 && two <= 58) ||
    two === 63 ||
    two === 67
  );
}
