import { describe, expect, it } from 'vitest';
import { readPolicyText, serialisePolicy } from '../../../../src/core/policy/policy-file.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { PRESETS } from '../../../../src/core/policy/presets.ts';
import { samePolicy } from '../../../../src/ui/policy/same-policy.ts';

describe('samePolicy', () => {
  it('knows every policy again that was saved, locked and opened', () => {
    for (const policy of [DEFAULT_POLICY, ...PRESETS.map((preset) => preset.policy)]) {
      const reading = readPolicyText(serialisePolicy({ ...policy, locked: true }));
      expect(reading.status === 'ok' && samePolicy(reading.policy, policy)).toBe(true);
    }
  });

  it('tells the presets apart, and a policy from what became of it', () => {
    const all = [DEFAULT_POLICY, ...PRESETS.map((preset) => preset.policy)];
    expect(all.map((one) => all.filter((other) => samePolicy(one, other)).length)).toEqual(all.map(() => 1));
    expect(samePolicy(DEFAULT_POLICY, { ...DEFAULT_POLICY, name: 'Mine' })).toBe(false);
    expect(samePolicy(DEFAULT_POLICY, { ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, secondReviewer: true } })).toBe(false);
  });
});
