import type { SoundChoice } from '../../core/policy/policy.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace/job.ts';
import { policyFor, type Workspace } from '../workspace/workspace-state.ts';

/** What a person said about the sound of some videos. */
export interface SoundAnswer {
  readonly sound: SoundChoice;
  readonly ids: readonly JobId[];
}

/** The order in which they are asked for. */
const CHOICES: readonly SoundChoice[] = ['drop', 'voice', 'keep'];

/**
 * The answers that hold, with the videos that they are about. None where the policy says what becomes of the sound, or there is no sound.
 * @param state - whose policies leave it open or not
 */
export function soundAnswers(state: Pick<Workspace, 'policy' | 'ownPolicies'>, jobs: readonly Job[]): readonly SoundAnswer[] {
  const open = jobs.filter(({ id, inspection }) => inspection?.sequence.kind === 'video' && inspection.sequence.sound !== null && policyFor(state, id).audio.sound === 'ask');
  return CHOICES.flatMap((sound) => {
    const ids = open.filter((job) => job.sound === sound).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ sound, ids }];
  });
}
