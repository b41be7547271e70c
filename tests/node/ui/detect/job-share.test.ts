import { describe, expect, it } from 'vitest';
import type { SourceInspection } from '../../../../src/core/structure/inspection.ts';
import { STAGES, type Stage } from '../../../../src/protocol/engine-api.ts';
import { exportShare, searchShare } from '../../../../src/ui/detect/job-share.ts';
import { secondsLeft } from '../../../../src/ui/detect/time-left.ts';

const inspection = (kind: 'video' | 'still'): SourceInspection => ({ sequence: kind === 'still' ? { kind } : { kind, durations: [40], codec: 'avc', sound: null } }) as unknown as SourceInspection;
const exporting = (stage: Stage, fraction: number, kind: 'video' | 'still' = 'video'): number =>
  exportShare({ exported: { status: 'running', progress: { stage, fraction } }, inspection: inspection(kind) });

describe('searchShare', () => {
  it('begins with nothing and ends with everything', () => {
    expect([searchShare({ progress: null }), searchShare({ progress: { stage: 'load', fraction: 1 } }), searchShare({ progress: { stage: 'detect', fraction: 1 } })]).toEqual([0, 0, 1]);
    expect(searchShare({ progress: { stage: 'detect', fraction: 0.5 } })).toBe(0.5);
  });

  it('gives no share away before the first frame, so that the time left of a long search is told as it is', () => {
    // Two frames of a hundred in ten seconds: a hundred frames take as long again 49 times.
    const share = searchShare({ progress: { stage: 'detect', fraction: 0.02 } });
    expect(secondsLeft([], 1, [{ elapsed: 10_000, share }])).toBe(490);
  });
});

describe('exportShare', () => {
  it.each(['video', 'still'] as const)('of a %s grows from stage to stage up to everything', (kind) => {
    const shares = STAGES.flatMap((stage) => [exporting(stage, 0, kind), exporting(stage, 1, kind)]);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  });

  it('gives a third of a video to its frames being masked, the rest to their being checked', () => {
    expect(exporting('mask', 0.5)).toBeCloseTo(0.165);
    expect(exporting('verify', 0.5)).toBeCloseTo(0.67);
    expect(exporting('mask', 0)).toBe(0);
  });

  it('is nothing where no export runs', () => {
    expect(exportShare({ exported: { status: 'queued' }, inspection: null })).toBe(0);
    expect(exportShare({ exported: { status: 'running', progress: null }, inspection: null })).toBe(0);
  });
});
