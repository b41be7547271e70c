import { describe, expect, it } from 'vitest';
import { EGRESS_GLOBALS, removeEgressGlobals } from '../../../../src/core/sealing/egress-globals.ts';

describe('removeEgressGlobals', () => {
  it('removes every name and leaves the rest', () => {
    const scope = { ...Object.fromEntries(EGRESS_GLOBALS.map((name) => [name, () => undefined])), Worker: 1 };
    expect(removeEgressGlobals(scope)).toEqual([]);
    expect(Object.keys(scope)).toEqual(['Worker']);
  });

  it('names what it could not remove', () => {
    const scope = Object.defineProperty({}, 'WebSocket', { value: 1, configurable: false });
    expect(removeEgressGlobals(scope)).toEqual(['WebSocket']);
  });
});
