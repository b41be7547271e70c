import { describe, expect, it } from 'vitest';
import type { ExportRecord } from '../../../../src/core/export/export-record.ts';
import { recheckText } from '../../../../src/ui/export/recheck-text.ts';
import { releasedOutcome } from '../outcomes.ts';

const { record } = releasedOutcome();
const said = (media: ExportRecord['media'], frames: number, recheck: Partial<ExportRecord['recheck']>): string =>
  recheckText({ media, source: { ...record.source, frames }, recheck: { ...record.recheck, ...recheck } });

describe('what a finished row says was checked', () => {
  it('counts the regions of a picture', () => {
    expect(said('image', 1, { regionsCompared: 2, segmentsWalked: 9 })).toBe('2 regions and 9 segments of the file re-checked');
  });

  it('calls what is compared on each frame of a video masks, and tells how many frames were searched again', () => {
    expect(said('video', 300, { regionsCompared: 600, framesSearched: 30, segmentsWalked: 9 })).toBe('600 masks in 300 frames compared, 30 frames searched again, 9 segments of the file re-checked');
    expect(said('video', 1, { regionsCompared: 1, framesSearched: 1, segmentsWalked: 1 })).toBe('1 mask in 1 frame compared, 1 frame searched again, 1 segment of the file re-checked');
  });
});
