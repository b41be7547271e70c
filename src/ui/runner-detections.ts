import { hullOf } from '../core/geometry/box.ts';
import { maskBox, planMasks } from '../core/mask/plan-masks.ts';
import type { Policy } from '../core/policy/policy.ts';
import { isZone, type Decision } from '../core/review/decision.ts';
import type { Sequence, SourceInspection } from '../core/structure/inspection.ts';
import { startOf, storageOf } from '../core/structure/sequence.ts';
import { clearestFrame, type Path } from '../core/track/path.ts';
import type { RunnerDetection, RunnerFrames } from '../protocol/runner-page.ts';

/**
 * What each decision covers; for one that is not masked, what it would cover. Zones are left out.
 * @param decisions - of one file
 * @param policy - by which it is masked
 * @param inspection - of the file
 */
export function runnerDetections(decisions: readonly Decision[], policy: Policy, inspection: SourceInspection): RunnerDetection[] {
  const names = { accepted: 'masked', pending: 'review', rejected: 'kept' } as const;
  return decisions.filter((decision) => !isZone(decision)).flatMap((decision) => {
    const frame = clearestFrame(decision);
    const plan = planMasks([{ ...decision, state: 'accepted' }], policy, storageOf(inspection, frame));
    const [region] = plan.regions;
    if (region === undefined) return [];
    const { kind, score, path } = decision;
    const frames = path === undefined ? {} : { frames: framesOf(path, inspection.sequence) };
    return [{ kind, score, box: hullOf(decision), maskBox: maskBox(region, plan), decision: names[decision.state], ...frames }];
  });
}

function framesOf({ first, last, keys }: Path, sequence: Sequence): RunnerFrames {
  const span = { first, last, keys: keys.length };
  if (sequence.kind !== 'animation' && sequence.kind !== 'video') return span;
  const seconds = (frames: number): number => Math.round(sequence.durations.slice(0, frames).reduce((sum, duration) => sum + duration, 1000 * startOf(sequence))) / 1000;
  return { ...span, fromSeconds: seconds(first), toSeconds: seconds(last + 1) };
}
