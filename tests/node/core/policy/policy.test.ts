import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../contracts/policy-arbitraries.ts';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import { parsePolicy, readPolicy } from '../../../../src/core/policy/parse-policy.ts';
import type { PolicyProblem } from '../../../../src/core/policy/policy-problem.ts';
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
    expect(parsePolicy({ version: 3 })).toEqual(DEFAULT_POLICY);
    expect(parsePolicy({ version: 3, kinds: { face: { maskScale: 2 } } }).kinds.face).toEqual({ ...DEFAULT_POLICY.kinds.face, maskScale: 2 });
  });

  it('shows nothing for review where a low mask threshold alone is given', () => {
    expect(parsePolicy({ version: 3, kinds: { face: { maskThreshold: 0.05 } } }).kinds.face.reviewThreshold).toBe(0.05);
  });

  it.each([[undefined], [null], [1], ['policy'], [[]], [{}], [{ version: 0 }], [{ version: 1.5 }], [{ version: '2' }], [{ version: null }], [{ kinds: {} }]])(
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
    [['settings', 'pixelateBlocks'], 1], [['settings', 'pixelateBlocks'], 6.5], [['settings', 'pixelateBlocks'], 17], [['settings', 'softness'], 1.5], [['settings', 'softness'], Infinity],
    [['settings', 'solidColor'], 'black'], [['settings', 'solidColor', 'g'], 256], [['settings', 'solidColor', 'g'], -1], [['settings', 'solidColor', 'g'], undefined], [['settings', 'solidColor', 'g'], 1.5], [['settings'], null],
    [['output', 'format'], 'gif'], [['output', 'quality'], 0.4], [['output', 'quality'], 1.1],
    [['output', 'namePattern'], ''], [['output', 'namePattern'], 'x'.repeat(121)], [['output', 'namePattern'], 7],
    [['output', 'namePattern'], 'a\nb'], [['output', 'records'], 1], [['output', 'sidecar'], 'xml'], [['name'], 'x'.repeat(81)], [['name'], 'x\u202ey'], [['name'], null], [['locked'], 'no'],
    [['zones'], {}], [['zones'], [{}]], [['metadata', 'keep'], ['gps']], [['metadata', 'keep'], 'capture-time'], [['review', 'reasonFor'], 'always'],
    [['review', 'secondReviewer'], 0], [['review', 'groupPeople'], 'yes'], [['review', 'reasons'], [{ id: 'A', label: 'a' }]], [['review', 'reasons'], [{ id: 'a' }]],
    [['retention', 'unfinished'], '1y'], [['audio'], { on: true }], [['document'], []], [['table'], null],
  ])('refuses %j as %j', (path, value) => invalid(changed(path, value)));

  it('refuses a fill that can be undone where the policy does not allow it, and says why', () => {
    const weak = new AnonymizerError('policy/weak-fill');
    const document = (kind: string, weakFills?: string): unknown => ({ version: 3, kinds: { [kind]: { fill: 'pixelate' } }, ...(weakFills === undefined ? {} : { weakFills }) });
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
      parsePolicy({ version: 3, output: { namePattern: `canary${'x'.repeat(200)}` } });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('canary');
    }
  });

  it('refuses a document that brings its own prototype', () => {
    invalid(JSON.parse('{"version":3,"__proto__":{"output":{}}}'));
    invalid(JSON.parse('{"version":3,"kinds":{"constructor":{}}}'));
  });

  it('takes anything and either refuses it or gives a policy that it takes again', () => {
    const valueOrJunk = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constantFrom('solid', 'soft', 'ellipse', 'png', 0.5, 1, 2));
    const fields = ['version', 'kinds', 'settings', 'output', 'face', 'fill', 'maskThreshold', 'reviewThreshold', 'maskScale', 'quality', 'format', 'softness'];
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ depthSize: 'small' }, valueOrJunk, fc.dictionary(fc.constantFrom(...fields), tie('node'))),
    })).node;
    fc.assert(
      fc.property(tree, fc.boolean(), (untrusted, versioned) => {
        const document = versioned && typeof untrusted === 'object' && untrusted !== null ? { ...untrusted, version: 3 } : untrusted;
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

/** Problems of a document, or none. */
function problemsOf(untrusted: unknown): readonly PolicyProblem[] {
  const reading = readPolicy(untrusted);
  return reading.status === 'refused' ? reading.problems : [];
}
const told = (untrusted: unknown): string[] => problemsOf(untrusted).map(({ path, problem }) => `${path} ${problem}`);
const zone = { effect: 'ignore', shape: 'rectangle', left: 0, top: 0, width: 0.5, height: 0.5 };

describe('readPolicy', () => {
  it('reads every valid policy as itself, through JSON', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ status: 'ok', policy, migratedFrom: null });
      }),
      { numRuns: 100 },
    );
  });

  it('tells all problems at once, each with its place and what would have been right', () => {
    const untrusted = { version: 3, colour: 1, kinds: { face: { maskThreshold: 2, fill: 'gauss' }, hand: {} }, zones: [zone, { ...zone, left: -1 }], output: { quality: '1' } };
    expect(problemsOf(untrusted)).toEqual([
      { path: 'colour', problem: 'unknown-field', allowed: { type: 'fields', fields: Object.keys(DEFAULT_POLICY) } },
      { path: 'kinds.hand', problem: 'unknown-field', allowed: { type: 'fields', fields: Object.keys(DEFAULT_POLICY.kinds) } },
      { path: 'kinds.face.maskThreshold', problem: 'out-of-range', allowed: { type: 'number', from: 0, to: 1, whole: false, orZero: false } },
      { path: 'kinds.face.fill', problem: 'not-one-of', allowed: { type: 'values', values: ['solid', 'soft', 'pixelate'] } },
      { path: 'zones[1].left', problem: 'out-of-range', allowed: { type: 'number', from: 0, to: 1, whole: false, orZero: false } },
      { path: 'output.quality', problem: 'wrong-type', allowed: { type: 'number', from: 0.5, to: 1, whole: false, orZero: false } },
    ]);
  });

  it('tells at most 20 problems', () => {
    expect(problemsOf({ version: 3, ...Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`field${String(n)}`, 0])) })).toHaveLength(20);
  });

  it.each([
    [{ kinds: { face: { maskThreshold: 0.3, reviewThreshold: 0.4 } } }, 'kinds.face.reviewThreshold out-of-range'],
    [{ kinds: { face: { reviewThreshold: 0.4 } } }, 'kinds.face.reviewThreshold out-of-range'],
    [{ kinds: { text: { fill: 'pixelate' } } }, 'kinds.text.fill weak-fill'],
    [{ zones: [{ ...zone, left: 0.6 }] }, 'zones[0].width out-of-range'],
    [{ zones: [zone, { ...zone, top: 0.6 }] }, 'zones[1].height out-of-range'],
    [{ zones: [{ ...zone, width: 0 }] }, 'zones[0].width out-of-range'],
    [{ zones: Array(21).fill(zone) }, 'zones too-many'],
    [{ zones: [7] }, 'zones[0] wrong-type'],
    [{ zones: [{ effect: 'ignore', shape: 'rectangle', left: 0, top: 0, width: 1 }] }, 'zones[0].height missing'],
    [{ zones: [{ ...zone, shape: 'polygon' }] }, 'zones[0].shape not-one-of'],
    [{ metadata: { keep: ['resolution', 'resolution'] } }, 'metadata.keep[1] duplicate'],
    [{ review: { reasons: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }, { id: 'a', label: 'C' }] } }, 'review.reasons[2].id duplicate'],
    [{ review: { reasons: [{ id: 'a b', label: 'A' }] } }, 'review.reasons[0].id wrong-form'],
    [{ settings: { solidColor: { r: 1, g: 2 } } }, 'settings.solidColor.b missing'],
    [{ audio: { codec: 'x' } }, 'audio.codec unknown-field'],
    [{ name: 'two\nlines' }, 'name wrong-form'],
    [{ name: 'half a character: \ud83d' }, 'name wrong-form'],
    [{ output: null }, 'output wrong-type'],
  ])('finds in %j: %s', (fields, problem) => {
    expect(told({ version: 3, ...fields })).toEqual([problem]);
  });

  it('counts characters, not halves of them', () => {
    expect(told({ version: 3, name: '\u{1f600}'.repeat(80) })).toEqual([]);
    expect(told({ version: 3, name: '\u{1f600}'.repeat(81) })).toEqual(['name out-of-range']);
  });

  it('takes a zone whose edges meet the picture’s, whatever rounding does', () => {
    for (let left = 0; left < 1; left += 0.01) expect(told({ version: 3, zones: [{ ...zone, left, width: 1 - left }] })).toEqual([]);
    expect(told({ version: 3, zones: [{ ...zone, left: 0.1 + 0.2, width: 0.7 + 1e-12 }] })).toEqual([]);
  });

  it('does not report a rule between fields where one of them is wrong itself', () => {
    expect(told({ version: 3, weakFills: 'often', kinds: { text: { fill: 'pixelate' } } })).toEqual(['weakFills not-one-of']);
    expect(told({ version: 3, kinds: { face: { maskThreshold: 'low', reviewThreshold: 0.9 } } })).toEqual(['kinds.face.maskThreshold wrong-type']);
  });

  it('says which fills would do instead of a weak one', () => {
    expect(problemsOf({ version: 3, kinds: { text: { fill: 'pixelate' } } })[0]?.allowed).toEqual({ type: 'values', values: ['solid', 'soft'] });
  });

  it.each([
    [null, ' not-a-policy'], [[], ' not-a-policy'], ['{}', ' not-a-policy'], [{}, 'version not-a-policy'], [{ name: 'x' }, 'version not-a-policy'],
    [{ version: 4, whatever: {} }, 'version too-new'], [{ version: 3.5 }, 'version not-one-of'], [{ version: '2' }, 'version not-one-of'], [{ version: -1 }, 'version not-one-of'],
  ])('tells what %j is', (untrusted, problem) => {
    expect(told(untrusted)).toEqual([problem]);
  });

  it('throws a code of its own for a document of a later version', () => {
    expect(() => parsePolicy({ version: 4 })).toThrow(new AnonymizerError('policy/too-new'));
  });

  it('takes what prototypes bring for nothing, and names that prototypes have for unknown fields', () => {
    expect(told(JSON.parse('{"version":3,"__proto__":{"locked":true},"constructor":1,"kinds":{"face":{"toString":1}}}'))).toEqual([
      '__proto__ unknown-field', 'constructor unknown-field', 'kinds.face.toString unknown-field',
    ]);
    const heir = Object.create({ locked: true, version: 3 }) as Record<string, unknown>;
    expect(told(heir)).toEqual(['version not-a-policy']);
    heir['version'] = 3;
    expect(readPolicy(heir)).toEqual({ status: 'ok', policy: DEFAULT_POLICY, migratedFrom: null });
    expect(({} as Record<string, unknown>)['locked']).toBeUndefined();
  });

  it('does not repeat names of fields that are no names of fields', () => {
    expect(told({ version: 3, ['\u001b[31mcanary']: 1, kinds: { ['canary'.repeat(99)]: 1 } })).toEqual(['… unknown-field', 'kinds.… unknown-field']);
  });

  it('looks at a huge or deep document only where the form has something', () => {
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [`f${String(n)}`, n]));
    expect(problemsOf({ ...many, version: 3 })).toHaveLength(20);
    expect(told({ version: 3, zones: Array(1_000_000).fill(0), name: 'x'.repeat(20_000_000) })).toEqual(['name out-of-range', 'zones too-many']);
    const deep: unknown = JSON.parse(`${'{"kinds":'.repeat(5000)}0${'}'.repeat(5000)}`);
    expect(told({ version: 3, kinds: deep })).toEqual(['kinds.kinds unknown-field']);
    expect(told({ version: 3, name: deep, locked: deep, zones: [deep] })).toHaveLength(9);
  });

  it('writes the negative zero, which JSON does not keep, as zero', () => {
    const reading = readPolicy({ version: 3, kinds: { face: { maskMargin: -0, lengthBucket: -0 } } });
    expect(reading).toEqual({ status: 'ok', policy: DEFAULT_POLICY, migratedFrom: null });
  });
});

describe('readPolicy of version 1', () => {
  const { kinds, detection, weakFills, settings } = DEFAULT_POLICY;
  const first = { version: 1, kinds, detection, weakFills, settings, output: { format: 'png', quality: 0.7, namePattern: 'a-{n}' } };

  it('takes over what version 1 had, gives the rest its defaults, and says so', () => {
    const policy = { ...DEFAULT_POLICY, output: { ...DEFAULT_POLICY.output, format: 'png', quality: 0.7, namePattern: 'a-{n}' } };
    expect(readPolicy(first)).toEqual({ status: 'ok', policy, migratedFrom: 1 });
    expect(readPolicy({ version: 1 })).toEqual({ status: 'ok', policy: DEFAULT_POLICY, migratedFrom: 1 });
  });

  it('rounds colours and blocks, as version 1 did, and only those that are in their range', () => {
    const reading = readPolicy({ version: 1, settings: { solidColor: { r: 1.4, g: 254.5, b: 0 }, pixelateBlocks: 6.5 } });
    expect(reading).toMatchObject({ status: 'ok', policy: { settings: { solidColor: { r: 1, g: 255, b: 0 }, pixelateBlocks: 7 } } });
    expect(told({ version: 1, settings: { solidColor: { r: 255.4, g: 0, b: 0 }, pixelateBlocks: 1.6 } })).toEqual([
      'settings.solidColor.r out-of-range', 'settings.pixelateBlocks out-of-range',
    ]);
  });

  it.each([
    [{ zones: [] }, 'zones unknown-field'], [{ locked: true }, 'locked unknown-field'], [{ output: { records: true } }, 'output.records unknown-field'],
    [{ kinds: { hand: {} } }, 'kinds.hand unknown-field'], [{ output: [] }, 'output wrong-type'], [{ settings: 3 }, 'settings wrong-type'],
    [{ settings: { solidColor: { r: 1, g: 1, b: 1, a: 1 } } }, 'settings.solidColor.a unknown-field'],
  ])('refuses in version 1 what it did not have: %j', (fields, problem) => {
    expect(told({ version: 1, ...fields })).toEqual([problem]);
  });
});
