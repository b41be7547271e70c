import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { review, startReview, type ReviewEdit, type ReviewSession } from '../../../../src/core/review/review-session.ts';
import { facesOfJob } from '../../../../src/ui/people/faces-of-job.ts';

const box = sourceBox(10, 10, 20, 20);
const edit = (session: ReviewSession, change: ReviewEdit): ReviewSession => review(session, { type: 'edit', edit: change, at: 1 });
const compared = (session: ReviewSession): readonly string[] => facesOfJob({ id: 'a', session }).map(({ decision }) => decision.id);

describe('facesOfJob', () => {
  it('compares what was found as a face, and of what was drawn only what a person says is one', () => {
    const found = startReview([{ kind: 'face', score: 0.9, box, detector: 'test' }], DEFAULT_POLICY, [{ width: 200, height: 100 }]);
    const drawn = edit(found, { type: 'add', box: sourceBox(60, 10, 20, 20), shape: 'ellipse' });
    expect(compared(drawn)).toEqual(['r1']);
    expect(compared(edit(drawn, { type: 'set-kind', id: 'p1', kind: 'face' }))).toEqual(['r1', 'p1']);
  });
});
