import type { Plane } from '../../../../../src/core/detect/codes/luminance.ts';

/** Bars of 1 to 3 modules that never repeat for long: 61 modules. */
const MODULES = Array.from('1010011011100101100111010001101011110010110001011101001100101', Number);

/** Drawn bars: a code of 61 modules, turned clockwise about the middle of a grey picture. */
export function drawBars(size: number, module: number, height: number, degrees: number): Plane {
  const data = new Uint8Array(size * size).fill(230);
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let dark = 0;
      for (const [sx, sy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const dx = x + sx - size / 2;
        const dy = y + sy - size / 2;
        const u = (dx * cos + dy * sin) / module + MODULES.length / 2;
        if (Math.abs(dy * cos - dx * sin) <= height / 2 && MODULES[Math.floor(u)] === 1) dark += 1;
      }
      data[y * size + x] = 230 - dark * 50;
    }
  }
  return { width: size, height: size, data };
}

/** Width of {@link drawBars}. */
export const barsWidth = (module: number): number => MODULES.length * module;
