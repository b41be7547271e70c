import { describe, expect, it } from 'vitest';
import { exportRun } from '../../../../src/ui/export/export-run.ts';
import type { Job } from '../../../../src/ui/workspace/job.ts';

const job = (status: Job['exported']['status'], stage: Job['stage'] = 'review'): Job => ({ stage, inspection: null, exported: status === 'running' ? { status, progress: { stage: 'verify', fraction: 1 } } : { status } }) as unknown as Job;

describe('exportRun', () => {
  it('is none where nothing is exported, or all of it came to an end', () => {
    expect(exportRun([])).toBeNull();
    expect(exportRun([job('none'), job('released'), job('held'), job('failed')])).toBeNull();
    expect(exportRun([job('queued', 'waiting')])).toBeNull();
  });

  it('counts files that are done, the one in work and those that wait, and none that was not asked for', () => {
    expect(exportRun([job('released'), job('running'), job('queued'), job('none')])).toEqual({ at: 2, of: 3, fraction: 2 / 3 });
    expect(exportRun([job('queued'), job('queued')])).toEqual({ at: 1, of: 2, fraction: 0 });
  });
});
