import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/ui/settings/settings.ts';

const defaults = { theme: 'system', language: 'system', singleKeys: true, snap: false, shareTarget: false };

describe('parseSettings', () => {
  it('takes the defaults for anything that it did not write itself', () => {
    for (const untrusted of [null, '', '{', '[]', '"dark"', 'null', '{"theme":"neon","language":"xx","singleKeys":"no"}']) expect(parseSettings(untrusted)).toEqual(defaults);
  });

  it('reads back what was stored', () => {
    expect(parseSettings('{"theme":"dark","language":"de","singleKeys":false,"snap":true,"shareTarget":"yes"}')).toEqual({ theme: 'dark', language: 'de', singleKeys: false, snap: true, shareTarget: false });
  });

  it('asks for a place in the share sheet only where a person wants it', () => {
    expect(parseSettings('{"shareTarget":true}').shareTarget).toBe(true);
    expect(parseSettings('{"shareTarget":1}').shareTarget).toBe(false);
  });

  it('snaps only where a person wants it', () => {
    expect(parseSettings('{"theme":"dark"}').snap).toBe(false);
    expect(parseSettings('{"snap":"on"}').snap).toBe(false);
  });

  it('keeps what an earlier version stored, which knew no languages', () => {
    expect(parseSettings('{"theme":"dark","singleKeys":false}')).toEqual({ theme: 'dark', language: 'system', singleKeys: false, snap: false, shareTarget: false });
  });
});
