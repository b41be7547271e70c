import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { policyStepOf } from '../../../../src/ui/policy/policy-step.ts';

const street: Policy = { ...DEFAULT_POLICY, name: 'Street', weakFills: 'anywhere' };
const softer: Policy = { ...street, settings: { ...street.settings, softness: 0.9 } };
const unnamed: Policy = { ...softer, name: '' };
const to = (before: Policy, after: Policy): string | null | undefined => policyStepOf('undo', { policy: before, ownPolicies: {} }, { policy: after, ownPolicies: {} })?.to;

describe('policyStepOf', () => {
  it('names the policy that a step puts in force, the standard too', () => {
    expect([to(DEFAULT_POLICY, street), to(street, DEFAULT_POLICY), to(street, { ...DEFAULT_POLICY })]).toEqual(['Street', '', '']);
  });

  it('names none where only some of it changes, or it has no name', () => {
    expect([to(softer, street), to(street, unnamed)]).toEqual([null, null]);
  });

  it('tells a policy of one file, and nothing where no policy changes', () => {
    const before = { policy: street, ownPolicies: { a: softer } };
    expect(policyStepOf('redo', before, { policy: street, ownPolicies: {} })).toEqual({ type: 'redo', to: null });
    expect(policyStepOf('redo', before, before)).toBeNull();
  });
});
