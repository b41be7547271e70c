import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import { parsePolicy } from '../../../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';

/** A valid document in which one field has another value. */
function changed(path: readonly string[], value: unknown): unknown {
  const document = structuredClone(DEFAULT_POLICY) as unknown as Record<string, unknown>;
  const owner = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, document);
  owner[path.at(-1)!] = value;
  return document;
}

const invalid = (untrusted: unknown): void => expect(() => parsePolicy(untrusted)).toThrow(new AnonymizerError('policy/invalid'));
const face = (field: string): string[] => ['kinds', 'face', field];

describe('DEFAULT_POLICY', () => {
  it('fills irreversibly, grows masks, and never carries the source’s name into the output', () => {
    const { fill, maskScale, enabled } = DEFAULT_POLICY.kinds.face;
    expect([fill, enabled, maskScale > 1]).toEqual(['solid', true, true]);
    expect(DEFAULT_POLICY.output.namePattern).not.toContain('{name}');
  });
});

describe('parsePolicy', () => {
  it('reads the default as itself, also through JSON', () => {
    expect(parsePolicy(JSON.parse(JSON.stringify(DEFAULT_POLICY)))).toEqual(DEFAULT_POLICY);
  });

  it('takes the defaults for what is missing', () => {
    expect(parsePolicy({ version: 1 })).toEqual(DEFAULT_POLICY);
    expect(parsePolicy({ version: 1, kinds: { face: { maskScale: 2 } } }).kinds.face).toEqual({ ...DEFAULT_POLICY.kinds.face, maskScale: 2 });
  });

  it('shows nothing for review where a low mask threshold alone is given', () => {
    expect(parsePolicy({ version: 1, kinds: { face: { maskThreshold: 0.05 } } }).kinds.face.reviewThreshold).toBe(0.05);
  });

  it.each([[undefined], [null], [1], ['policy'], [[]], [{}], [{ version: 2 }], [{ version: '1' }], [{ kinds: {} }]])(
    'refuses %j, which is no policy of this version',
    (untrusted) => invalid(untrusted),
  );

  it.each([
    ['at the top', ['kind']],
    ['as a kind', ['kinds', 'hand']],
    ['of a kind', face('threshold')],
    ['of the settings', ['settings', 'color']],
    ['of a colour', ['settings', 'solidColor', 'a']],
    ['of the output', ['output', 'folder']],
  ])('refuses an unknown field %s, so that a misspelt one is not ignored', (_, path) => invalid(changed(path, 1)));

  it.each([
    [face('enabled'), 'yes'], [face('maskThreshold'), 1.01], [face('maskThreshold'), -0.01], [face('maskThreshold'), Number.NaN], [face('maskThreshold'), '0.5'],
    [face('reviewThreshold'), 0.9], [face('reviewThreshold'), -1], [face('maskScale'), 0.99], [face('maskScale'), 3.01],
    [face('lengthBucket'), 0.5], [face('lengthBucket'), 13], [face('lengthBucket'), true], [['weakFills'], 'everywhere'], [['weakFills'], true],
    [face('fill'), 'gauss'], [face('fill'), 0], [face('shape'), 'star'], [['kinds', 'face'], []], [['kinds'], 'face'],
    [['settings', 'pixelateBlocks'], 1], [['settings', 'pixelateBlocks'], 17], [['settings', 'softness'], 1.5], [['settings', 'softness'], Infinity],
    [['settings', 'solidColor'], 'black'], [['settings', 'solidColor', 'g'], 256], [['settings', 'solidColor', 'g'], -1], [['settings', 'solidColor', 'g'], undefined],
    [['output', 'format'], 'gif'], [['output', 'quality'], 0.4], [['output', 'quality'], 1.1],
    [['output', 'namePattern'], ''], [['output', 'namePattern'], 'x'.repeat(121)], [['output', 'namePattern'], 7],
  ])('refuses %j as %j', (path, value) => invalid(changed(path, value)));

  it('refuses a fill that can be undone where the policy does not allow it, and says why', () => {
    const weak = new AnonymizerError('policy/weak-fill');
    const document = (kind: string, weakFills?: string): unknown => ({ version: 1, kinds: { [kind]: { fill: 'pixelate' } }, ...(weakFills === undefined ? {} : { weakFills }) });
    for (const kind of ['text', 'personal-text', 'licence-plate', 'qr-code']) {
      expect(() => parsePolicy(document(kind))).toThrow(weak);
      expect(() => parsePolicy(document(kind, 'nowhere'))).toThrow(weak);
      expect(parsePolicy(document(kind, 'anywhere')).weakFills).toBe('anywhere');
    }
    for (const kind of ['face', 'head', 'person', 'vehicle']) {
      expect(parsePolicy(document(kind)).weakFills).toBe('not-on-text');
      expect(() => parsePolicy(document(kind, 'nowhere'))).toThrow(weak);
    }
  });

  it('refuses with one fixed sentence, never with the value', () => {
    try {
      parsePolicy({ version: 1, output: { namePattern: `canary${'x'.repeat(200)}` } });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('canary');
    }
  });

  it('refuses a document that brings its own prototype', () => {
    invalid(JSON.parse('{"version":1,"__proto__":{"output":{}}}'));
    invalid(JSON.parse('{"version":1,"kinds":{"constructor":{}}}'));
  });

  it('takes anything and either refuses it or gives a policy that it takes again', () => {
    const valueOrJunk = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constantFrom('solid', 'soft', 'ellipse', 'png', 0.5, 1, 2));
    const fields = ['version', 'kinds', 'settings', 'output', 'face', 'fill', 'maskThreshold', 'reviewThreshold', 'maskScale', 'quality', 'format', 'softness'];
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ depthSize: 'small' }, valueOrJunk, fc.dictionary(fc.constantFrom(...fields), tie('node'))),
    })).node;
    fc.assert(
      fc.property(tree, fc.boolean(), (untrusted, versioned) => {
        const document = versioned && typeof untrusted === 'object' && untrusted !== null ? { ...untrusted, version: 1 } : untrusted;
        let policy;
        try {
          policy = parsePolicy(document);
        } catch (error) {
          expect(error).toBeInstanceOf(AnonymizerError);
          return;
        }
        expect(parsePolicy(policy)).toEqual(policy);
        expect(policy.kinds.face.reviewThreshold).toBeLessThanOrEqual(policy.kinds.face.maskThreshold);
      }),
    );
  });
});
