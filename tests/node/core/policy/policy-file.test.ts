import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../contracts/policy-arbitraries.ts';
import { canonicalJson } from '../../../../src/core/policy/canonical-json.ts';
import { readPolicy } from '../../../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { MAX_POLICY_CHARACTERS, policyDigest, readPolicyText, serialisePolicy } from '../../../../src/core/policy/policy-file.ts';
import { policyFromLink } from '../../../../src/core/policy/policy-link.ts';

/** The same policy, its fields set in the opposite order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, field]) => [name, backwards(field)]));
}
const sha256 = (text: string): Promise<string> => Promise.resolve(createHash('sha256').update(text, 'utf8').digest('hex'));

describe('serialisePolicy', () => {
  it('writes what reads back as the same policy', () => {
    fc.assert(fc.property(policies, (policy) => {
      expect(readPolicyText(serialisePolicy(policy))).toEqual({ status: 'ok', policy, migratedFrom: null });
    }));
  });

  it('writes one text for one policy, in the order of the type, indented, with a line break at the end', () => {
    const text = serialisePolicy(DEFAULT_POLICY);
    expect(serialisePolicy(backwards(DEFAULT_POLICY) as Policy)).toBe(text);
    expect(text).toBe(`${JSON.stringify(DEFAULT_POLICY, null, 2)}\n`);
  });

  it('writes no field that is none of the policy’s', () => {
    const hung = { ...DEFAULT_POLICY, note: 'canary', zones: [{ effect: 'ignore', shape: 'ellipse', left: 0, top: 0, width: 1, height: 1, note: 'canary' }] } as unknown as Policy;
    expect(serialisePolicy(hung)).not.toContain('canary');
  });
});

describe('readPolicyText', () => {
  it('skips a byte order mark', () => {
    expect(readPolicyText(`\ufeff${serialisePolicy(DEFAULT_POLICY)}`).status).toBe('ok');
  });

  it.each([['an unfinished object', '{"version":3'], ['nothing', ''], ['other text', 'version: 3'], ['a list', '[]'], ['null', 'null'], ['endless brackets', '['.repeat(100_000)]])('finds no policy in %s', (_, text) => {
    expect(readPolicyText(text)).toMatchObject({ status: 'refused', problems: [{ path: '', problem: 'not-a-policy' }] });
  });

  it('does not parse more text than a policy can have', () => {
    const { length } = serialisePolicy(DEFAULT_POLICY);
    expect(readPolicyText(serialisePolicy(DEFAULT_POLICY) + ' '.repeat(MAX_POLICY_CHARACTERS - length)).status).toBe('ok');
    expect(readPolicyText(serialisePolicy(DEFAULT_POLICY) + ' '.repeat(MAX_POLICY_CHARACTERS - length + 1))).toMatchObject({ problems: [{ path: '', problem: 'too-large' }] });
  });

  it('has room for the longest policy', () => {
    const long = '\u{1f600}'.repeat(80);
    const reasons = Array.from({ length: 20 }, (_, n) => ({ id: `${'a'.repeat(38)}${String(n + 10)}`, label: long }));
    const zones = Array.from({ length: 20 }, () => ({ effect: 'mask-outside', shape: 'rectangle', left: 1 / 3, top: 1 / 3, width: 1 / 7, height: 1 / 7 }));
    const reading = readPolicy({ version: 3, name: long, zones, review: { reasons }, output: { namePattern: '\u{1f600}'.repeat(120) } });
    expect(reading.status === 'ok' && readPolicyText(serialisePolicy(reading.policy)).status).toBe('ok');
  });
});

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const example = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalJson(example)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  it('sorts by UTF-16 code units, as section 3.2.3 does', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    expect(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))).toBe(`{${['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'].map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });
});

describe('policyDigest', () => {
  it('does not depend on the order of fields', async () => {
    await fc.assert(fc.asyncProperty(policies, async (policy) => {
      expect(await policyDigest(backwards(policy) as Policy, sha256)).toBe(await policyDigest(policy, sha256));
    }));
  });

  it('tells policies apart that differ in one field', async () => {
    const locked = { ...DEFAULT_POLICY, locked: true };
    expect(await policyDigest(locked, sha256)).not.toBe(await policyDigest(DEFAULT_POLICY, sha256));
  });
});

// Files and records outlive versions of the app: what these say must never change.
describe('frozen policy documents', () => {
  const vector = (name: string): string => readFileSync(new URL(`../../../vectors/policy/${name}`, import.meta.url), 'utf8');
  const read = (name: string): Policy => {
    const reading = readPolicyText(vector(name));
    if (reading.status === 'refused') throw new Error(JSON.stringify(reading.problems));
    return reading.policy;
  };

  it('reads and writes a file of version 3 byte for byte, under the same digest', async () => {
    const policy = read('version-3.json');
    expect(serialisePolicy(policy)).toBe(vector('version-3.json'));
    expect(await policyDigest(policy, sha256)).toBe('8242a7d7271db02d5902249f3b2a9da8624f4a9955c36b20225a7a0adbce9f59');
  });

  it('reads a file of version 2 as what it meant', () => {
    const { version: _, audio: __, ...second } = JSON.parse(vector('version-2.json')) as Record<string, unknown>;
    const { version, audio, video, ...rest } = read('version-2.json');
    expect(rest).toEqual(second);
    expect({ version, audio, video }).toEqual({ version: 3, audio: { sound: 'ask' }, video: DEFAULT_POLICY.video });
  });

  it('refuses what version 2 did not have in a file of that version', () => {
    expect(readPolicy({ version: 2, audio: { sound: 'keep' }, video: {} })).toMatchObject({ problems: [{ path: 'video', problem: 'unknown-field' }, { path: 'audio.sound', problem: 'unknown-field' }] });
  });

  it('reads a file of version 1 as what it meant', () => {
    const { version: _, ...first } = JSON.parse(vector('version-1.json')) as Record<string, unknown>;
    const { version, kinds, detection, weakFills, settings, output, ...rest } = read('version-1.json');
    const { format, quality, namePattern, records, sidecar } = output;
    expect({ kinds, detection, weakFills, settings, output: { format, quality, namePattern } }).toEqual(first);
    expect({ version, records, sidecar, zones: rest.zones, locked: rest.locked, keep: rest.metadata.keep }).toEqual({ version: 3, records: true, sidecar: 'none', zones: [], locked: false, keep: [] });
  });

  it('reads a link that was shared before', () => {
    expect(policyFromLink('#policy=eyJ2ZXJzaW9uIjoyLCJuYW1lIjoiVMO8ciIsIndlYWtGaWxscyI6Im5vd2hlcmUifQ')).toEqual({
      status: 'ok', policy: { ...DEFAULT_POLICY, name: 'Tür', weakFills: 'nowhere' }, migratedFrom: 2,
    });
  });
});
