import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { FramePlans } from '../../../../src/engine/export/video.ts';
import type { ExportRequest } from '../../../../src/protocol/engine-api.ts';

const box = sourceBox(0, 0, 10, 10);

describe('frames at which the detectors look again', () => {
  it('are those around the ends of masks and of what was sighted, and no others', () => {
    const path = { first: 4, last: 30, keys: [{ frame: 10, box }, { frame: 20, box }], found: [{ first: 10, last: 20 }] };
    const request = { decisions: [{ state: 'accepted', box, path }, { state: 'rejected', box, path: { first: 40, last: 50, keys: [{ frame: 40, box }] } }, { state: 'accepted', box }] };
    const plans = new FramePlans(request as unknown as ExportRequest, {} as never);
    expect(Array.from({ length: 60 }, (_, frame) => frame).filter((frame) => plans.isEnd(frame))).toEqual([3, 4, 9, 10, 20, 21, 30, 31]);
  });
});
