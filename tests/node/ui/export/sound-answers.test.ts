import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { soundAnswers } from '../../../../src/ui/export/sound-answers.ts';
import { missingFor } from '../../../../src/ui/workspace/readiness.ts';
import { workspace } from '../../../../src/ui/workspace/workspace.ts';
import { EMPTY_WORKSPACE, type Workspace, type WorkspaceAction } from '../../../../src/ui/workspace/workspace-state.ts';
import { detectionOutcome, releasedVideo } from '../outcomes.ts';

const run = (state: Workspace, ...actions: readonly WorkspaceAction[]): Workspace => actions.reduce(workspace, state);
const withSound = (sound: Policy['audio']['sound']): Policy => ({ ...DEFAULT_POLICY, audio: { sound } });
const sound = { codec: 'aac', channels: 1, sampleRate: 48_000 } as const;

/** Three videos with sound, one without, and a picture, all searched under a policy that asks. */
function films(): Workspace {
  const found = detectionOutcome([]);
  const detected = (id: string, heard: typeof sound | null): WorkspaceAction =>
    ({ type: 'detected', id, outcome: { ...found, inspection: { ...found.inspection, sequence: { kind: 'video', durations: [40], codec: 'avc', sound: heard } } } });
  return run(
    EMPTY_WORKSPACE,
    { type: 'policy-changed', policy: withSound('ask'), gesture: 'g' },
    { type: 'files-added', files: ['a', 'b', 'c', 'silent', 'picture'].map((id) => ({ id, file: new Blob(['x']), name: id, folder: '' })) },
    ...['a', 'b', 'c'].map((id) => detected(id, sound)), detected('silent', null), { type: 'detected', id: 'picture', outcome: found },
  );
}
const answers = (state: Workspace): ReturnType<typeof soundAnswers> => soundAnswers(state, state.jobs);
const all = ['a', 'b', 'c', 'silent', 'picture'];

describe('answers about the sound', () => {
  it('are there once somebody was asked, of videos with sound only, alike ones together', () => {
    expect(answers(films())).toEqual([]);
    const said = run(films(), { type: 'sound-chosen', ids: all, sound: 'keep' }, { type: 'sound-chosen', ids: ['b'], sound: 'drop' });
    expect(answers(said)).toEqual([{ sound: 'drop', ids: ['b'] }, { sound: 'keep', ids: ['a', 'c'] }]);
  });

  it('hold where the policy asks, and not where it says itself what happens', () => {
    const said = run(films(), { type: 'sound-chosen', ids: all, sound: 'voice' }, { type: 'policy-changed', id: 'a', policy: withSound('keep'), gesture: 'h' });
    expect(answers(said)).toEqual([{ sound: 'voice', ids: ['b', 'c'] }]);
  });

  it('are taken back: the question comes again, and what was exported with them is put away', () => {
    const said = run(films(), { type: 'sound-chosen', ids: ['a', 'b'], sound: 'keep' }, { type: 'export-ended', id: 'a', outcome: releasedVideo(), name: 'a.mp4' });
    expect(missingFor(said, said.jobs[0]!)).toBeNull();
    const open = run(said, { type: 'sound-chosen', ids: ['a', 'b'], sound: null });
    expect([answers(open), open.jobs[0]!.exported.status, missingFor(open, open.jobs[0]!)]).toEqual([[], 'none', 'sound']);
  });
});
