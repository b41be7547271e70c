import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/core/review/decision.ts';
import { toWireError } from '../../../src/core/errors.ts';
import { sourceBox } from '../../../src/core/geometry/box.ts';
import type { Held, Job } from '../../../src/ui/workspace/job.ts';
import { goingOn, isReady } from '../../../src/ui/workspace/readiness.ts';
import { workspace } from '../../../src/ui/workspace/workspace.ts';
import { EMPTY_WORKSPACE } from '../../../src/ui/workspace/workspace-state.ts';

const decision = (state: Decision['state']): Decision => ({
  id: `r-${state}`, kind: 'face', origin: 'detector', score: 0.4, box: sourceBox(0, 0, 40, 40), shape: 'ellipse', state, decidedBy: 'policy', fill: null,
});

/** A file with regions in the given states. */
function job(states: readonly Decision['state'][], change: Partial<Job> = {}): Job {
  const [fresh] = workspace(EMPTY_WORKSPACE, { type: 'files-added', files: [{ id: 'a', file: new Blob(), name: 'a.jpg', folder: '' }] }).jobs;
  return { ...fresh!, stage: 'review', session: { decisions: states.map(decision), selected: [], past: [], future: [] } as unknown as Job['session'], ...change };
}

const ready = (file: Job): boolean => isReady(EMPTY_WORKSPACE, file);

const held = (reason: Held['reason']): Job['exported'] => ({ status: 'held', outcome: { status: 'held', reason, survivors: [], findings: [], timings: {} } as unknown as Held });

describe('isReady', () => {
  it('counts a searched file in which everything is decided, or nothing was found', () => {
    expect(ready(job(['accepted', 'rejected']))).toBe(true);
    expect(ready(job([]))).toBe(true);
  });

  it('does not count a file with a region that waits for a person', () => {
    expect(ready(job(['accepted', 'pending']))).toBe(false);
  });

  it.each(['waiting', 'detecting', 'failed', 'cancelled'] as const)('does not count a file that is %s', (stage) => {
    expect(ready(job([], { stage, error: toWireError(null) }))).toBe(false);
  });

  it('counts a held file again once its find is decided, and not while no decision can help', () => {
    expect(ready(job(['pending'], { exported: held('survivor') }))).toBe(false);
    expect(ready(job(['accepted'], { exported: held('survivor') }))).toBe(true);
    for (const reason of ['structure', 'pixels'] as const) expect(ready(job(['accepted'], { exported: held(reason) }))).toBe(false);
  });
});

describe('goingOn', () => {
  it('leaves out files that were refused or given up', () => {
    const all = (['waiting', 'detecting', 'review', 'failed', 'cancelled'] as const).map((stage) => job([], { stage, error: toWireError(null) }));
    expect(goingOn(all).map(({ stage }) => stage)).toEqual(['waiting', 'detecting', 'review']);
  });
});
