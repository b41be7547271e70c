/** How a number is written. */
export interface PhoneShape {
  /** All digits. */
  readonly digits: string;
  readonly groups: readonly string[];
  /** What stands before each group. */
  readonly gaps: readonly string[];
  /** Whether it starts with a plus sign. */
  readonly plus: boolean;
}

/** A score and its reason. */
export interface ShapeScore {
  readonly score: number;
  readonly reason: string;
}

/** Country calling codes of ITU-T E.164, by length: all codes that start with one of the listed pairs have three digits. */
const ONE_OR_TWO = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u;
const THREE = /^(?:2[1-689]|3[578]|42|5[09]|6[789]|8[05789]|9[679])\d/u;

/**
 * How much a number looks like a telephone number, from its digits and their grouping alone.
 * @param shape - how it is written
 * @returns 0 for what is surely something else: dates, amounts, addresses of computers
 */
export function phoneShapeScore(shape: PhoneShape): ShapeScore {
  const { digits } = shape;
  const layout = shape.groups.map((group) => group.length).join('-');
  if (shape.plus) return international(digits, shape.groups.length);
  if (
    looksLikeDate(shape) ||
    (layout.split('-').length === 4 &&
      shape.gaps.slice(1).every((gap) => gap === '.') &&
      shape.groups.every((group) => Number(group) <= 255))
  )
    return no;
  if (digits.startsWith('00') && digits.length >= 10 && (ONE_OR_TWO.test(digits.slice(2)) || THREE.test(digits.slice(2))))
    return { score: 0.75, reason: 'international access code' };
  const northAmerican = northAmericanScore(shape, layout);
  if (northAmerican !== null) return northAmerican;
  const brackets = shape.gaps.some((gap) => gap.includes('(')) && shape.gaps.some((gap) => gap.includes(')'));
  if (brackets && digits.length >= 7 && digits.length <= 13) return { score: 0.75, reason: 'area code in brackets' };
  if (digits.startsWith('0') && digits.length >= 9 && digits.length <= 12) return trunk(shape, layout);
  if (layout === '3-3-3' || layout === '2-3-2-2' || layout === '3-2-2-2')
    return { score: /^[4-9]/u.test(digits) ? 0.45 : 0.25, reason: 'grouped like a telephone number' };
  if (layout === '4-4' || layout === '5-4' || layout === '2-4-4' || layout === '2-5-4')
    return { score: 0.4, reason: 'grouped like a telephone number' };
  if (shape.groups.length >= 3 && digits.length >= 8 && digits.length <= 12) return { score: 0.35, reason: 'grouped digits' };
  return { score: digits.length >= 7 && digits.length <= 13 ? 0.2 : 0.1, reason: 'digits' };
}

const no: ShapeScore = { score: 0, reason: '' };

function international(digits: string, groups: number): ShapeScore {
  const known = ONE_OR_TWO.test(digits) || THREE.test(digits);
  if (!known || digits.length < 7 || digits.length > 16) return { score: 0.3, reason: 'plus sign before digits' };
  return { score: digits.length >= 9 || groups > 1 ? 0.92 : 0.6, reason: 'country calling code' };
}

function northAmericanScore(shape: PhoneShape, layout: string): ShapeScore | null {
  const national = shape.digits.length === 11 && shape.digits.startsWith('1') ? shape.digits.slice(1) : shape.digits;
  const grouped = layout === '3-3-4' || layout === '1-3-3-4';
  if (!grouped || !/^[2-9]\d\d[2-9]\d{6}$/u.test(national)) return null;
  const brackets = shape.gaps.some((gap) => gap.includes('('));
  const blanks = shape.gaps.slice(1).every((gap) => gap === ' ');
  return { score: brackets ? 0.88 : blanks ? 0.6 : 0.8, reason: 'grouped like a North American number' };
}

function trunk(shape: PhoneShape, layout: string): ShapeScore {
  if (layout === '2-2-2-2-2') return { score: 0.88, reason: 'grouped like a French number' };
  if (shape.groups.length === 1)
    return { score: /^0[1-9]/u.test(shape.digits) ? 0.5 : 0.2, reason: 'leading zero and length of a national number' };
  const first = shape.groups[0]?.length ?? 0;
  return first >= 2 && first <= 6 ? { score: 0.72, reason: 'area code with a leading zero' } : { score: 0.35, reason: 'grouped digits' };
}

function looksLikeDate(shape: PhoneShape): boolean {
  if (shape.groups.length < 3) return false;
  const [a = '', b = '', c = ''] = shape.groups;
  const marks = shape.gaps.slice(1, 3);
  if (!marks.every((gap) => gap === marks[0] && '-./'.includes(gap.trim()) && gap.trim() !== '')) return false;
  const yearFirst = a.length === 4 && b.length <= 2 && c.length <= 2 && Number(b) <= 12 && Number(c) <= 31;
  const yearLast =
    a.length <= 2 && b.length <= 2 && (c.length === 4 || c.length === 2) && shape.groups.length < 4 && Number(a) <= 31 && Number(b) <= 31;
  return yearFirst || yearLast;
}
