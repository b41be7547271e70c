import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { answerForAll, isLastQuestion } from '../../../../src/ui/export/answer-for-all.ts';
import { workspace } from '../../../../src/ui/workspace/workspace.ts';
import { EMPTY_WORKSPACE, type Workspace, type WorkspaceAction } from '../../../../src/ui/workspace/workspace-state.ts';
import { detectionOutcome } from '../outcomes.ts';

const { maskThreshold } = DEFAULT_POLICY.kinds.face;
const face = (score: number) => ({ kind: 'face' as const, score, box: sourceBox(0, 0, 20, 20), detector: 'test' });
const run = (state: Workspace, ...actions: readonly WorkspaceAction[]): Workspace => actions.reduce(workspace, state);
const states = (state: Workspace): readonly (readonly string[])[] => state.jobs.map(({ session }) => session?.decisions.map((decision) => decision.state) ?? []);

/** Two files: in the first a sure find that was asked about because of who it may be, and a doubtful one; in the second a sure one. */
function two(): Workspace {
  return run(
    EMPTY_WORKSPACE,
    { type: 'files-added', files: ['a', 'b'].map((id) => ({ id, file: new Blob(['x']), name: id, folder: '' })) },
    { type: 'detected', id: 'a', outcome: detectionOutcome([face(maskThreshold + 0.1), face(maskThreshold - 0.01)]) },
    { type: 'detected', id: 'b', outcome: detectionOutcome([face(maskThreshold + 0.1)]) },
    { type: 'regions-sorted', parts: [{ regions: [{ id: 'a', ids: ['r1'] }], state: 'pending' }] },
  );
}
const answered = (answer: 'accepted' | 'rejected'): Workspace => run(two(), { type: 'regions-sorted', parts: answerForAll(two(), two().jobs, answer).parts });

describe('answerForAll', () => {
  it('leaves what is doubtful clear, and never what the policy masks', () => {
    expect(states(two())).toEqual([['pending', 'pending'], ['accepted']]);
    expect(states(answered('rejected'))).toEqual([['accepted', 'rejected'], ['accepted']]);
  });

  it('masks all of it where that is the answer', () => {
    expect(states(answered('accepted'))).toEqual([['accepted', 'accepted'], ['accepted']]);
  });

  it('says how many there are of either, and is taken back in one step', () => {
    expect(answerForAll(two(), two().jobs, 'rejected')).toMatchObject({ asked: 1, sure: 1 });
    expect(states(run(answered('rejected'), { type: 'undo' }))).toEqual(states(two()));
  });

  it('goes by the policy of each file', () => {
    const strict = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskThreshold: 0.99 } } };
    const own = run(two(), { type: 'policy-changed', id: 'a', policy: strict, gesture: 'g' });
    expect(answerForAll(own, own.jobs, 'rejected')).toMatchObject({ asked: 2, sure: 0 });
  });
});

describe('isLastQuestion', () => {
  const says = (review: Partial<Policy['review']>, answer: 'accepted' | 'rejected'): boolean => {
    const state = run(two(), { type: 'policy-changed', policy: { ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, ...review } }, gesture: 'g' });
    return isLastQuestion(state, ['a'], answerForAll(state, state.jobs, answer));
  };

  it('is so where the policy asks for nothing else', () => {
    expect([says({}, 'accepted'), says({}, 'rejected')]).toEqual([true, true]);
  });

  it('isn’t so where another file still waits for something, which an answer about these does not give', () => {
    const policy = { ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, reasonFor: 'kept-clear' as const } };
    // The second file is decided, and lacks a reason.
    const state = run(two(), { type: 'policy-changed', policy, gesture: 'g' }, { type: 'regions-decided', regions: [{ id: 'b', ids: ['r1'] }], state: 'rejected' });
    const answer = answerForAll(state, state.jobs.slice(0, 1), 'accepted');
    expect([isLastQuestion(state, ['a'], answer), isLastQuestion(state, ['a', 'b'], answer)]).toEqual([true, false]);
  });

  it('isn’t so where what stays clear needs a reason, or a second person has to agree', () => {
    expect([says({ reasonFor: 'kept-clear' }, 'accepted'), says({ reasonFor: 'kept-clear' }, 'rejected')]).toEqual([true, false]);
    expect(says({ secondReviewer: true }, 'accepted')).toBe(false);
  });
});
