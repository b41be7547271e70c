import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ZXING_WASM_SHA256 } from 'zxing-wasm/reader';
import { CODE_READER } from '../../../../src/engine/detect/code-reader.ts';

const PACKAGE = new URL('../../../../node_modules/zxing-wasm/', import.meta.url);

describe('the code reader', () => {
  it('is pinned to the installed package', () => {
    const bytes = readFileSync(new URL('dist/reader/zxing_reader.wasm', PACKAGE));
    expect(bytes.byteLength).toBe(CODE_READER.sizeBytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(CODE_READER.sha256);
    expect(ZXING_WASM_SHA256).toBe(CODE_READER.sha256);
    const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as { version: string };
    expect(version).toBe(CODE_READER.version);
  });

  it('needs no code made from text, which the page forbids', () => {
    for (const file of ['dist/es/reader/index.js', 'dist/es/share.js']) {
      expect(readFileSync(new URL(file, PACKAGE), 'utf8')).not.toMatch(/\beval\s*\(|\bnew Function\b|\bFunction\s*\(['"`]/u);
    }
  });
});
