import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { DrawnRegion } from '../../../../src/core/review/review-session.ts';
import { draftBox } from '../../../../src/ui/review/draft.ts';
import { useDrawing, type Drawing } from '../../../../src/ui/review/use-drawing.ts';

const ground = { size: { width: 100, height: 80 }, frame: 0 };
const point = (x: number, y: number) => ({ x, y });

/** The box tool on a picture, and what it has drawn. */
function boxTool(): { readonly drawing: Drawing; readonly drawn: readonly DrawnRegion[] } {
  const drawn: DrawnRegion[] = [];
  const held: Drawing[] = [];
  const Stage = (): null => {
    held.push(useDrawing({ tool: 'box', effect: 'search', brush: 10, ground, scale: 1, selected: null, onDrawn: (region) => drawn.push(region), onExtended: () => undefined, onEnded: () => undefined }));
    return null;
  };
  renderToStaticMarkup(createElement(Stage));
  const [drawing] = held;
  if (drawing === undefined) throw new Error('Nothing was rendered.');
  return { drawing, drawn };
}

describe('drawing a box', () => {
  it.each([
    ['left of', point(-50, 10), point(-5, 40)],
    ['right of', point(105, 10), point(150, 40)],
    ['above', point(10, -40), point(60, -3)],
    ['below', point(10, 83), point(60, 120)],
  ])('adds nothing wholly %s the picture, and waits for no second corner', (_, from, to) => {
    const { drawing, drawn } = boxTool();
    drawing.press(from, false);
    drawing.release(to);
    expect(drawn).toEqual([]);
    expect(drawing.takeBack()).toBe(false);
    expect(draftBox({ type: 'box', ground, from, to, placed: false })).toBeNull();
  });

  it('cuts a box that begins beside the picture to it', () => {
    const { drawing, drawn } = boxTool();
    drawing.press(point(-50, 10), false);
    drawing.release(point(20, 40));
    expect(drawn.map(({ box }) => box)).toEqual([{ left: 0, top: 10, width: 20, height: 30 }]);
  });

  it('takes a click for the first corner', () => {
    const { drawing, drawn } = boxTool();
    drawing.press(point(20, 20), false);
    drawing.release(point(21, 20));
    drawing.press(point(60, 50), false);
    drawing.release(point(60, 50));
    expect(drawn.map(({ box }) => box)).toEqual([{ left: 20, top: 20, width: 40, height: 30 }]);
  });
});
