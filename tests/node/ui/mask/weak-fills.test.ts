import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { withWeakFills } from '../../../../src/ui/mask/weak-fills.ts';

const { kinds } = DEFAULT_POLICY;
const LOOSE: Policy = { ...DEFAULT_POLICY, weakFills: 'anywhere', kinds: { ...kinds, face: { ...kinds.face, fill: 'pixelate' }, text: { ...kinds.text, fill: 'pixelate' }, head: { ...kinds.head, fill: 'soft' } } };

describe('withWeakFills', () => {
  it('takes back to solid only what the new rule forbids', () => {
    const fills = (policy: Policy): string[] => [policy.kinds.face.fill, policy.kinds.text.fill, policy.kinds.head.fill];
    expect(fills(withWeakFills(LOOSE, 'not-on-text'))).toEqual(['pixelate', 'solid', 'soft']);
    expect(fills(withWeakFills(LOOSE, 'nowhere'))).toEqual(['solid', 'solid', 'soft']);
    expect(fills(withWeakFills(LOOSE, 'anywhere'))).toEqual(['pixelate', 'pixelate', 'soft']);
  });

  it('gives a policy that is valid under every rule', () => {
    for (const rule of ['nowhere', 'not-on-text', 'anywhere'] as const) expect(parsePolicy(withWeakFills(LOOSE, rule)).weakFills).toBe(rule);
  });
});
