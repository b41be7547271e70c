import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPack, PackRefusal } from '../../../../scripts/models/check-pack.ts';
import { buildFaceRfb320 } from '../../../../scripts/models/face-rfb320.ts';
import type { Manifest } from '../../../../scripts/models/manifest-file.ts';

const root = new URL('../../../../', import.meta.url);
const { models } = JSON.parse(readFileSync(new URL('models/manifest.json', root), 'utf8')) as Manifest;
const { source } = models.find((model) => model.name === 'face-rfb320')!;
const bytes = buildFaceRfb320(readFileSync(new URL(`node_modules/${source.package}/${source.path}`, root)));
const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'packs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const base = {
  pack: 1, name: 'faces-again', version: '1', licence: 'MIT', source: 'https://example.org/faces', sha256: hashOf(bytes), sizeBytes: bytes.byteLength,
  classes: [{ column: 1, label: 'face', kind: 'face' }],
  input: { name: 'input', layout: 'NCHW', color: 'RGB', mean: 127, scale: 128, size: { type: 'dynamic', multipleOf: 64 } },
  decoder: { type: 'anchor-based', outputs: { scores: 'scores', boxes: 'locations' }, centreVariance: 0.1, sizeVariance: 0.2, columns: 2, priors: [{ stride: 8, sides: [10] }] },
};

function check(changed: object = {}, content: Uint8Array | null = bytes, accepted = false): ReturnType<typeof checkPack> {
  const manifest = join(folder, 'manifest.json');
  const model = join(folder, 'model.onnx');
  writeFileSync(manifest, JSON.stringify({ ...base, ...changed }));
  rmSync(model, { force: true });
  if (content !== null) writeFileSync(model, content);
  return checkPack(manifest, model, accepted);
}

describe('checkPack', () => {
  it('takes a pack whose parts fit', () => {
    expect(check().manifest.name).toBe('faces-again');
  });

  it.each([
    ['another hash', { sha256: '0'.repeat(64) }, 'SHA-256'],
    ['another size', { sizeBytes: 7 }, 'bytes'],
    ['another input', { input: { ...base.input, name: 'image' } }, 'inputs are “input”'],
    ['another layout', { input: { ...base.input, layout: 'NHWC' } }, 'not NHWC'],
    ['an output that is missing', { decoder: { ...base.decoder, outputs: { scores: 'scores', boxes: 'boxes' } } }, 'no output “boxes”'],
    ['a copyleft licence', { licence: 'AGPL-3.0' }, '--i-may-use-this-licence'],
    ['a licence for research only', { licence: 'CC-BY-NC-4.0' }, 'forbids commercial use'],
  ])('refuses %s', (_, changed, words) => {
    expect(() => check(changed)).toThrow(words);
  });

  it('takes a licence that a person accepts, and says so loudly', () => {
    expect(check({ licence: 'AGPL-3.0' }, bytes, true).notes[0]).toContain('CAUTION');
  });

  it('prints where a missing file is instead of fetching it', () => {
    expect(() => check({}, null)).toThrow('https://example.org/faces');
  });

  it('refuses a file that is no ONNX model, and a manifest that states no licence', () => {
    const garbage = new TextEncoder().encode('garbage garbage');
    expect(() => check({ sha256: hashOf(garbage), sizeBytes: garbage.byteLength }, garbage)).toThrow(PackRefusal);
    expect(() => check({ licence: '' })).toThrow('licence');
  });

  it('refuses a fixed size that is another than the network’s', () => {
    // The network's own size is open, so a fixed one fits; a fixed network under a dynamic manifest does not.
    expect(check({ input: { ...base.input, size: { type: 'tiles', width: 640, height: 640 } } }).manifest.input.size.type).toBe('tiles');
    const fixed = readFileSync(new URL(`node_modules/${source.package}/${source.path}`, root));
    expect(() => check({ sha256: hashOf(fixed), sizeBytes: fixed.byteLength }, fixed)).toThrow('only; the manifest says that its size is dynamic');
  });
});
