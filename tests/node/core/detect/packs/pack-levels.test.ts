import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPackLevels } from '../../../../../src/core/detect/packs/pack-levels.ts';
import { parsePackManifest } from '../../../../../src/core/detect/packs/parse-pack-manifest.ts';
import { withField, yunetJson } from './manifest.ts';

const dynamic = parsePackManifest(yunetJson());
const fixed = (type: 'tiles' | 'letterbox') => parsePackManifest(withField('input.size', { type, width: 640, height: 416 }));

describe('planPackLevels', () => {
  it('halves down to the smallest side and doubles small pictures only', () => {
    expect(planPackLevels({ width: 1000, height: 600 }, dynamic, 'first').map(({ level }) => level.scale)).toEqual([2, 1, 0.5, 0.25, 0.125]);
    expect(planPackLevels({ width: 1200, height: 600 }, dynamic, 'first')[0]?.level.scale).toBe(1);
  });

  it('takes both views together as one falling list, and none twice', () => {
    const scales = planPackLevels({ width: 1000, height: 600 }, dynamic, 'both').map(({ level }) => level.scale);
    expect(scales).toEqual([...new Set(scales)].sort((a, b) => b - a));
    expect(scales).toHaveLength(10);
  });

  it('fits a letterboxed picture whole into its input', () => {
    const [only, ...more] = planPackLevels({ width: 3000, height: 1000 }, fixed('letterbox'), 'first');
    expect(more).toEqual([]);
    expect(only?.tiles).toHaveLength(1);
    expect(only?.tiles[0]?.box).toMatchObject({ width: 640, height: 214 });
  });

  it('cuts tiles that cover each level and fit the input', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), fc.integer({ min: 1, max: 6000 }), fc.constantFrom('first' as const, 'second' as const, 'both' as const), fc.constantFrom('tiles' as const, 'letterbox' as const), (width, height, view, type) => {
        for (const { level, tiles } of planPackLevels({ width, height }, fixed(type), view)) {
          for (const { box } of tiles) expect(box.width <= 640 && box.height <= 416 && box.left + box.width <= level.width && box.top + box.height <= level.height).toBe(true);
          const right = Math.max(...tiles.map(({ box }) => box.left + box.width));
          const bottom = Math.max(...tiles.map(({ box }) => box.top + box.height));
          expect([right, bottom]).toEqual([level.width, level.height]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
