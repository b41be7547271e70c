import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { reviewerId } from '../../../../src/core/review/reviewer-id.ts';

const sha256 = (bytes: Uint8Array): Promise<Uint8Array> => Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest()));
const id = (name: string, salt = 'salt'): Promise<string | null> => reviewerId(name, salt, sha256);

describe('reviewerId', () => {
  it('is the start of the SHA-256 of salt and name', async () => {
    expect(await id('Ana María')).toBe(createHash('sha256').update('salt\nana maría', 'utf8').digest('hex').slice(0, 16));
  });

  it('takes one person for the same however the name is written', async () => {
    expect(await id('  Ana   MARÍA ')).toBe(await id('ana mari\u0301a'));
  });

  it('differs between names and between devices', async () => {
    expect(await id('Ana')).not.toBe(await id('Anna'));
    expect(await id('Ana')).not.toBe(await id('Ana', 'other'));
  });

  it('takes no name without a letter or digit', async () => {
    for (const name of ['', '   ', '—', '😀']) expect(await id(name)).toBeNull();
  });

  it('does not contain the name', async () => {
    expect(await id('deadbeef')).not.toContain('deadbeef');
  });
});
