import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(`../../../../public/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>;

describe('the two descriptions of the app', () => {
  it('differ only in the place in the share sheet, which the first does not ask for', () => {
    const { share_target: shareTarget, ...rest } = read('manifest-share.webmanifest');
    expect(read('manifest.webmanifest')).toEqual(rest);
    expect(shareTarget).toMatchObject({ action: '/share-target', method: 'POST' });
  });
});
