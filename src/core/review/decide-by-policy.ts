import type { Detection, Kind } from '../detect/detection.ts';
import { dropHeadsWithFaces } from '../detect/objects/propose-heads.ts';
import type { Decision, RegionId } from './decision.ts';
import type { Policy } from './policy.ts';

/**
 * First decisions for what was found: at or above the kind's mask threshold `accepted` by the policy, below it `pending`
 * for a person. Finds below the review threshold, kinds that are switched off, and heads whose face is among the decisions,
 * are left out.
 * @param detections - finds of one picture; ids follow their order, `r1`, `r2` …
 * @param policy - thresholds and shapes per kind
 */
export function decideByPolicy(detections: readonly Detection[], policy: Policy): Decision[] {
  const wanted = (detection: Detection): boolean => {
    const { enabled, reviewThreshold } = policy.kinds[detection.kind];
    return enabled && detection.score >= reviewThreshold;
  };
  const ofKind = (kind: Kind): Detection[] => detections.filter((detection) => detection.kind === kind && wanted(detection));
  const heads = dropHeadsWithFaces(ofKind('head'), ofKind('face'));
  return detections.flatMap((detection, index): Decision[] => {
    const kind = policy.kinds[detection.kind];
    if (!wanted(detection) || (detection.kind === 'head' && !heads.includes(detection))) return [];
    return [
      {
        id: `r${String(index + 1)}` as RegionId,
        kind: detection.kind,
        origin: 'detector',
        score: detection.score,
        box: detection.box,
        ...(detection.angle === undefined ? {} : { angle: detection.angle }),
        shape: kind.shape,
        state: detection.score >= kind.maskThreshold ? 'accepted' : 'pending',
        decidedBy: 'policy',
        fill: null,
      },
    ];
  });
}
