import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS } from '../../../scripts/find-chromium.mjs';

const FLAG = '--disable-features=';

/** The list in the installed Playwright, which does not export it. */
function offInPlaywright(): readonly string[] {
  const bundle = readFileSync(new URL('../../../node_modules/playwright-core/lib/coreBundle.js', import.meta.url), 'utf8');
  const list = /disabledFeatures = \[([\s\S]*?)\]\.filter/u.exec(bundle)?.[1] ?? '';
  return [...list.matchAll(/^\s*"(\w+)"/gmu)].map(([, name]) => name ?? '');
}

describe('the flags of Chromium', () => {
  it('switch off what Playwright does, because the browser heeds the last flag of a kind', () => {
    const flags = CHROMIUM_FLAGS.filter((flag) => flag.startsWith(FLAG));
    expect(flags).toHaveLength(1);
    const wanted = offInPlaywright();
    expect(wanted).toContain('OptimizationHints');
    expect(flags[0]?.slice(FLAG.length).split(',')).toEqual(expect.arrayContaining([...wanted]));
  });
});
