import { NOT_NAMED } from '../../../../src/core/export/export-record.ts';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { applyPlan } from '../../../../src/core/mask/apply-plan.ts';
import type { MaskPlan, MaskRegion } from '../../../../src/core/mask/mask-plan.ts';
import type { Decision, FillStyle } from '../../../../src/core/review/decision.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import type { Detector } from '../../../../src/engine/detect/detector.ts';
import { lookAgain, type SecondLookOutcome } from '../../../../src/engine/export/second-look.ts';

const SIZE = { width: 600, height: 400 };
/** The only mask: columns 100 to 199. */
const MASK = sourceBox(100, 100, 100, 100);
const MARK = 255;
const FACE = 100;
const BACKGROUND = 200;

/** What the network makes of one marked face. */
interface MarkedFace {
  /** Left edge of a box of 100 x 100 at the mask's height. */
  readonly left: number;
  readonly score: number;
  /** Score in later, closer looks; the same where it is left out. */
  readonly closer?: number;
  /** Width of the closer look that does not see it. */
  readonly lostIn?: number;
  /** How far right a closer look puts it. */
  readonly shift?: number;
  /** The mask itself makes it: it is seen only while the mask's middle has this value. */
  readonly madeByMaskOf?: number;
}

/** Marks the last pixel of each face, which no mask covers, with the face's number in red. */
function paint(faces: readonly MarkedFace[], fill: FillStyle, solid: number): { picture: Raster & { data: Uint8ClampedArray<ArrayBuffer> }; plan: MaskPlan } {
  const data = new Uint8ClampedArray(SIZE.width * SIZE.height * 4).fill(BACKGROUND);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  faces.forEach(({ left }, index) => data.set([MARK, 0, index, 255], ((MASK.top + FACE - 1) * SIZE.width + left + FACE - 1) * 4));
  const plan: MaskPlan = {
    size: SIZE, grid: null, settings: { ...DEFAULT_POLICY.settings, solidColor: { r: solid, g: solid, b: solid } },
    regions: [{ id: 'r1', kind: 'face', shape: 'rectangle', box: MASK, fill }],
  };
  return { picture: { ...SIZE, data }, plan };
}

/** A detector that reads pixels: it finds each face by its mark, wherever the picture was cut. */
function detectorOf(faces: readonly MarkedFace[], looks: Box<'source'>[]): Detector {
  return {
    name: 'marks', version: '1', models: [], kinds: ['face'], smallestHeight: 10,
    detect: ({ width, height, data }, { scoreThresholds }) => {
      const isWhole = width === SIZE.width;
      const found: Detection[] = [];
      looks.push(sourceBox(0, 0, width, height));
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const at = (y * width + x) * 4;
          const face = data[at] === MARK && data[at + 1] === 0 ? faces[data[at + 2] ?? -1] : undefined;
          if (face === undefined) continue;
          // The mask's middle column, as far from the mark here as in the whole picture.
          const underMask = y * width + x + (MASK.left + MASK.width / 2) - (face.left + FACE - 1);
          if (face.madeByMaskOf !== undefined && data[underMask * 4] !== face.madeByMaskOf) continue;
          if (width === face.lostIn) continue;
          const score = isWhole ? face.score : (face.closer ?? face.score);
          const box = sourceBox(x + 1 - FACE + (isWhole ? 0 : (face.shift ?? 0)), y + 1 - FACE, FACE, FACE);
          if (score >= (scoreThresholds.face ?? Infinity)) found.push({ kind: 'face', score, box, detector: 'marks' });
        }
      }
      return Promise.resolve({ detections: found, scales: [1], inferences: 1 });
    },
  };
}

/** Masks, then looks again. */
async function look(faces: readonly MarkedFace[], fill: FillStyle = 'solid', solid = 20, waitingLefts: readonly number[] = [], zones: readonly Decision[] = [], more: Partial<MaskRegion> = {}): Promise<SecondLookOutcome & { readonly looks: readonly Box<'source'>[] }> {
  const painted = paint(faces, fill, solid);
  const { picture } = painted;
  const plan: MaskPlan = { ...painted.plan, regions: painted.plan.regions.map((region) => ({ ...region, ...more })) };
  const applied = applyPlan(picture.data, plan);
  const looks: Box<'source'>[] = [];
  const decisions = waitingLefts.map((left, index): Decision => ({
    id: `r${String(index)}`, kind: 'face', origin: 'detector', score: 0.2, box: sourceBox(left, MASK.top, FACE, FACE), shape: 'ellipse', state: 'pending', decidedBy: 'policy', fill: null,
  }));
  const request = { decisions: [...decisions, ...zones], policy: DEFAULT_POLICY, search: { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 }, createdAt: '', review: NOT_NAMED };
  const outcome = await lookAgain(picture, plan, applied, request, [detectorOf(faces, looks)], () => undefined);
  return { ...outcome, looks };
}

const lefts = ({ survivors }: SecondLookOutcome): number[] => survivors.map(({ box }) => box.left);
/** 15 of its 100 columns lie under the mask. */
const TOUCHING = 185;
/** Far from the mask. */
const APART = 300;

describe('a find that no mask covers', () => {
  it('survives at a confidence of .5 if closer looks agree, and not below', async () => {
    for (const left of [TOUCHING, APART]) {
      expect(lefts(await look([{ left, score: 0.5, closer: 0.8 }]))).toEqual([left]);
      expect(lefts(await look([{ left, score: 0.49, closer: 0.9 }]))).toEqual([]);
    }
  });

  it('is looked at closer three times, or until it is gone', async () => {
    expect((await look([{ left: APART, score: 0.9 }])).looks.map(({ width }) => width)).toEqual([SIZE.width, 220, 300, 400]);
    expect((await look([{ left: APART, score: 0.9, closer: 0 }])).looks).toHaveLength(2);
    expect(lefts(await look([{ left: APART, score: 0.9, lostIn: 400 }]))).toEqual([]);
  });

  it('survives without a closer look where a candidate still waits for a decision', async () => {
    const waiting = await look([{ left: APART, score: 0.5, closer: 0 }], 'solid', 20, [APART]);
    expect(lefts(waiting)).toEqual([APART]);
    expect(waiting.looks).toHaveLength(1);
    expect(lefts(await look([{ left: APART, score: 0.5, closer: 0 }], 'solid', 20, [APART - 90]))).toEqual([]);
  });

  it('needs a confidence of .8 when the mask has another look', async () => {
    expect(lefts(await look([{ left: TOUCHING, score: 0.9, closer: 0.8 }]))).toEqual([TOUCHING]);
    expect(lefts(await look([{ left: TOUCHING, score: 0.9, closer: 0.79 }]))).toEqual([]);
  });

  it('is no person where it goes with the mask’s look, whatever that was', async () => {
    expect(lefts(await look([{ left: TOUCHING, score: 0.99, madeByMaskOf: 20 }]))).toEqual([]);
    expect(lefts(await look([{ left: TOUCHING, score: 0.99, madeByMaskOf: 128 }], 'solid', 128))).toEqual([]);
    expect(lefts(await look([{ left: TOUCHING, score: 0.99, madeByMaskOf: BACKGROUND }], 'soft'))).toEqual([]);
  });

  it('is a person where it stays, whatever the mask’s look was', async () => {
    for (const fill of ['solid', 'soft', 'pixelate'] as const) expect(lefts(await look([{ left: TOUCHING, score: 0.9 }], fill))).toEqual([TOUCHING]);
  });

  it('must be found at its own place again: elsewhere it is another one', async () => {
    // 100 x 100 boxes that lie 53 columns apart overlap by .307, and 54 columns apart by .299.
    expect(lefts(await look([{ left: TOUCHING, score: 0.9, shift: 53 }]))).toEqual([TOUCHING]);
    expect(lefts(await look([{ left: TOUCHING, score: 0.9, shift: 54 }]))).toEqual([]);
  });

  it('takes nothing along: another find elsewhere in the picture still survives', async () => {
    const both = await look([{ left: TOUCHING, score: 0.9, closer: 0 }, { left: 400, score: 0.6, closer: 0.9 }]);
    expect(lefts(both)).toEqual([400]);
    expect(both.explained).toBe(1);
  });
});

describe('a find under a mask', () => {
  it('is explained without another look', async () => {
    const under = await look([{ left: 220 - FACE, score: 0.99 }]);
    expect([under.survivors.length, under.explained, under.looks.length]).toEqual([0, 1, 1]);
  });
});

describe('a find with zones about', () => {
  const zone = (effect: Decision['zone'], left: number, width: number): Decision => ({
    id: 'z1', kind: 'face', origin: 'person', score: null, box: sourceBox(left, 0, width, SIZE.height), shape: 'rectangle', ...(effect === undefined ? {} : { zone: effect }), state: 'accepted', decidedBy: 'person', fill: null,
  });

  it('is explained in an area that is ignored, and survives beside it', async () => {
    const both = await look([{ left: APART, score: 0.9 }, { left: 450, score: 0.9 }], 'solid', 20, [], [zone('ignore', 280, 140)]);
    expect([lefts(both), both.explained]).toEqual([[450], 1]);
  });

  it('survives in the clear part of an inverse mask', async () => {
    const box = sourceBox(APART - 10, 50, 120, 200);
    const clear = await look([{ left: APART, score: 0.9 }], 'solid', 20, [], [zone('mask-outside', APART - 10, 120)], { box, inverse: true });
    expect([lefts(clear), clear.explained]).toEqual([[APART], 0]);
  });

  it('is explained under an inverse mask', async () => {
    // The mark itself lies in the clear area, so that it is found; the rest of the face does not.
    const box = sourceBox(APART + 90, 50, 120, 200);
    const under = await look([{ left: APART, score: 0.9 }], 'solid', 20, [], [], { box, inverse: true });
    expect([lefts(under), under.explained]).toEqual([[], 1]);
  });
});
