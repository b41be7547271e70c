import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { CloseTextSource } from '../../../../src/engine/detect/text-source.ts';
import { attackRegion, attackTable, type AttackedRegion } from '../../../../scripts/attacks/region-tally.ts';

const SIZE = { width: 80, height: 40 };
const REGION = sourceBox(20, 10, 40, 10);
const [PAPER, INK] = [200, 20];

/** Paper with a stroke of ink across the region's middle, or without. */
function page(isWritten: boolean, paper = PAPER): Raster {
  const data = new Uint8ClampedArray(SIZE.width * SIZE.height * 4).fill(paper);
  if (isWritten) for (let x = 20; x < 60; x += 1) data.fill(INK, (15 * SIZE.width + x) * 4, (15 * SIZE.width + x) * 4 + 3);
  return { ...SIZE, data };
}

/** A reader that sees `said` wherever a raster has both dark and bright pixels. */
function reader(said: string, score = 0.9): CloseTextSource {
  return {
    models: [],
    lines: () => Promise.resolve([]),
    linesIn: () => Promise.resolve([]),
    inferences: () => 0,
    scales: () => [],
    read: ({ data }) => {
      const isWritten = data.includes(INK) && data.includes(PAPER);
      return Promise.resolve({ text: isWritten ? said : '', score: isWritten ? score : 0, characters: [] });
    },
  };
}

describe('an attacked region', () => {
  it('is read before masking and not after, where the mask hides it', async () => {
    const attacked = await attackRegion(reader('AB123'), 'AB 123', REGION, page(true), page(false, 24));
    expect(attacked).toEqual({ isKnown: true, length: 5, control: true, masked: null, changed: expect.closeTo(0.9) });
  });

  it('is read after masking where it was missed', async () => {
    const attacked = await attackRegion(reader('AB1'), 'AB 123', REGION, page(true), page(true));
    expect(attacked).toMatchObject({ control: true, masked: 'as it is', changed: 0 });
  });

  it('does not count where less than half of it is read', async () => {
    expect(await attackRegion(reader('AB'), 'AB 123', REGION, page(true), page(true))).toMatchObject({ control: false, masked: null });
  });

  it('takes a confident reading of the source for the truth where nobody says what stands there', async () => {
    expect(await attackRegion(reader('AB123'), null, REGION, page(true), page(true))).toMatchObject({ isKnown: true, length: 5, control: true, masked: 'as it is' });
    expect(await attackRegion(reader('AB123', 0.79), null, REGION, page(true), page(true))).toMatchObject({ isKnown: false, control: false, masked: null });
    expect(await attackRegion(reader('AB1'), null, REGION, page(true), page(true))).toMatchObject({ isKnown: false });
  });

  it('counts any confident reading of the mask where the source cannot be read', async () => {
    expect(await attackRegion(reader('AB123'), null, REGION, page(false), page(true))).toMatchObject({ isKnown: false, control: false, masked: 'as it is' });
  });
});

describe('the table', () => {
  const region = (over: Partial<AttackedRegion>): AttackedRegion => ({ picture: 3, region: 7, isKnown: true, length: 6, control: true, masked: null, changed: 1, ...over });

  it('tells misses from masks that were read, by number and without a text', () => {
    const table = attackTable('text', [region({}), region({}), region({ masked: 'inverted', changed: 0.1 }), region({ control: false, isKnown: false })]);
    expect(table).toContain('regions                  4, 1 of them unreadable before masking');
    expect(table).toContain('control, before masking  3   75.0 %');
    expect(table).toContain('after masking            1   25.0 %');
    expect(table).toContain('1 not masked, 0 read through a mask');
    expect(table).toContain('picture 3, region 7: inverted; 6 characters, 10 % of its pixels changed');
  });
});
