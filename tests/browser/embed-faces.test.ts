import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { matchPerson } from '../../src/core/people/match-person.ts';
import { SAME, similarity, UNSURE } from '../../src/core/people/similarity.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import type { JobInput } from '../../src/protocol/engine-api.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { FACES, photo, SMALL_FACES, smallPhoto } from './pictures.ts';

let client: EngineClient;

// The first call loads two networks, on one thread.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(() => {
  client = new EngineClient({ maxThreads: 1 });
});

afterAll(() => {
  client.dispose();
});

async function described(job: JobInput, faces: Parameters<EngineClient['describeFaces']>[1]): Promise<readonly (Float32Array | null)[]> {
  const result = await client.describeFaces(job, faces);
  if (result.status === 'failed') throw new Error(result.error.code);
  return result.value;
}

const onFirst = (box: (typeof FACES)[number]) => ({ frame: 0, box });

it('describes a face the same each time and different people differently', async () => {
  const job = { id: 'large', file: await photo() };
  const [first, second, third, again] = await described(job, [...FACES, FACES[0]!].map(onFirst));
  expect(Math.hypot(...first!)).toBeCloseTo(1, 5);
  expect(similarity(first!, again!)).toBeGreaterThan(0.9999);
  for (const [a, b] of [[first, second], [first, third], [second, third]]) {
    expect(similarity(a!, b!)).toBeLessThan(SAME);
  }
});

it('finds each person again in the photo at a third of its size', async () => {
  const large = await described({ id: 'large', file: await photo() }, FACES.map(onFirst));
  const small = await described({ id: 'small', file: await smallPhoto() }, SMALL_FACES.map(onFirst));
  for (const [person, exemplar] of large.entries()) {
    for (const [other, face] of small.entries()) {
      const verdict = matchPerson([exemplar], face);
      if (person === other) expect(verdict).toBe('same');
      else expect(verdict).not.toBe('same');
    }
  }
});

it('follows a face that is turned in the picture', async () => {
  const bitmap = await createImageBitmap(await photo());
  const { left, top, width, height } = FACES[2]!;
  const canvas = new OffscreenCanvas(600, 600);
  const context = canvas.getContext('2d')!;
  context.translate(300, 300);
  context.rotate((60 * Math.PI) / 180);
  context.drawImage(bitmap, -(left + width / 2), -(top + height / 2));
  bitmap.close();
  const turned = { id: 'turned', file: await canvas.convertToBlob({ type: 'image/png' }) };
  const box = sourceBox(300 - width / 2, 300 - height / 2, width, height);
  const [upright] = await described({ id: 'large', file: await photo() }, [onFirst(FACES[2]!)]);
  const [followed, ignored] = await described(turned, [{ frame: 0, box, angle: 60 }, { frame: 0, box }]);
  expect(similarity(upright!, followed!)).toBeGreaterThan(SAME);
  expect(ignored === null ? 0 : similarity(upright!, ignored!)).toBeLessThan(similarity(upright!, followed!) - 0.1);
});

it('describes no face that is too small or empty, and keeps the others in order', async () => {
  const job = { id: 'large', file: await photo() };
  const { left, top } = FACES[1]!;
  const faces = [sourceBox(left, top, 25, 31.9), FACES[1]!, sourceBox(1300, 20, 60, 60)].map(onFirst);
  const [tiny, face, wall] = await described(job, faces);
  expect(tiny).toBeNull();
  expect(face).toHaveLength(1024);
  expect(wall === null || similarity(face!, wall!) < UNSURE).toBe(true);
});

it('ends a call that is aborted', async () => {
  const stop = new AbortController();
  const call = client.describeFaces({ id: 'large', file: await photo() }, FACES.map(onFirst), { signal: stop.signal });
  stop.abort();
  const result = await call;
  expect(result.status === 'failed' ? result.error.code : result.status).toBe('engine/cancelled');
});
