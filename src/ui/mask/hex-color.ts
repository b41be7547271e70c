import type { Rgb } from '../../core/mask/mask-plan.ts';

/** `#rrggbb` in lower case. */
export function toHex({ r, g, b }: Rgb): string {
  return `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour of `#rrggbb`; `null` for anything else. */
export function fromHex(text: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  const [, r, g, b] = match ?? [];
  return r === undefined || g === undefined || b === undefined ? null : { r: parseInt(r, 16), g: parseInt(g, 16), b: parseInt(b, 16) };
}
