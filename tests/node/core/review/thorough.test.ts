import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY, searchThoroughly } from '../../../../src/core/policy/policy.ts';

describe('thorough search', () => {
  it('is off by default, and brings lower thresholds for faces when it is on', () => {
    expect(DEFAULT_POLICY.detection.thorough).toBe(false);
    const on = searchThoroughly(DEFAULT_POLICY, true);
    expect(on.detection.thorough).toBe(true);
    expect(on.kinds.face.maskThreshold).toBeLessThan(DEFAULT_POLICY.kinds.face.maskThreshold);
    expect(on.kinds.face.reviewThreshold).toBeLessThan(on.kinds.face.maskThreshold);
    expect({ ...on.kinds, face: null }).toEqual({ ...DEFAULT_POLICY.kinds, face: null });
  });

  it('is taken back whole', () => {
    expect(searchThoroughly(searchThoroughly(DEFAULT_POLICY, true), false)).toEqual(DEFAULT_POLICY);
  });

  it('leaves thresholds that a person chose', () => {
    const own = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskThreshold: 0.4 } } };
    expect(searchThoroughly(own, true).kinds.face.maskThreshold).toBe(0.4);
  });

  it('reads the same from a document', () => {
    expect(parsePolicy({ version: 1, detection: { thorough: true } })).toEqual(searchThoroughly(DEFAULT_POLICY, true));
    expect(parsePolicy({ version: 1, detection: { thorough: true }, kinds: { face: { maskThreshold: 0.5 } } }).kinds.face.maskThreshold).toBe(0.5);
    expect(parsePolicy(JSON.parse(JSON.stringify(searchThoroughly(DEFAULT_POLICY, true))))).toEqual(searchThoroughly(DEFAULT_POLICY, true));
  });

  it.each([{ thorough: 1 }, { thorough: true, more: 1 }, [], 'x'])('refuses detection = %j', (detection) => {
    expect(() => parsePolicy({ version: 1, detection })).toThrow(expect.objectContaining({ code: 'policy/invalid' }));
  });
});
