import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../../src/core/detect/detection.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { makeObjectSource } from '../../../../src/engine/detect/object-source.ts';
import { headDetector, personDetector, vehicleDetector } from '../../../../src/engine/detect/objects.ts';
import type { SearchOptions } from '../../../../src/engine/detect/detector.ts';
import type { Session } from '../../../../src/engine/models/runtime.ts';

const ENTRY = { name: 'object-nanodet', version: '1.0.0', sha256: '00', sizeBytes: 1, url: '' };
const raster = (width: number, height: number): Raster => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });

/** A network that sees one person and one car, each in the middle of a stride-32 cell of its input, 3 x 6 strides large. */
function fakeSession(fails = 0): { readonly session: Session; readonly shapes: (readonly number[])[] } {
  const shapes: (readonly number[])[] = [];
  let failures = fails;
  const run = (feeds: Record<string, { readonly dims: readonly number[] }>): Promise<unknown> => {
    const dims = feeds['images']!.dims;
    shapes.push(dims);
    if ((failures -= 1) >= 0) return Promise.reject(new Error('out of luck'));
    const [, , height, width] = dims;
    const head = (stride: number): { data: Float32Array } => {
      const columns = width! / stride;
      const cells = columns * (height! / stride);
      const data = new Float32Array(124 * cells).fill(-9);
      if (stride === 32) {
        const put = (classIndex: number, column: number, row: number): void => {
          const cell = row * columns + column;
          data[classIndex * cells + cell] = 2;
          [1, 2, 1, 2].forEach((steps, side) => (data[(80 + side * 11 + steps) * cells + cell] = 30));
        };
        put(0, 3, 3);
        put(2, 9, 3);
      }
      return { data };
    };
    return Promise.resolve({ 'heads-8': head(8), 'heads-16': head(16), 'heads-32': head(32) });
  };
  return { session: { run } as unknown as Session, shapes };
}

const options = (kinds: Partial<Record<Kind, number>>, view: SearchOptions['view'] = 'first'): SearchOptions => ({
  scoreThresholds: kinds,
  view,
  onFraction: () => undefined,
});

describe('makeObjectSource', () => {
  it('looks for vehicles at fewer sizes where nothing else is looked for, once', async () => {
    const { session, shapes } = fakeSession();
    const source = makeObjectSource(ENTRY, session);
    const picture = raster(1280, 720);
    const [objects, again] = await Promise.all([source.objects(picture), source.objects(picture)]);
    expect(again).toEqual(objects);
    expect(shapes.map((dims) => dims[3])).toEqual([416, 640]);
    expect(objects.map(({ className }) => className)).toContain('car');
  });

  it('takes the vehicles of a full look that was made', async () => {
    const { session, shapes } = fakeSession();
    const source = makeObjectSource(ENTRY, session);
    const picture = raster(1280, 720);
    await source.look(picture, 'first');
    await source.objects(picture);
    expect(shapes.map((dims) => dims[3])).toEqual([416, 640, 1152]);
  });

  it('looks for vehicles at all sizes in large pictures', async () => {
    const { session, shapes } = fakeSession();
    await makeObjectSource(ENTRY, session).objects(raster(1664, 640));
    expect(shapes.map((dims) => dims[3])).toEqual([416, 640, 1152]);
  });

  it('looks once at a raster, however many ask, and tells the cost to the first', async () => {
    const { session, shapes } = fakeSession();
    const source = makeObjectSource(ENTRY, session);
    const picture = raster(640, 480);
    const [first, again, objects] = await Promise.all([source.look(picture, 'first'), source.look(picture, 'first'), source.objects(picture)]);
    expect(shapes).toEqual([
      [1, 3, 320, 416],
      [1, 3, 480, 640],
    ]);
    expect([first.inferences, again.inferences]).toEqual([2, 0]);
    expect(objects.map(({ className }) => className)).toContain('car');
    // The interface promises the network's own score: sigmoid(2).
    expect(objects[0]!.score).toBeCloseTo(0.881, 3);
  });

  it('takes other sizes for the second view', async () => {
    const { session, shapes } = fakeSession();
    await makeObjectSource(ENTRY, session).look(raster(640, 480), 'second');
    expect(shapes).toEqual([[1, 3, 416, 544]]);
  });

  it('gives boxes in pixels of the picture', async () => {
    const { session } = fakeSession();
    const { objects } = await makeObjectSource(ENTRY, session).look(raster(1088, 832), 'second');
    const person = objects.find(({ className }) => className === 'person')!;
    const level = 1088 / 544;
    expect(person.box.left).toBeCloseTo((112 - 32) * level, 0);
    expect(person.box.top).toBeCloseTo((112 - 64) * level, 0);
  });

  it('tries again after a failure', async () => {
    const { session } = fakeSession(1);
    const source = makeObjectSource(ENTRY, session);
    const picture = raster(64, 64);
    await expect(source.look(picture, 'first')).rejects.toMatchObject({ code: 'model/failed' });
    await expect(source.look(picture, 'first')).resolves.toMatchObject({ inferences: 2 });
  });
});

describe('the detectors on objects', () => {
  it('give each its own kind, with a calibrated score, within the picture', async () => {
    const source = makeObjectSource(ENTRY, fakeSession().session);
    const picture = raster(640, 480);
    for (const [make, kind] of [
      [personDetector, 'person'],
      [vehicleDetector, 'vehicle'],
      [headDetector, 'head'],
    ] as const) {
      const { detections } = await make(source).detect(picture, options({ [kind]: 0.3 }));
      expect(detections.length).toBeGreaterThan(0);
      for (const { kind: found, box, score, detector } of detections) {
        expect([found, detector]).toEqual([kind, 'object-nanodet']);
        expect(score).toBeGreaterThanOrEqual(0.3);
        expect(score).toBeLessThan(1);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.top + box.height).toBeLessThanOrEqual(480);
      }
    }
  });

  it('find nothing when their kind is not wanted or its threshold is not reached', async () => {
    const source = makeObjectSource(ENTRY, fakeSession().session);
    const picture = raster(640, 480);
    expect((await personDetector(source).detect(picture, options({ vehicle: 0 }))).detections).toEqual([]);
    expect((await personDetector(source).detect(picture, options({ person: 0.9999 }))).detections).toEqual([]);
  });
});
