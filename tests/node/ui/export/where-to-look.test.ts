import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { whereToLook } from '../../../../src/ui/export/where-to-look.ts';
import { workspace } from '../../../../src/ui/workspace/workspace.ts';
import { EMPTY_WORKSPACE, type Workspace, type WorkspaceAction } from '../../../../src/ui/workspace/workspace-state.ts';
import { detectionOutcome } from '../outcomes.ts';

const doubtful = (left: number) => ({ kind: 'face' as const, score: DEFAULT_POLICY.kinds.face.maskThreshold - 0.01, box: sourceBox(left, 0, 20, 20), detector: 'test' });
const run = (state: Workspace, ...actions: readonly WorkspaceAction[]): Workspace => actions.reduce(workspace, state);
const two = run(
  EMPTY_WORKSPACE,
  { type: 'files-added', files: ['a', 'b'].map((id) => ({ id, file: new Blob(['x']), name: id, folder: '' })) },
  ...['a', 'b'].map((id): WorkspaceAction => ({ type: 'detected', id, outcome: detectionOutcome([doubtful(0), doubtful(50)]) })),
  { type: 'job-selected', id: 'b' },
);
const look = (state: Workspace) => whereToLook(state.jobs, state.currentId);

describe('whereToLook', () => {
  it('stays on the selected region of the shown file where it is undecided', () => {
    expect(look(run(two, { type: 'regions-selected', id: 'b', ids: ['r2'] }))).toEqual({ id: 'b', region: 'r2' });
  });

  it('goes to the first undecided region where nothing undecided is selected in the shown file', () => {
    const decided = run(two, { type: 'region-edited', id: 'b', edit: { type: 'decide', ids: ['r2'], state: 'rejected' } }, { type: 'regions-selected', id: 'b', ids: ['r2'] });
    expect([look(two), look(decided)]).toEqual([{ id: 'a', region: 'r1' }, { id: 'a', region: 'r1' }]);
    expect(look(run(two, { type: 'regions-selected', id: 'a', ids: ['r2'] }))).toEqual({ id: 'a', region: 'r1' });
  });
});
