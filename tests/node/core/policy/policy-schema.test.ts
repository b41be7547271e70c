import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../contracts/policy-arbitraries.ts';
import { readPolicy } from '../../../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { POLICY_SCHEMA, type JsonSchema } from '../../../../src/core/policy/policy-schema.ts';
import { PRESETS } from '../../../../src/core/policy/presets.ts';
import { SCHEMA_WORDS } from '../../../../src/core/policy/schema-words.ts';

const accepts = new Ajv2020({ strict: true, strictTypes: false }).compile(POLICY_SCHEMA);

/** Problems that a schema can't see, because they lie between fields. */
function isBetweenFields(path: string, problem: string, document: unknown): boolean {
  if (problem === 'weak-fill') return true;
  if (/^review\.reasons\[\d+\]\.id$/.test(path)) return problem === 'duplicate';
  const value = path.split(/[.[\]]+/).filter((part) => part !== '').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document);
  const isShare = typeof value === 'number' && value >= 0 && value <= 1;
  if (/^zones\[\d+\]\.(width|height)$/.test(path)) return problem === 'out-of-range' && isShare && value >= 0.0001;
  return path.endsWith('.reviewThreshold') && problem === 'out-of-range' && isShare;
}

/** Whether the parser takes a document, rules between fields apart. */
function isRead(document: unknown): boolean {
  const reading = readPolicy(document);
  return reading.status === 'ok' || reading.problems.every(({ path, problem }) => isBetweenFields(path, problem, document));
}

/** Every place of a document that can be changed, as paths of names. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, field]) => placesIn(field, [...path, name]))];
}

const JUNK = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 'solid', 'ellipse', 'none', 'a\nb', 'x'.repeat(81), 'x'.repeat(121), 'A b', [], {}, [{}], ['capture-time', 'capture-time'], Array(21).fill({})),
  fc.constantFrom<unknown>(-1, -0.5, 0, 0.00005, 0.0001, 0.4, 0.5, 0.99, 1, 1.01, 1.5, 2, 2.5, 3, 3.1, 12, 12.1, 13, 16, 17, 255, 255.5, 256, 1e300),
  fc.json().map((text): unknown => JSON.parse(text)),
);

/** A valid policy in which one place has another value, a field is missing, or there is one too many. */
const mutated: fc.Arbitrary<unknown> = fc
  .record({ policy: policies, at: fc.nat(), junk: JUNK, how: fc.constantFrom('replace', 'remove', 'add') })
  .map(({ policy, at, junk, how }) => {
    const document = structuredClone(policy) as unknown as Record<string, unknown>;
    const places = placesIn(document).filter((path) => path.length > 0 && path[0] !== 'version');
    const path = places[at % places.length]!;
    const owner = path.slice(0, -1).reduce((value, name) => value[name] as Record<string, unknown>, document);
    const last = path.at(-1)!;
    if (how === 'replace') owner[last] = junk;
    else if (Array.isArray(owner)) owner.splice(Number(last), 1);
    else if (how === 'remove') Reflect.deleteProperty(owner, last);
    else owner[`${last}x`] = junk;
    return document;
  });

/** Every schema below the schema, with its path. */
function schemasIn(schema: JsonSchema, path = ''): (readonly [string, JsonSchema])[] {
  const parts = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => schemasIn(part, path === '' ? name : `${path}.${name}`));
  return [[path, schema], ...parts, ...(schema.items === undefined ? [] : schemasIn(schema.items, `${path}[]`))];
}

describe('POLICY_SCHEMA', () => {
  it('takes every valid policy', () => {
    fc.assert(fc.property(policies, (policy) => accepts(policy)));
    expect(accepts({ version: 3 })).toBe(true);
    for (const { policy } of PRESETS) expect(accepts(policy)).toBe(true);
  });

  it('takes and refuses what the parser does, but for rules between fields', () => {
    let refused = 0;
    fc.assert(
      fc.property(mutated, (document) => {
        const taken = accepts(document);
        if (!taken) refused += 1;
        expect(taken).toBe(isRead(document));
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it.each([[null], [[]], [{}], [{ version: 1 }], [{ version: 4 }], [{ version: "3" }], ['policy'], [{ version: 3, name: '\ud83d' }]])('refuses %j, as the parser of this version does', (document) => {
    expect(accepts(document)).toBe(false);
  });

  it.each([
    [{ metadata: { keep: ['resolution', 'resolution'] } }], [{ zones: Array(21).fill({ effect: 'ignore', shape: 'ellipse', left: 0, top: 0, width: 1, height: 1 }) }],
    [{ zones: [{ effect: 'ignore', shape: 'ellipse', left: 0, top: 0, width: 1 }] }], [{ settings: { pixelateBlocks: 2.5 } }], [{ settings: { solidColor: { r: 0, g: 0 } } }],
    [{ kinds: { text: { lengthBucket: 0.5 } } }], [{ kinds: { text: { fill: null } } }], [{ kinds: { hand: {} } }], [{ table: { a: 1 } }], [{ output: { namePattern: '' } }],
    [{ review: { reasons: [{ id: 'A', label: 'a' }] } }], [{ name: 'a\u2028b' }], [{ retention: { unfinished: '1y' } }], [JSON.parse('{"__proto__":{}}')],
  ])('refuses %j, as the parser does', (fields) => {
    const whole: unknown = JSON.parse(`{"version":3,${JSON.stringify(fields).slice(1)}`);
    expect([accepts(whole), isRead(whole)]).toEqual([false, false]);
  });

  it('says of every field what it is, in words of its own', () => {
    const paths = schemasIn(POLICY_SCHEMA).map(([path]) => path.replace(/^kinds\.[^.]+/, 'kinds.*'));
    for (const [path, { title, description }] of schemasIn(POLICY_SCHEMA)) {
      expect(title, path).toMatch(/^[A-Z]/);
      expect(description, path).toMatch(/^(?!.*!).+\.$/s);
    }
    expect(Object.keys(SCHEMA_WORDS).filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('names the default of every field that has one', () => {
    for (const [path, schema] of schemasIn(POLICY_SCHEMA)) {
      if (schema.type === 'object' && schema.required?.includes('r') !== true) continue;
      const names = path.split('.');
      if (path === 'version' || path.includes('[]') || names.includes('solidColor') && names.length > 2) continue;
      expect(schema.default, path).toEqual(names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], DEFAULT_POLICY));
    }
  });

  it('has a relative id, so that it names no host of its own', () => {
    expect(POLICY_SCHEMA.$id).toBe('policy.schema.json');
  });
});
