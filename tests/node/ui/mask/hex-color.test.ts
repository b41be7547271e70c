import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../src/ui/mask/hex-color.ts';

describe('hex colours', () => {
  it('go there and back', () => {
    expect(toHex({ r: 0, g: 9, b: 255 })).toBe('#0009ff');
    expect(fromHex('#0009FF')).toEqual({ r: 0, g: 9, b: 255 });
  });

  it('refuse anything else', () => {
    for (const text of ['', '#fff', 'red', '#12345g', '#1234567']) expect(fromHex(text)).toBeNull();
  });
});
