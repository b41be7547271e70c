import { NOT_NAMED } from '../../../../src/core/export/export-record.ts';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../../src/core/detect/detection.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { applyPlan } from '../../../../src/core/mask/apply-plan.ts';
import type { MaskPlan } from '../../../../src/core/mask/mask-plan.ts';
import type { Decision, FillStyle } from '../../../../src/core/review/decision.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import type { TextLine } from '../../../../src/engine/detect/evidence.ts';
import type { Detector } from '../../../../src/engine/detect/detector.ts';
import type { CloseTextSource } from '../../../../src/engine/detect/text-source.ts';
import { readMasks } from '../../../../src/engine/export/read-masks.ts';
import { lookAgain } from '../../../../src/engine/export/second-look.ts';

const SIZE = { width: 400, height: 200 };
const [PAPER, INK] = [220, 10];
/** Where a line of text stands, and the mask over it. */
const LINE = sourceBox(120, 90, 100, 20);
const MASK = sourceBox(110, 80, 120, 40);

interface Scene {
  readonly kind?: Kind;
  readonly fill?: FillStyle;
  /** What the reader makes of ink. */
  readonly said?: string;
  readonly score?: number;
  /** Another line beside the mask, outside it. */
  readonly neighbour?: Box<'source'>;
  /** Painted as planned, or left out. */
  readonly isPainted?: boolean;
  readonly decisions?: readonly Decision[];
  /** Box that the mask was made from. */
  readonly found?: Box<'source'>;
  /** The finder of lines sees nothing. */
  readonly isBlind?: boolean;
}

function write(data: Uint8ClampedArray, { left, top, width, height }: Box<'source'>): void {
  for (let y = top; y < top + height; y += 1) {
    // Strokes with gaps, as letters have.
    for (let x = left; x < left + width; x += 2) data.fill(INK, (y * SIZE.width + x) * 4, (y * SIZE.width + x) * 4 + 3);
  }
}

/** Finds one line around all ink of what it is shown, and reads lines that hold ink. */
function reader(said: string, score: number, isBlind: boolean, looks: Raster[]): CloseTextSource {
  const inkIn = ({ width, data }: Raster, part: Box<'source'>): Box<'source'> | null => {
    const isIn = (x: number, y: number): boolean => x >= part.left && x < part.left + part.width && y >= part.top && y < part.top + part.height;
    const places = Array.from({ length: data.length / 4 }, (_, at) => at).filter((at) => data[at * 4] === INK && isIn(at % width, Math.floor(at / width)));
    if (places.length === 0) return null;
    const xs = places.map((at) => at % width);
    const ys = places.map((at) => Math.floor(at / width));
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return sourceBox(x, y, Math.max(...xs) + 1 - x, Math.max(...ys) + 1 - y);
  };
  return {
    models: [],
    lines: () => Promise.resolve([]),
    inferences: () => 0,
    scales: () => [],
    linesIn: (picture) => {
      looks.push(picture);
      const box = isBlind ? null : inkIn(picture, sourceBox(0, 0, picture.width, picture.height));
      return Promise.resolve(box === null ? [] : [{ box, angle: 0, score: 0.9 } satisfies TextLine]);
    },
    read: (picture, { box }) => {
      const isThere = inkIn(picture, box) !== null;
      return Promise.resolve({ text: isThere ? said : '', score: isThere ? score : 0, characters: [] });
    },
  };
}

function build({ kind = 'text', fill = 'solid', neighbour, isPainted = true, decisions = [], found = LINE }: Scene) {
  const data = new Uint8ClampedArray(SIZE.width * SIZE.height * 4).fill(PAPER);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  write(data, LINE);
  if (neighbour !== undefined) write(data, neighbour);
  const plan: MaskPlan = { size: SIZE, grid: null, settings: DEFAULT_POLICY.settings, regions: [{ id: 'r1', kind, shape: 'rectangle', box: MASK, fill }] };
  const applied = applyPlan(isPainted ? data : data.slice(), plan);
  const made: Decision = { id: 'r1', kind, origin: 'detector', score: 0.9, box: found, shape: 'rectangle', state: 'accepted', decidedBy: 'policy', fill: null };
  return { picture: { ...SIZE, data }, plan, applied, decisions: [made, ...decisions] };
}

async function look(scene: Scene = {}) {
  const { picture, plan, applied, decisions } = build(scene);
  const looks: Raster[] = [];
  const text = reader(scene.said ?? 'ABC', scene.score ?? 0.6, scene.isBlind ?? false, looks);
  return { ...(await readMasks(picture, plan, applied, decisions, text)), looks };
}

describe('a mask over text', () => {
  it.each(['solid', 'soft'] as const)('shows nothing to read where it is painted: %s', async (fill) => {
    for (const kind of ['text', 'personal-text', 'licence-plate'] as const) {
      expect(await look({ kind, fill })).toMatchObject({ survivors: [], explained: 0 });
    }
  });

  it('that paints nothing is read, and its line survives at its own place', async () => {
    for (const kind of ['text', 'personal-text', 'licence-plate'] as const) {
      const { survivors, explained } = await look({ kind, isPainted: false });
      expect(survivors).toEqual([{ kind, score: 0.6, box: expect.anything(), angle: 0, detector: 'text-reader' }]);
      expect(survivors[0]?.box).toEqual(LINE);
      expect(explained).toBe(0);
    }
  });

  it('is read where the line was found, even if no line is found again', async () => {
    expect((await look({ isPainted: false, isBlind: true })).survivors).toHaveLength(1);
  });

  it('is read where a line is found in it, even if it was made from another box', async () => {
    const elsewhere = sourceBox(0, 0, 30, 10);
    expect((await look({ isPainted: false, found: elsewhere })).survivors).toHaveLength(1);
    expect((await look({ isPainted: false, found: elsewhere, isBlind: true })).survivors).toEqual([]);
  });

  it('is not read without a clear reading of three letters or digits', async () => {
    expect((await look({ isPainted: false, said: 'AB.-', score: 0.9 })).survivors).toEqual([]);
    expect((await look({ isPainted: false, said: 'ABC', score: 0.59 })).survivors).toEqual([]);
  });

  it('does not answer for a line beside it', async () => {
    const neighbour = sourceBox(120, 124, 100, 12);
    const { survivors, looks } = await look({ fill: 'soft', neighbour });
    expect(looks).toHaveLength(1);
    expect(survivors).toEqual([]);
  });

  it('with one colour costs no network', async () => {
    expect((await look()).looks).toEqual([]);
  });
});

describe('a mask that hides shapes', () => {
  it('is not read', async () => {
    const { survivors, looks } = await look({ kind: 'face', isPainted: false });
    expect([survivors, looks]).toEqual([[], []]);
  });
});

describe('a weak fill that a person chose', () => {
  it('is explained where it is read, not held', async () => {
    expect(await look({ fill: 'pixelate', isPainted: false })).toMatchObject({ survivors: [], explained: 1 });
  });
});

describe('a place that a person has dismissed after an earlier export', () => {
  const dismissed: Decision = { id: 's2', kind: 'text', origin: 'recheck', score: 0.9, box: LINE, shape: 'rectangle', state: 'rejected', decidedBy: 'person', fill: null };

  it('is explained', async () => {
    expect(await look({ isPainted: false, decisions: [dismissed] })).toMatchObject({ survivors: [], explained: 1 });
  });

  it('is not, where the person kept something else or has not decided', async () => {
    for (const change of [{ origin: 'detector' }, { state: 'pending' }, { decidedBy: 'policy' }, { box: sourceBox(300, 10, 20, 20) }] as const) {
      expect((await look({ isPainted: false, decisions: [{ ...dismissed, ...change }] })).survivors).toHaveLength(1);
    }
  });
});

describe('the second look', () => {
  const detector = (text: CloseTextSource | null): Detector => ({
    name: 'text', version: '1', models: [], kinds: ['text'], smallestHeight: 8, ...(text === null ? {} : { text }),
    detect: (_, { onFraction }) => {
      onFraction(1);
      return Promise.resolve({ detections: [], scales: [1], inferences: 1 });
    },
  });
  const again = async (isPainted: boolean, text: CloseTextSource | null) => {
    const { picture, plan, applied, decisions } = build({ isPainted });
    const search = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };
    const fractions: number[] = [];
    const outcome = await lookAgain(picture, plan, applied, { decisions, policy: DEFAULT_POLICY, search, createdAt: '', review: NOT_NAMED }, [detector(text)], (fraction) => fractions.push(fraction));
    return { survivors: outcome.survivors.length, last: fractions.at(-1) };
  };

  it('holds a file whose mask can be read, and releases one whose mask cannot', async () => {
    expect(await again(false, reader('ABC', 0.9, false, []))).toEqual({ survivors: 1, last: 1 });
    expect(await again(true, reader('ABC', 0.9, false, []))).toEqual({ survivors: 0, last: 1 });
  });

  it('reads nothing where no detector brings the reader', async () => {
    expect(await again(false, null)).toEqual({ survivors: 0, last: 1 });
  });
});
