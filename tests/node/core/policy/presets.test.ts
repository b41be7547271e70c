import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../../src/core/detect/detection.ts';
import { readPolicyText, serialisePolicy } from '../../../../src/core/policy/policy-file.ts';
import { PRESET_IDS, presetPolicy, PRESETS } from '../../../../src/core/policy/presets.ts';
import { isIrreversible } from '../../../../src/core/mask/strength.ts';
import { presetWords } from '../../../../src/ui/words/en/presets.ts';

describe('PRESETS', () => {
  it.each(PRESETS.map(({ id, policy }) => [id, policy] as const))('%s is a whole policy that reads as itself', (_, policy) => {
    expect(readPolicyText(serialisePolicy(policy))).toEqual({ status: 'ok', policy, migratedFrom: null });
  });

  it.each(PRESETS.map(({ id, policy }) => [id, policy] as const))('%s masks faces so that nothing is left, and lets no weaker fill be chosen', (_, policy) => {
    expect(policy.weakFills).toBe('nowhere');
    expect(policy.kinds.face.enabled).toBe(true);
    for (const kind of KINDS) expect(isIrreversible(policy.kinds[kind].fill)).toBe(true);
  });

  it.each(PRESETS.map(({ id, policy }) => [id, policy] as const))('%s carries no name of a source, no zone and no lock', (_, policy) => {
    expect(policy.output.namePattern).toContain('{n}');
    expect(policy.output.namePattern).not.toContain('{name}');
    expect([policy.zones, policy.locked]).toEqual([[], false]);
  });

  it('groups nobody by face where a law on biometric data stands in the way, nor in evidence and datasets', () => {
    expect(PRESETS.filter(({ policy }) => policy.review.groupPeople).map(({ id }) => id)).toEqual(['publish']);
  });

  it('has two people look over evidence, and a reason for each of their changes', () => {
    expect(PRESETS.filter(({ policy }) => policy.review.secondReviewer).map(({ id }) => id)).toEqual(['evidence']);
    expect(presetPolicy('evidence')?.review.reasonFor).toBe('both');
  });

  it('keeps the time of capture in evidence alone', () => {
    expect(PRESETS.filter(({ policy }) => policy.metadata.keep.length > 0).map(({ id, policy }) => [id, policy.metadata.keep])).toEqual([['evidence', ['capture-time']]]);
  });

  it('puts boxes beside datasets alone', () => {
    expect(PRESETS.filter(({ policy }) => policy.output.sidecar !== 'none').map(({ id, policy }) => [id, policy.output.sidecar])).toEqual([['dataset', 'json']]);
  });

  it('has every id once, with words that promise nothing', () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([...PRESET_IDS]);
    for (const id of PRESET_IDS) {
      const { why, points } = presetWords.presets[id];
      expect(why).not.toMatch(/complian|complies|guarantee|!/i);
      expect(points.length).toBeGreaterThan(2);
    }
  });

  it('says of each preset what its policy does', () => {
    for (const { id, policy } of PRESETS) {
      const points = presetWords.presets[id].points.join('\n');
      expect(points.includes('Thorough search'), id).toBe(policy.detection.thorough);
      expect(points.includes('No grouping by person'), id).toBe(!policy.review.groupPeople);
      expect(/[Rr]eason/.test(points), id).toBe(policy.review.reasonFor !== 'never');
      expect(points.includes('second reviewer'), id).toBe(policy.review.secondReviewer);
      expect(points.includes('personal data in text'), id).toBe(policy.kinds['personal-text'].enabled);
      expect(points.includes('Soft blur'), id).toBe(policy.kinds.face.fill === 'soft');
    }
  });

  it('knows no preset under another name', () => {
    for (const id of ['GDPR', '', 'constructor', './gdpr', 'gdpr.json']) expect(presetPolicy(id)).toBeNull();
  });
});
