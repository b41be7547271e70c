import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../src/core/geometry/box.ts';
import type { SearchOptions } from '../../../../src/engine/detect/detector.ts';
import type { ObjectFind, ObjectSource, TextLine } from '../../../../src/engine/detect/evidence.ts';
import { licencePlateDetector } from '../../../../src/engine/detect/licence-plates.ts';
import type { PlateTextSource } from '../../../../src/engine/detect/text-source.ts';

const picture = { width: 1280, height: 720, data: new Uint8ClampedArray(4) };
const line = (left: number, top: number, width = 80, height = 20, score = 0.9): TextLine => ({ box: { left, top, width, height }, angle: 3, score });
const car: ObjectFind = { className: 'car', score: 0.6, box: { left: 400, top: 300, width: 200, height: 150 } };
const wanted: SearchOptions = { scoreThresholds: { 'licence-plate': 0.2 }, view: 'first', onFraction: () => undefined };

interface Scene {
  readonly lines: readonly (readonly [TextLine, string, number?])[];
  readonly close?: readonly (readonly [TextLine, string, number?])[];
  readonly vehicles?: readonly ObjectFind[] | null;
}
/** A detector over lines that say what they are told to. */
function over({ lines, close = [], vehicles = [] }: Scene): { detector: ReturnType<typeof licencePlateDetector>; looks: { part: Box<'source'>; scale: number }[]; read: TextLine[]; asked: string[] } {
  const said = new Map([...lines, ...close].map(([one, text, score]) => [one, { text, score: score ?? 0.95 }]));
  const looks: { part: Box<'source'>; scale: number }[] = [];
  const read: TextLine[] = [];
  const asked: string[] = [];
  const found = (how: string): Promise<TextLine[]> => {
    asked.push(how);
    return Promise.resolve(lines.map(([one]) => one));
  };
  const text: PlateTextSource = {
    models: [{ name: 'text-lines', version: '1', sha256: 'a' }],
    lines: () => found('lines'),
    glance: () => found('glance'),
    linesIn: (_, part, scale) => {
      looks.push({ part, scale });
      return Promise.resolve(close.map(([one]) => one));
    },
    read: () => Promise.reject(new Error('plates are read as they lie')),
    readStraight: (_, one) => {
      read.push(one);
      return Promise.resolve({ ...said.get(one)!, characters: [] });
    },
    inferences: () => 3,
    scales: () => [1.25],
    glanceInferences: () => 1,
    glanceScales: () => [1],
  };
  const objects: ObjectSource | null = vehicles === null ? null : { model: { name: 'objects', version: '1', sha256: 'b' }, objects: () => Promise.resolve(vehicles) };
  return { detector: licencePlateDetector(text, objects), looks, read, asked };
}

describe('licencePlateDetector', () => {
  it('finds a plate on a vehicle and looks no closer', async () => {
    const { detector, looks } = over({ lines: [[line(460, 400), 'B 225 RTK']], vehicles: [car] });
    const run = await detector.detect(picture, wanted);
    expect(run.detections).toEqual([{ kind: 'licence-plate', score: 0.95, box: { left: 460, top: 400, width: 80, height: 20 }, angle: 3, detector: 'licence-plates' }]);
    expect(looks).toEqual([]);
    expect(run.inferences).toBe(1);
  });

  it('looks closely at a vehicle without a plate and counts the look', async () => {
    const { detector, looks } = over({ lines: [], close: [[line(480, 410, 32, 10), '9-sby', 0.34]], vehicles: [car] });
    const run = await detector.detect(picture, wanted);
    expect(looks).toHaveLength(1);
    expect(looks[0]!.part.top).toBeGreaterThan(car.box.top);
    expect(looks[0]!.scale * looks[0]!.part.width).toBeCloseTo(576, 0);
    expect(run.inferences).toBe(2);
    expect(run.detections[0]?.score).toBeGreaterThanOrEqual(0.5);
  });

  it('looks again at a small line that it can’t judge, and takes what it reads then', async () => {
    const { detector, looks } = over({ lines: [[line(900, 300, 30, 9), 'BOXEN', 0.7]], close: [[line(890, 298, 66, 18), 'B01XEN', 0.9]], vehicles: [] });
    const run = await detector.detect(picture, wanted);
    expect(looks).toHaveLength(1);
    expect(looks[0]!.scale).toBeGreaterThan(4);
    expect(run.detections[0]).toMatchObject({ score: 0.75, box: { width: 66 } });
  });

  it('looks once at vehicles that stand before one another', async () => {
    const behind: ObjectFind = { ...car, box: { left: 460, top: 310, width: 190, height: 140 } };
    const { detector, looks } = over({ lines: [], vehicles: [car, behind] });
    expect((await detector.detect(picture, wanted)).inferences).toBe(2);
    expect(looks).toHaveLength(1);
    expect(looks[0]!.part.left).toBeLessThan(400);
    expect(looks[0]!.part.left + looks[0]!.part.width).toBeGreaterThan(650);
  });

  it('does not look closely at vehicles too small for a plate that can be read', async () => {
    const small = over({ lines: [], vehicles: [{ ...car, box: { left: 400, top: 300, width: 80, height: 60 } }] });
    await small.detector.detect(picture, wanted);
    expect(small.looks).toEqual([]);
    const enough = over({ lines: [], vehicles: [{ ...car, box: { left: 400, top: 300, width: 90, height: 60 } }] });
    await enough.detector.detect(picture, wanted);
    expect(enough.looks.map(({ scale }) => scale)).toEqual([5]);
  });

  it('glances at the picture, and takes the lines of the text detector where that is wanted, too', async () => {
    const alone = over({ lines: [] });
    expect(await alone.detector.detect(picture, wanted)).toMatchObject({ scales: [1], inferences: 1 });
    expect(alone.asked).toEqual(['glance']);
    for (const kind of ['text', 'personal-text']) {
      const beside = over({ lines: [] });
      expect(await beside.detector.detect(picture, { ...wanted, scoreThresholds: { ...wanted.scoreThresholds, [kind]: 0.4 } })).toMatchObject({ scales: [1.25], inferences: 3 });
      expect(beside.asked).toEqual(['lines']);
    }
  });

  it('looks less closely in the second view', async () => {
    const first = over({ lines: [], vehicles: [car] });
    const second = over({ lines: [], vehicles: [car] });
    await first.detector.detect(picture, wanted);
    await second.detector.detect(picture, { ...wanted, view: 'second' });
    expect(second.looks[0]!.scale).toBeLessThan(first.looks[0]!.scale);
  });

  it('neither masks nor asks about numbers on a page of text, and looks no closer', async () => {
    const { detector, looks } = over({ lines: Array.from({ length: 30 }, (_, row) => [line(100, row * 22), `INV 20${String(10 + row)}`] as const) });
    const run = await detector.detect(picture, wanted);
    expect(run.detections).toEqual([]);
    expect(looks).toEqual([]);
  });

  it('does not read lines of shapes that no plate has', async () => {
    const { detector, read } = over({ lines: [[line(0, 0, 400), 'A LONG LINE 2'], [line(0, 100, 10, 20), '1']] });
    await detector.detect(picture, wanted);
    expect(read).toEqual([]);
  });

  it('takes persons for no vehicles', async () => {
    const { detector, looks } = over({ lines: [], vehicles: [{ ...car, className: 'person' }] });
    expect((await detector.detect(picture, wanted)).detections).toEqual([]);
    expect(looks).toEqual([]);
  });

  it('works without an object network, and names only what took part', async () => {
    const { detector } = over({ lines: [[line(460, 400), 'B 225 RTK']], vehicles: null });
    expect(detector.models.map(({ name }) => name)).toEqual(['text-lines']);
    expect((await detector.detect(picture, wanted)).detections[0]?.score).toBe(0.75);
    expect(over({ lines: [] }).detector.models.map(({ name }) => name)).toEqual(['text-lines', 'objects']);
  });

  it('costs nothing where plates are not wanted', async () => {
    const { detector, read } = over({ lines: [[line(460, 400), 'B 225 RTK']], vehicles: [car] });
    expect(await detector.detect(picture, { ...wanted, scoreThresholds: { face: 0.3 } })).toEqual({ detections: [], scales: [], inferences: 0 });
    expect(read).toEqual([]);
  });
});
