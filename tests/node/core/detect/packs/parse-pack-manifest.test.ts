import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packKinds, packOutputs } from '../../../../../src/core/detect/packs/pack-manifest.ts';
import { PackManifestError } from '../../../../../src/core/detect/packs/pack-problem.ts';
import { parsePackManifest, readPackManifest } from '../../../../../src/core/detect/packs/parse-pack-manifest.ts';
import { withField, yunetJson } from './manifest.ts';

function refusal(untrusted: unknown): PackManifestError {
  try {
    parsePackManifest(untrusted);
  } catch (error) {
    if (error instanceof PackManifestError) return error;
    throw error;
  }
  throw new Error('the manifest was taken');
}

describe('parsePackManifest', () => {
  it('reads the manifest that ships', () => {
    const manifest = parsePackManifest(yunetJson());
    expect(manifest).toMatchObject({ name: 'yunet-n', licence: 'Apache-2.0', sizeBytes: 322906 });
    expect(manifest.input.mean).toEqual([0, 0, 0]);
    expect(packKinds(manifest)).toEqual(['face']);
    expect(packOutputs(manifest.decoder)).toHaveLength(9);
  });

  it('reads its own result again to the same', () => {
    const once = parsePackManifest(yunetJson());
    expect(parsePackManifest(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  it.each([
    ['name', 'Yu Net', 'not-name'],
    ['name', undefined, 'missing'],
    ['pack', 2, 'newer-form'],
    ['pack', undefined, 'not-a-pack'],
    ['licence', undefined, 'no-licence'],
    ['licence', '', 'no-licence'],
    ['licence', 7, 'not-text'],
    ['sha256', 'F'.repeat(64), 'not-hash'],
    ['sizeBytes', 0, 'not-number'],
    ['sizeBytes', 1e12, 'not-number'],
    ['source', 'http://example.org/x', 'not-address'],
    ['source', 'javascript:alert(1)', 'not-address'],
    ['title', 'a\u0007b', 'not-text'],
    ['classes', [], 'not-list'],
    ['classes', [{ column: 1, label: 'face', kind: 'face' }], 'wrong-column'],
    ['classes', [{ column: 0, label: 'face', kind: 'cat' }], 'not-choice'],
    ['classes', [{ column: 0, label: 'a', kind: 'face' }, { column: 0, label: 'b', kind: 'head' }], 'twice'],
    ['extra', 1, 'unknown-field'],
    ['input.layout', 'NHCW', 'not-choice'],
    ['input.mean', [1, 2], 'not-number'],
    ['input.mean', [1, 2, 3, 4], 'not-list'],
    ['input.scale', 0, 'not-number'],
    ['input.size', { type: 'dynamic', multipleOf: 0 }, 'not-number'],
    ['input.size', { type: 'letterbox', width: 320 }, 'missing'],
    ['decoder.type', 'transformer', 'not-choice'],
    ['decoder.heads', 'x', 'not-list'],
    ['decoder.output', 'x', 'unknown-field'],
    ['search.scales', [1, 2], 'wrong-order'],
    ['search.scales', [0.7], 'not-number'],
    ['calibration.levels', [{ fromScale: 0, slope: 0, offset: 0 }], 'not-number'],
    ['calibration.fused', { slope: 1 }, 'missing'],
  ])('refuses %s = %j as %s', (path, value, code) => {
    const error = refusal(withField(path, value));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('{field}');
  });

  it('never repeats what the manifest says', () => {
    expect(refusal(withField('secret-4711', 1)).message).not.toContain('4711');
    expect(refusal(withField('input.layout', 'secret-4711')).message).not.toContain('4711');
  });

  it('takes any JSON value or refuses it with its own error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(yunetJson()), 'input.size', 'decoder.heads', 'search.scales', 'calibration.levels'), (value, path) => {
        try {
          parsePackManifest(withField(path, value));
        } catch (error) {
          expect(error).toBeInstanceOf(PackManifestError);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is not fooled by inherited names', () => {
    expect(refusal(JSON.parse('{"pack":1,"__proto__":{"name":"x"}}')).code).toBe('unknown-field');
  });
});

describe('readPackManifest', () => {
  it('refuses what is no JSON, and what is too long', () => {
    for (const text of ['', '{', ' '.repeat(300_000)]) expect(() => readPackManifest(text)).toThrow(expect.objectContaining({ code: 'not-json' }));
  });
});
