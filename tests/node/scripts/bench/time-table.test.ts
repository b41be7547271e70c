import { describe, expect, it } from 'vitest';
import { onlyKinds } from '../../../../scripts/bench/kind-times.ts';
import { timeTable } from '../../../../scripts/bench/time-table.ts';
import { parsePolicy } from '../../../../src/core/policy/parse-policy.ts';

describe('timeTable', () => {
  const row = { name: 'face', pictures: 2, milliseconds: 3000, detect: 800, export: 1000, megapixels: 8, finds: 7, bare: 250 };
  it('gives means per picture and per megapixel, and the whole path over the bare codecs', () => {
    expect(timeTable([row])[1]?.split(/\s{2,}/u)).toEqual(['face', '1500', '400', '500', '100.0', '125.0', '12.0 x', '3.5']);
  });
  it('aligns its columns', () => {
    const lines = timeTable([row, { ...row, name: 'licence-plate', milliseconds: 300_000 }]);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

describe('onlyKinds', () => {
  it('is a policy that looks for these kinds and no other', () => {
    const { kinds } = parsePolicy(onlyKinds(['text', 'qr-code']));
    expect(Object.entries(kinds).filter(([, kind]) => kind.enabled).map(([name]) => name)).toEqual(['qr-code', 'text']);
  });
  it('refuses kinds that do not exist', () => {
    expect(() => onlyKinds(['face', 'nose'])).toThrow(/nose/u);
  });
});
