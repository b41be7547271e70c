import { NOT_NAMED } from '../../../../src/core/export/export-record.ts';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import type { Detector } from '../../../../src/engine/detect/detector.ts';
import { lookAgain } from '../../../../src/engine/export/second-look.ts';

const SIDE = 1000;

/** Looks again at a picture with one find in its middle, and tells how wide each look was. */
async function look(kind: Kind, side: number) {
  const widths: number[] = [];
  const find = sourceBox((SIDE - side) / 2, (SIDE - side) / 2, side, side);
  const detector: Detector = {
    name: 'middle', version: '1', models: [], kinds: [kind], smallestHeight: 10,
    detect: (picture) => {
      widths.push(picture.width);
      // The whole picture, or three looks at 2.2, 3 and 4 times the find, cut at the picture's edges.
      const shown = widths.length === 1 ? SIDE : Math.min(SIDE, Math.round(side * ([2.2, 3, 4][widths.length - 2] ?? 0)));
      const here = (side * picture.width) / shown;
      const box = sourceBox((picture.width - here) / 2, (picture.height - here) / 2, here, here);
      return Promise.resolve({ detections: [{ kind, score: 0.9, box, detector: 'middle' }], scales: [1], inferences: 1 });
    },
  };
  const policy: Policy = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, [kind]: { ...DEFAULT_POLICY.kinds[kind], enabled: true } } };
  const decoded = { width: SIDE, height: SIDE, data: new Uint8ClampedArray(SIDE * SIDE * 4) };
  const plan = { size: { width: SIDE, height: SIDE }, grid: null, settings: policy.settings, regions: [] };
  const request = { decisions: [], policy, search: { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 }, createdAt: '', review: NOT_NAMED };
  const { survivors } = await lookAgain(decoded, plan, [], request, [detector], () => undefined);
  return { widths, boxes: survivors.map(({ box }) => box), find };
}

describe('a closer look', () => {
  it.each(['face', 'person', 'vehicle'] as const)('shows a large find smaller, down to 400 pixels and less, and finds it at its own place: %s', async (kind) => {
    // Looks are cut on whole pixels around the find, so they may be a pixel or two larger.
    for (const [side, widths] of [[400, [1000, 881, 1000, 1000]], [402, [1000, 443, 500, 500]], [900, [1000, 250, 250, 250]]] as const) {
      const { boxes, find, ...shown } = await look(kind, side);
      expect(shown.widths).toEqual(widths);
      expect(boxes).toEqual([find]);
    }
  });

  it.each(['licence-plate', 'text', 'qr-code'] as const)('shows what is read or decoded as large as it is: %s', async (kind) => {
    expect((await look(kind, 900)).widths).toEqual([1000, 1000, 1000, 1000]);
  });
});
