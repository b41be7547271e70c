import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../contracts/policy-arbitraries.ts';
import { fromBase64Url, toBase64Url } from '../../../../src/core/policy/base64url.ts';
import { DEFAULT_POLICY, searchThoroughly, type Policy } from '../../../../src/core/policy/policy.ts';
import { MAX_LINK_CHARACTERS, policyFromLink, policyLink } from '../../../../src/core/policy/policy-link.ts';
import { PRESETS } from '../../../../src/core/policy/presets.ts';

const link = (document: unknown): string => `#policy=${Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)).toString('base64url')}`;
const inside = (fragment: string | null): unknown => JSON.parse(Buffer.from(fragment!.slice('#policy='.length), 'base64url').toString('utf8'));

describe('policyLink', () => {
  it('leads back to the same policy, or says that it is too long', () => {
    let short = 0;
    fc.assert(
      fc.property(policies, (policy) => {
        const fragment = policyLink(policy);
        if (fragment === null) return;
        short += 1;
        expect(policyFromLink(fragment)).toEqual({ status: 'ok', policy, migratedFrom: null });
      }),
    );
    expect(short).toBeGreaterThan(30);
  });

  it('holds only what differs from the defaults', () => {
    expect(inside(policyLink(DEFAULT_POLICY))).toEqual({ version: 3 });
    expect(inside(policyLink(searchThoroughly(DEFAULT_POLICY, true)))).toEqual({ version: 3, detection: { thorough: true } });
    const { face } = DEFAULT_POLICY.kinds;
    const policy: Policy = { ...DEFAULT_POLICY, locked: true, kinds: { ...DEFAULT_POLICY.kinds, face: { ...face, fill: 'soft' } }, settings: { ...DEFAULT_POLICY.settings, solidColor: { r: 0, g: 26, b: 28 } } };
    expect(inside(policyLink(policy))).toEqual({ version: 3, locked: true, kinds: { face: { fill: 'soft' } }, settings: { solidColor: { r: 0, g: 26, b: 28 } } });
  });

  it('holds no field that is none of the policy’s', () => {
    const hung = { ...DEFAULT_POLICY, file: 'canary', zones: [{ effect: 'ignore', shape: 'ellipse', left: 0, top: 0, width: 1, height: 1, file: 'canary' }] } as unknown as Policy;
    expect(JSON.stringify(inside(policyLink(hung)))).not.toContain('canary');
  });

  it('needs no escaping, and leads back from every preset in less than two thousand characters', () => {
    for (const { policy } of PRESETS) {
      const fragment = policyLink(policy)!;
      expect(fragment).toMatch(/^#policy=[\w-]+$/);
      expect(fragment.length).toBeLessThan(2000);
      expect(policyFromLink(fragment)).toEqual({ status: 'ok', policy, migratedFrom: null });
    }
  });

  it('makes no link that it would not read', () => {
    const reasons = Array.from({ length: 20 }, (_, n) => ({ id: `r${String(n)}`, label: '\u{1f600}'.repeat(80) }));
    expect(policyLink({ ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, reasons } })).toBeNull();
  });
});

describe('policyFromLink', () => {
  it.each([[''], ['#'], ['#photo'], ['#policy'], ['policy=e30'], ['#Policy=e30']])('leaves %j to others', (fragment) => {
    expect(policyFromLink(fragment)).toBeNull();
  });

  it.each([['#policy='], ['#policy=%7B%7D'], ['#policy=e30='], ['#policy=e3+/'], ['#policy=gICA'], [link('[]')], [link('{"version":3')]])('finds no policy in %s', (fragment) => {
    expect(policyFromLink(fragment)).toMatchObject({ status: 'refused', problems: [{ path: '', problem: 'not-a-policy' }] });
  });

  it('tells the problems of a policy as for a file', () => {
    expect(policyFromLink(link({ version: 3, image: 'x', kinds: { face: { fill: 'gauss' } } }))).toMatchObject({
      status: 'refused', problems: [{ path: 'image', problem: 'unknown-field' }, { path: 'kinds.face.fill', problem: 'not-one-of' }],
    });
    expect(policyFromLink(link({ version: 9 }))).toMatchObject({ problems: [{ problem: 'too-new' }] });
  });

  it('translates links of the first version', () => {
    expect(policyFromLink(link({ version: 1, detection: { thorough: true } }))).toEqual({ status: 'ok', policy: searchThoroughly(DEFAULT_POLICY, true), migratedFrom: 1 });
  });

  it('does not read a link that is too long', () => {
    expect(policyFromLink(`#policy=${'A'.repeat(MAX_LINK_CHARACTERS)}`)).toMatchObject({ status: 'refused', problems: [{ path: '', problem: 'too-large' }] });
  });
});

describe('base64url', () => {
  it('writes and reads any text as others do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = toBase64Url(text);
        expect(encoded).toBe(Buffer.from(text).toString('base64url'));
        expect(fromBase64Url(encoded)).toBe(text);
      }),
    );
  });

  it.each([['A'], ['AB'], ['AAB'], ['////'], ['_w'], ['7aCA'], [' QQ']])('refuses %j, which no text has', (untrusted) => {
    expect(fromBase64Url(untrusted)).toBeNull();
  });
});
