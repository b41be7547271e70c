import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/core/errors.ts';
import { iou } from '../../src/core/geometry/box.ts';
import type { Decision } from '../../src/core/review/decision.ts';
import { decideByPolicy } from '../../src/core/review/decide-by-policy.ts';
import { DEFAULT_POLICY, type OutputFormat, type Policy } from '../../src/core/policy/policy.ts';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { sha256Hex } from '../../src/engine/models/sha256.ts';
import { decodePicture } from '../../src/engine/pixels/decode.ts';
import type { DetectionOutcome, ExportOutcome } from '../../src/protocol/engine-api.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { FACES, photo, PHOTO, smallPhoto } from './pictures.ts';

const TIMEOUT_MS = 120_000;
const CREATED_AT = '2026-01-02T03:04:05.000Z';

let client: EngineClient;
let picture: Blob;
let found: DetectionOutcome;

function valueOf<T>(result: Result<T>): T {
  if (result.status === 'failed') expect.unreachable(result.error.code);
  return result.value;
}
const policyFor = (format: OutputFormat): Policy => ({ ...DEFAULT_POLICY, output: { ...DEFAULT_POLICY.output, format } });
const exportWith = async (decisions: readonly Decision[], policy: Policy = DEFAULT_POLICY): Promise<ExportOutcome> =>
  valueOf(await client.exportPicture({ id: 'photo', file: picture }, { decisions, policy, search: found.search, createdAt: CREATED_AT, review: NOT_NAMED }));
const decided = (change: Partial<Decision> = {}): Decision[] =>
  decideByPolicy(found.detections, DEFAULT_POLICY).map((decision) => (decision.state === 'accepted' ? { ...decision, ...change } : decision));

/** The released outcome of an export that must not be held. */
function released(outcome: ExportOutcome): Extract<ExportOutcome, { status: 'released' }> {
  if (outcome.status === 'held') expect.unreachable(outcome.reason);
  return outcome;
}

beforeAll(async () => {
  client = new EngineClient();
  picture = await photo();
  found = valueOf(await client.detect({ id: 'photo', file: picture }, DEFAULT_POLICY));
}, TIMEOUT_MS);

afterAll(() => {
  client.dispose();
});

describe('exportPicture', { timeout: TIMEOUT_MS }, () => {
  it.each(['jpeg', 'png', 'webp'] as const)('releases a %s in which nobody is found again, with a record of exactly these bytes', async (format) => {
    const { bytes, record, format: written } = released(await exportWith(decided(), policyFor(format)));
    const data = new Uint8Array(await bytes.arrayBuffer());
    expect([written, bytes.type]).toEqual([format, `image/${format}`]);
    expect(record.output).toEqual({ format, ...PHOTO, sizeBytes: data.length, sha256: await sha256Hex(data) });
    expect(record.createdAt).toBe(CREATED_AT);
    expect(record.recheck.regionsCompared).toBe(decided().filter(({ state }) => state === 'accepted').length);
    expect(inspectImage(data)).toMatchObject({ format, size: PHOTO, metadata: [] });
    const again = valueOf(await client.detect({ id: 'output', file: bytes }, DEFAULT_POLICY));
    for (const face of FACES) {
      expect(again.detections.filter(({ box, score }) => score >= DEFAULT_POLICY.kinds.face.maskThreshold && iou(box, face) >= 0.3)).toEqual([]);
    }
  });

  it('holds a picture with people that nobody decided about, and gives no bytes away', async () => {
    const outcome = await exportWith([]);
    expect(outcome).toMatchObject({ status: 'held', reason: 'survivor' });
    expect(outcome).not.toHaveProperty('bytes');
    const survivors = outcome.status === 'held' ? outcome.survivors : [];
    for (const face of FACES) expect(survivors.some(({ detection }) => iou(detection.box, face) >= 0.5)).toBe(true);
  });

  it('holds a picture whose mask lies beside its person', async () => {
    const [first, ...others] = decided();
    const beside = { ...first!, box: { ...first!.box, left: first!.box.left + first!.box.width * 1.5 } };
    expect(await exportWith([beside, ...others])).toMatchObject({ status: 'held', reason: 'survivor' });
  });

  it('releases a picture whose people were all kept clear by a person, and says so', async () => {
    const { record } = released(await exportWith(decided({ state: 'rejected', decidedBy: 'person' })));
    expect(record.regions.filter(({ maskBox }) => maskBox !== null)).toEqual([]);
    expect(record.recheck.explained).toBeGreaterThanOrEqual(FACES.length);
  });

  it('shows in the preview what the file then holds, pixel for pixel', async () => {
    const decisions = decided().map((decision, i): Decision => ({ ...decision, fill: i === 1 ? 'soft' : 'solid' }));
    const policy = policyFor('png');
    const patches = valueOf(await client.preview({ id: 'photo', file: picture }, decisions, policy, 0));
    expect(patches.map(({ id }) => id)).toEqual(decisions.filter(({ state }) => state === 'accepted').map(({ id }) => id));
    const decoded = await decodePicture(released(await exportWith(decisions, policy)).bytes, PHOTO);
    let covered = 0;
    let different = 0;
    for (const { box, pixels } of patches) {
      for (let at = 0; at < pixels.length; at += 4) {
        if (pixels[at + 3] === 0) continue;
        const pixel = at / 4;
        const to = ((box.top + Math.floor(pixel / box.width)) * decoded.width + box.left + (pixel % box.width)) * 4;
        covered += 1;
        for (let c = 0; c < 4; c += 1) if (decoded.data[to + c] !== pixels[at + c]) different += 1;
      }
    }
    expect(covered).toBeGreaterThan(10_000);
    expect(different).toBe(0);
  });

  it('leaves every pixel outside of the masks as it was, in a file without loss', async () => {
    const file = await smallPhoto();
    const job = { id: 'small', file };
    const { detections, search, inspection } = valueOf(await client.detect(job, DEFAULT_POLICY));
    // What waits for a person could be held by the second look.
    const decisions = decideByPolicy(detections, DEFAULT_POLICY).map((decision): Decision => (decision.state === 'pending' ? { ...decision, state: 'rejected', decidedBy: 'person' } : decision));
    const patches = valueOf(await client.preview(job, decisions, DEFAULT_POLICY, 0));
    const request = { decisions, policy: DEFAULT_POLICY, search, createdAt: CREATED_AT, review: NOT_NAMED };
    const { bytes } = released(valueOf(await client.exportPicture(job, request)));
    const [before, after] = await Promise.all([decodePicture(file, inspection.size), decodePicture(bytes, inspection.size)]);
    const expected = before.data.slice();
    for (const { box, pixels } of patches) {
      for (let at = 0; at < pixels.length; at += 4) {
        const pixel = at / 4;
        const to = ((box.top + Math.floor(pixel / box.width)) * before.width + box.left + (pixel % box.width)) * 4;
        if (pixels[at + 3] !== 0) expected.set(pixels.subarray(at, at + 4), to);
      }
    }
    expect(await sha256Hex(new Uint8Array(after.data))).toBe(await sha256Hex(new Uint8Array(expected)));
    expect(await sha256Hex(new Uint8Array(after.data))).not.toBe(await sha256Hex(new Uint8Array(before.data)));
  });

  it('exports again after an export: masked pixels are not what the next one starts from', async () => {
    const first = released(await exportWith(decided()));
    const second = released(await exportWith(decided()));
    expect(second.record.output.sha256).toBe(first.record.output.sha256);
    const [face] = decided();
    expect(await exportWith(decided().filter(({ id }) => id !== face!.id))).toMatchObject({ status: 'held', reason: 'survivor' });
  });
});
