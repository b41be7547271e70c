import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { germanIban, withLuhn } from '../../../../../scripts/evaluation/synthetic/fictitious.ts';
import { PLATE_DESIGNS } from '../../../../../scripts/evaluation/synthetic/plate-designs.ts';
import { Seeded } from '../../../../../scripts/evaluation/synthetic/seeded.ts';
import { allScenes } from '../../../../../scripts/evaluation/synthetic/synthetic-set.ts';

describe('the drawn evaluation set', () => {
  it('is the same every time', async () => {
    expect(await allScenes()).toEqual(await allScenes());
  });

  it('has plates of twelve countries, text of every personal kind, and codes', async () => {
    const scenes = await allScenes();
    expect(new Set(PLATE_DESIGNS.map(({ country }) => country)).size).toBe(12);
    expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
    const html = scenes.map((scene) => scene.html).join('');
    for (const kind of ['name', 'email', 'phone', 'iban', 'payment-card', 'postal-address', 'date-of-birth', 'licence-plate']) {
      expect(html).toContain(`data-personal="${kind}"`);
    }
    expect(html.match(/data-label="licence-plate"/gu)).toHaveLength(24);
    expect(html.match(/data-label="qr-code"/gu)).toHaveLength(21);
  });

  it('asks the network for nothing', async () => {
    for (const { html } of await allScenes()) expect(html).not.toMatch(/(?:src|href)=|url\((?!#)/u);
  });

  it('marks the people of pictures that the development package brings, inside of them', () => {
    const file = new URL('../../../../../scripts/evaluation/synthetic/people-pictures.json', import.meta.url);
    const { images } = JSON.parse(readFileSync(file, 'utf8')) as {
      images: { file: string; width: number; height: number; faces: number[][]; persons: number[][] }[];
    };
    for (const { file: name, width, height, faces, persons } of images) {
      expect(existsSync(new URL(`../../../../../node_modules/@vladmandic/face-api/demo/${name}`, import.meta.url))).toBe(true);
      for (const [x = -1, y = -1, w = 0, h = 0] of [...faces, ...persons]) {
        expect(x >= 0 && y >= 0 && x + w <= width && y + h <= height && w > 0 && h > 0).toBe(true);
      }
    }
  });
});

describe('invented numbers', () => {
  it('carry valid check digits', () => {
    // A published example of the registry of IBAN formats.
    expect(germanIban('370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
    // A published test card number.
    expect(withLuhn('411111111111111')).toBe('4111 1111 1111 1111');
  });

  it('stay inside their bounds and repeat with their seed', () => {
    const random = new Seeded(7);
    const numbers = Array.from({ length: 500 }, () => random.whole(1, 6));
    expect(new Set(numbers)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    const again = new Seeded(7);
    expect(Array.from({ length: 500 }, () => again.whole(1, 6))).toEqual(numbers);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
