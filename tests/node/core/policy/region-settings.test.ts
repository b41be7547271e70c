import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../../src/core/detect/detection.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { regionSettings } from '../../../../src/core/policy/region-settings.ts';

describe('regionSettings', () => {
  it('gives what the policy says of a kind that detectors look for', () => {
    for (const kind of KINDS) expect(regionSettings(DEFAULT_POLICY, kind)).toBe(DEFAULT_POLICY.kinds[kind]);
  });

  it('gives areas one colour and no growth under every policy', () => {
    const kinds = Object.fromEntries(KINDS.map((kind) => [kind, { ...DEFAULT_POLICY.kinds[kind], fill: 'soft', maskScale: 3, maskMargin: 2, lengthBucket: 7, shape: 'ellipse' }])) as Policy['kinds'];
    for (const policy of [DEFAULT_POLICY, { ...DEFAULT_POLICY, kinds }]) {
      expect(regionSettings(policy, 'area')).toEqual({ maskScale: 1, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'rectangle' });
    }
  });
});
