import type { Detection, Kind } from '../detect/detection.ts';
import { dropHeadsWithFaces } from '../detect/objects/propose-heads.ts';
import { bendsWithin, during } from '../track/bends.ts';
import { leastShareInside } from '../track/compare-ways.ts';
import { foundSpans, onFrame, type FrameSpan } from '../track/path.ts';
import type { Decision, RegionId } from './decision.ts';
import type { Policy } from '../policy/policy.ts';
import { excludedByZones } from './zones.ts';

/** Share of a text that must lie in a plate for it to be the plate's own. */
const SAME_PLATE = 0.8;

/**
 * First decisions for what was found: at or above the kind's mask threshold `accepted` by the policy, below it `pending`
 * for a person. Finds below the review threshold, kinds that are switched off, finds that the zones leave alone, heads whose
 * face is among the decisions, and text that is a found plate's own are left out.
 * @param detections - finds of one picture; ids follow their order, `r1`, `r2` …
 * @param policy - thresholds and shapes per kind
 * @param zones - of the picture, in any state; decisions that are no zones have no say
 */
export function decideByPolicy(detections: readonly Detection[], policy: Policy, zones: readonly Decision[] = []): Decision[] {
  // A find that is left alone has no say about others either: the plate's text or the person's head may lie elsewhere.
  const candidates = new Set(detections.filter((detection) => {
    const { enabled, reviewThreshold } = policy.kinds[detection.kind];
    return enabled && detection.score >= reviewThreshold && !excludedByZones(detection, zones);
  }));
  const wanted = (detection: Detection): boolean => candidates.has(detection);
  const ofKind = (kind: Kind): Detection[] => detections.filter((detection) => detection.kind === kind && wanted(detection));
  const heads = headsWithoutFaces(ofKind('head'), ofKind('face'));
  const plates = ofKind('licence-plate');
  return detections.flatMap((detection, index): Decision[] => {
    const kind = policy.kinds[detection.kind];
    if (!wanted(detection) || (detection.kind === 'head' && !heads.includes(detection)) || isReadPlate(detection, plates, policy)) return [];
    return [
      {
        id: `r${String(index + 1)}` as RegionId,
        kind: detection.kind,
        origin: 'detector',
        score: detection.score,
        box: detection.box,
        ...(detection.angle === undefined ? {} : { angle: detection.angle }),
        ...(detection.path === undefined ? {} : { path: detection.path }),
        shape: kind.shape,
        state: detection.score >= kind.maskThreshold ? 'accepted' : 'pending',
        decidedBy: 'policy',
        fill: null,
      },
    ];
  });
}

/**
 * Whether a find of the search would be masked without a word, were it not for something else that a person is to decide, such as
 * whether it shows somebody who is kept clear.
 * @param policy - in force for the file
 */
export function isSureFind({ origin, kind, score }: Decision, policy: Policy): boolean {
  return origin === 'detector' && kind !== 'area' && score !== null && score >= policy.kinds[kind].maskThreshold;
}

/**
 * A plate that was found as such need not be asked about once more because it also reads like one. But text that is masked without a word
 * stays, unless its plate is as well: a person may say that there is no plate.
 */
function isReadPlate(detection: Detection, plates: readonly Detection[], { kinds }: Policy): boolean {
  const isSure = ({ kind, score }: Detection): boolean => score >= kinds[kind].maskThreshold;
  const speaksFor = (plate: Detection): boolean => plate.score >= detection.score && (isSure(plate) || !isSure(detection));
  return detection.kind === 'personal-text' && plates.some((plate) => speaksFor(plate) && leastShareInside(plate, detection) >= SAME_PLATE);
}

/**
 * On pages, in animations and in videos, a head is compared with the faces of every frame from the first to the last on which it was
 * seen. It goes only where there is a face each time: who turns away has a face on the first frames, and only a head on the others.
 */
function headsWithoutFaces(heads: readonly Detection[], faces: readonly Detection[]): Detection[] {
  return heads.filter((head) => {
    const seen = seenSpan(head);
    const [rivals, speakers] = [during(seen, heads), during(seen, faces)];
    return bendsWithin(seen, [head, ...speakers]).some((frame) => {
      const there = rivals.flatMap((rival) => onFrame([rival], frame).map(({ box }) => ({ head: rival, box })));
      return dropHeadsWithFaces(there, onFrame(speakers, frame)).some((left) => left.head === head);
    });
  });
}

/** From the first frame on which something was found to the last; before and after it is only held. */
function seenSpan({ path }: Detection): FrameSpan {
  const spans = path === undefined ? [] : foundSpans(path);
  return { first: spans[0]?.first ?? path?.first ?? 0, last: spans.at(-1)?.last ?? path?.last ?? 0 };
}
