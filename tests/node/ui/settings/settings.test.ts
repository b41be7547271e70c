import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/ui/settings/settings.ts';

const defaults = { theme: 'system', singleKeys: true };

describe('parseSettings', () => {
  it('takes the defaults for anything that it did not write itself', () => {
    for (const untrusted of [null, '', '{', '[]', '"dark"', 'null', '{"theme":"neon","singleKeys":"no"}']) expect(parseSettings(untrusted)).toEqual(defaults);
  });

  it('reads back what was stored', () => {
    expect(parseSettings('{"theme":"dark","singleKeys":false}')).toEqual({ theme: 'dark', singleKeys: false });
  });
});
