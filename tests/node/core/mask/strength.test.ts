import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../../src/core/detect/detection.ts';
import { isReadable, isStrongEnough, WEAK_FILL_RULES } from '../../../../src/core/mask/strength.ts';
import { FILL_STYLES } from '../../../../src/core/review/decision.ts';

/** Kinds that may be pixelated under each rule. */
const allowed = (rule: (typeof WEAK_FILL_RULES)[number]): string[] => KINDS.filter((kind) => isStrongEnough('pixelate', kind, rule));

describe('the strength floor', () => {
  it('lets solid and soft over everything, under every rule', () => {
    for (const rule of WEAK_FILL_RULES) for (const kind of KINDS) for (const fill of FILL_STYLES) if (fill !== 'pixelate') expect(isStrongEnough(fill, kind, rule)).toBe(true);
  });

  it('lets pixelation over no kind, over shapes only, or over all', () => {
    expect(allowed('nowhere')).toEqual([]);
    expect(allowed('not-on-text')).toEqual(['face', 'head', 'person', 'vehicle']);
    expect(allowed('anywhere')).toEqual([...KINDS]);
  });

  it('is as strict about areas as about text, because nobody said what they cover', () => {
    for (const rule of WEAK_FILL_RULES) expect(isStrongEnough('pixelate', 'area', rule)).toBe(isStrongEnough('pixelate', 'text', rule));
    expect(isReadable('area')).toBe(true);
  });

  it('counts everything with characters or bars as readable', () => {
    expect(KINDS.filter(isReadable).toSorted()).toEqual(['licence-plate', 'personal-text', 'qr-code', 'text']);
  });
});
