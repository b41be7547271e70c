import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { changedRegion, reachOf, reachOfStep } from '../../../../src/ui/review/reach.ts';
import { workspace } from '../../../../src/ui/workspace/workspace.ts';
import { EMPTY_WORKSPACE, type Workspace, type WorkspaceAction } from '../../../../src/ui/workspace/workspace-state.ts';
import { detectionOutcome } from '../outcomes.ts';
import { regionOn } from './regions.ts';

describe('reachOf', () => {
  const regions = [regionOn('a', 0, 0), regionOn('b', 2, 4), regionOn('c', 3, 3)];

  it('acts on the named regions of the shown frame only', () => {
    expect(reachOf(regions, ['c', 'a', 'b'], 3)).toEqual({ here: ['c', 'b'], elsewhere: regions[0] });
    expect(reachOf(regions, ['b'], 4)).toEqual({ here: ['b'], elsewhere: null });
  });

  it('tells where the first region is when none is on the shown frame', () => {
    expect(reachOf(regions, ['b', 'c'], 1)).toEqual({ here: [], elsewhere: regions[1] });
  });

  it('takes every region of a still picture', () => {
    const { path: _, ...still } = regionOn('a', 0, 0);
    expect(reachOf([still], ['a', 'gone'], 0)).toEqual({ here: ['a'], elsewhere: null });
  });
});

describe('changedRegion', () => {
  const a = regionOn('a', 0, 0);
  const b = regionOn('b', 5, 6);

  it('shows a region that changed on the shown frame rather than one elsewhere', () => {
    const after = [{ ...a, state: 'rejected' as const }, { ...b, state: 'rejected' as const }];
    expect(changedRegion([a, b], after, 6)).toBe(after[1]);
    expect(changedRegion([a, b], after, 0)).toBe(after[0]);
    expect(changedRegion([a, b], after, 3)).toBe(after[0]);
  });

  it('shows where a region was that is gone', () => {
    expect(changedRegion([a, b], [a], 0)).toBe(b);
  });

  it('passes over a new object that says the same', () => {
    const moved = { ...b, box: sourceBox(1, 0, 10, 10) };
    expect(changedRegion([a, b], [{ ...a }, moved], 0)).toBe(moved);
    expect(changedRegion([a, b], [{ ...a }, { ...b }], 0)).toBeNull();
  });
});

describe('reachOfStep', () => {
  const run = (state: Workspace, ...actions: readonly WorkspaceAction[]): Workspace => actions.reduce(workspace, state);
  const step = (from: Workspace, type: 'undo' | 'redo') => reachOfStep(from.jobs, run(from, { type }).jobs);
  const found = detectionOutcome([0, 50, 100].map((left) => ({ kind: 'face', score: 0.9, box: sourceBox(left, 0, 10, 10), detector: 'test' })));
  const open = run(
    EMPTY_WORKSPACE,
    { type: 'files-added', files: ['a', 'b', 'c'].map((id) => ({ id, file: new Blob(['x']), name: id, folder: '' })) },
    ...['a', 'b', 'c'].map((id): WorkspaceAction => ({ type: 'detected', id, outcome: found })),
  );
  const ids = open.jobs[0]?.session?.decisions.map(({ id }) => id) ?? [];
  const decided = run(open, { type: 'regions-decided', state: 'rejected', regions: [{ id: 'a', ids: ids.slice(0, 1) }, { id: 'c', ids }] });

  it('counts the regions of every file that the step changed, back and forth', () => {
    expect(step(decided, 'undo')).toEqual({ regions: 4, files: 2 });
    expect(step(run(decided, { type: 'undo' }), 'redo')).toEqual({ regions: 4, files: 2 });
  });

  it('counts nothing of earlier steps', () => {
    expect(step(run(decided, { type: 'region-edited', id: 'b', edit: { type: 'decide', ids: ids.slice(0, 2), state: 'rejected' } }), 'undo')).toEqual({ regions: 2, files: 1 });
  });

  it('counts no region for a change of the policy', () => {
    const { policy } = decided;
    const without = { ...policy, kinds: { ...policy.kinds, face: { ...policy.kinds.face, enabled: false } } };
    expect(step(run(decided, { type: 'policy-changed', policy: without, gesture: 'x' }), 'undo')).toEqual({ regions: 0, files: 0 });
  });
});
