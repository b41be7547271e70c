import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reservedNames } from '../../../../scripts/headless/reserved-names.ts';
import { uniqueName } from '../../../../src/core/export/output-name.ts';

const input = (path: string) => ({ path: resolve(path), name: path, walked: false });

describe('reservedNames', () => {
  it('keeps outputs from replacing sources that lie in the output folder', () => {
    const taken = reservedNames('photos', [input('photos/a.jpg'), input('photos/trip/B.JPG')]);
    expect(uniqueName('a.jpg', taken.get('.')!)).toBe('a-2.jpg');
    expect(uniqueName('b.jpg', taken.get('trip')!)).toBe('b-2.jpg');
    expect(uniqueName('c.jpg', taken.get('.')!)).toBe('c.jpg');
  });

  it('reserves nothing for sources elsewhere, not even beside a folder of a similar name', () => {
    expect([...reservedNames('done', [input('photos/a.jpg'), input('a.jpg'), input('done-2/a.jpg')])]).toEqual([]);
  });

  it('takes a file whose name begins with two dots for what it is', () => {
    expect([...reservedNames('done', [input('done/..a.jpg')]).keys()]).toEqual(['.']);
  });
});
