import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { firstPolicy, forgetPolicy, keepPolicy, parseSaved, savedPolicies } from '../../../../src/ui/policy/saved-policies.ts';

const named = (name: string, change: Partial<Policy> = {}): Policy => ({ ...DEFAULT_POLICY, name, ...change });

afterEach(() => savedPolicies.setState({ policies: [], first: null }));

describe('parseSaved', () => {
  it('keeps what is valid and leaves the rest out', () => {
    const stored = JSON.stringify({ policies: [named('A'), { version: 3, nonsense: true }, 7, named('B')], first: 'B' });
    expect(parseSaved(stored).policies.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(parseSaved(stored).first).toBe('B');
  });

  it('starts with Cloakroom’s own where the first one is gone', () => {
    expect(parseSaved(JSON.stringify({ policies: [named('A')], first: 'gone' })).first).toBeNull();
  });

  it.each([null, '', 'no json', '[]', '7', 'null', '{"policies":7}'])('reads %j as nothing kept', (text) => {
    expect(parseSaved(text)).toEqual({ policies: [], first: null });
  });
});

describe('keeping policies', () => {
  it('replaces one with the same name, and keeps at most twenty', () => {
    keepPolicy(named('A'));
    keepPolicy(named('A', { locked: true }));
    expect(savedPolicies.getState().policies).toEqual([named('A', { locked: true })]);
    for (let n = 0; n < 25; n += 1) keepPolicy(named(`P${String(n)}`));
    expect(savedPolicies.getState().policies).toHaveLength(20);
    expect(savedPolicies.getState().policies.at(-1)?.name).toBe('P24');
  });

  it('starts with the chosen one until it is forgotten', () => {
    keepPolicy(named('A'));
    savedPolicies.setState({ first: 'A' });
    expect(firstPolicy()?.name).toBe('A');
    forgetPolicy('A');
    expect(firstPolicy()).toBeNull();
    expect(savedPolicies.getState().first).toBeNull();
  });
});
