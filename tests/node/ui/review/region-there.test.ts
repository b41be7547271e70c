import { describe, expect, it } from 'vitest';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { onFrame } from '../../../../src/core/track/path.ts';
import { regionThere } from '../../../../src/ui/review/region-there.ts';
import { regionOn } from './regions.ts';

const still = regionOn('r1', 0, 10);
/** On frames 0 to 10, from the left to the right. */
const moving = { ...still, path: { ...still.path, keys: [{ frame: 0, box: sourceBox(0, 0, 10, 10) }, { frame: 10, box: sourceBox(200, 0, 10, 10) }] } };

const there = (id: string | null, frame: number, wanted: number, hasPicture = true): Box<'source'> | undefined =>
  regionThere(id, { frame, wanted, here: onFrame([moving], frame) }, hasPicture)?.box;

describe('the region that is brought into sight', () => {
  it('has the place of the frame that was gone to, and none while another is still on the screen', () => {
    expect(there('r1', 0, 10)).toBeUndefined();
    expect(there('r1', 10, 10)).toEqual(sourceBox(200, 0, 10, 10));
  });

  it('is waited for while there is no picture, and where it is not on the frame', () => {
    expect(there('r1', 10, 10, false)).toBeUndefined();
    expect([there('r1', 11, 11), there('r2', 10, 10), there(null, 10, 10)]).toEqual([undefined, undefined, undefined]);
  });
});
