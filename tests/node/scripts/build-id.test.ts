import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildId } from '../../../scripts/build-id.ts';

let root: string;

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cloakroom-build-id-'));
  write('package.json', '{"version":"1.2.3"}');
  write('src/core/mask.ts', 'export const a = 1;\n');
  write('public/icons/icon.png', new Uint8Array([0, 13, 10, 7]));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('buildId', () => {
  it('gives the version and 16 hex digits, the same ones for the same source', () => {
    expect(buildId(root)).toMatch(/^cloakroom-1\.2\.3\+[0-9a-f]{16}$/);
    expect(buildId(root)).toBe(buildId(root));
  });

  it.each([
    ['a source that changed', 'src/core/mask.ts', 'export const a = 2;\n'],
    ['a new source', 'src/core/other.ts', ''],
    ['another package in the lock file', 'package-lock.json', '{}'],
    ['another model', 'models/manifest.json', '{}'],
    ['another header', 'scripts/sealed-headers.ts', 'x'],
    ['a picture with other bytes', 'public/icons/icon.png', new Uint8Array([0, 10, 7])],
  ])('gives another name for %s', (_what, path, content) => {
    const before = buildId(root);
    write(path, content);
    expect(buildId(root)).not.toBe(before);
  });

  it.each(['public/samples/a.jpg', 'public/notices.txt', 'public/policy.schema.json', 'tests/node/a.test.ts', 'README.md', 'dist/index.html'])(
    'is not changed by %s, which the build makes or does not use',
    (path) => {
      const before = buildId(root);
      write(path, 'x');
      expect(buildId(root)).toBe(before);
    },
  );

  it('takes no notice of line ends that a checkout turned round', () => {
    const before = buildId(root);
    write('src/core/mask.ts', 'export const a = 1;\r\n');
    expect(buildId(root)).toBe(before);
  });

  it('tells apart a file that moved', () => {
    const before = buildId(root);
    rmSync(join(root, 'src/core/mask.ts'));
    write('src/core/mark.ts', 'export const a = 1;\n');
    expect(buildId(root)).not.toBe(before);
  });
});
