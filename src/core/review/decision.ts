import { KINDS } from '../detect/detection.ts';
import type { Box } from '../geometry/box.ts';
import type { Outline } from '../geometry/outline.ts';
import type { Path } from '../track/path.ts';

/** Id of a region, unique within one picture. */
export type RegionId = string & { readonly __brand?: 'RegionId' };

/** What a region can be: what detectors look for, or an `area`, which a person drew without saying what is in it. */
export const REGION_KINDS = [...KINDS, 'area'] as const;
/** Kind of a region. */
export type RegionKind = (typeof REGION_KINDS)[number];

/** Whether a region is masked: only `accepted` ones are; `pending` ones wait for a person. */
export const DECISION_STATES = ['pending', 'accepted', 'rejected'] as const;
/** State of a decision. */
export type DecisionState = (typeof DECISION_STATES)[number];

/** Who decided: the policy's threshold, or the person. */
export type DecidedBy = 'policy' | 'person';

/** Shapes of masks. A polygon and a brush are drawn by a person and bring an {@link Outline}. */
export const SHAPES = ['ellipse', 'rectangle', 'polygon', 'brush'] as const;
/** Shape of a mask. */
export type Shape = (typeof SHAPES)[number];

/** Shapes that a box alone describes: what a policy can choose. */
export const BOX_SHAPES = ['ellipse', 'rectangle'] as const;
/** Shape that a box alone describes. */
export type BoxShape = (typeof BOX_SHAPES)[number];

/**
 * What a zone does, which is no mask itself. `ignore`: finds in it are left alone. `search`: where there is any, finds outside all of
 * them are left alone. `mask-outside`: everything outside it is masked.
 */
export const ZONE_EFFECTS = ['ignore', 'search', 'mask-outside'] as const;
/** What a zone does. */
export type ZoneEffect = (typeof ZONE_EFFECTS)[number];

/** How masked pixels look. `pixelate` depends on the covered pixels, so it is weak and never a default. */
export const FILL_STYLES = ['solid', 'soft', 'pixelate'] as const;
/** Fill style of a mask. */
export type FillStyle = (typeof FILL_STYLES)[number];

/**
 * One region under review and what was decided about it. `box` is what was found or drawn, before growth;
 * the mask grows it by the policy's `maskScale` and `maskMargin` for found regions (drawn ones are masked as drawn).
 */
export interface Decision {
  readonly id: RegionId;
  readonly kind: RegionKind;
  /** `detector`: found by a model. `person`: drawn by hand. `recheck`: found in the exported pixels. */
  readonly origin: 'detector' | 'person' | 'recheck';
  /** Calibrated confidence 0..1; `null` for a region drawn by hand. */
  readonly score: number | null;
  /** In pixels of the oriented picture, not grown, before its rotation. */
  readonly box: Box<'source'>;
  /** Clockwise rotation of the box about its centre in degrees, above -90 to 90; left out means 0. */
  readonly angle?: number;
  /** Where it is over the frames of an animation, or on which page; left out for a still picture. */
  readonly path?: Path;
  readonly shape: Shape;
  /** There where `shape` is a polygon or a brush, left out otherwise. */
  readonly outline?: Outline;
  /** This is a zone: a place with a rule instead of a mask. Its `kind` and `score` say nothing, and its state is `accepted`. */
  readonly zone?: ZoneEffect;
  readonly state: DecisionState;
  readonly decidedBy: DecidedBy;
  /**
   * A person changed where it is over frames: cut, joined or trimmed its way, or put its box on single ones. Its shape is theirs from then on,
   * which no policy and no search takes back; whether it is masked was not decided by that. Left out where nobody did.
   */
  readonly shapedBy?: 'person';
  /** Fill style of this region alone; `null` takes the policy's. */
  readonly fill: FillStyle | null;
  /** Why it was drawn or kept clear: id of one of the policy's reasons. */
  readonly reason?: string;
  /** Finds that a person made part of this region, so that they are no regions of their own; left out where there are none. */
  readonly joined?: readonly RegionId[];
}

/** Whether a decision is a zone and no region of its own. */
export function isZone(decision: Pick<Decision, 'zone'>): boolean {
  return decision.zone !== undefined;
}

/**
 * The confidence that is shown for a region: the highest on its way where there is one, which after a cut is each part's own.
 * @returns 0..1; `null` for a region drawn by hand
 */
export function shownConfidence({ path, score }: Pick<Decision, 'path' | 'score'>): number | null {
  const noted = path?.keys.flatMap((key) => key.score ?? []) ?? [];
  return score === null || noted.length === 0 ? score : noted.reduce((best, one) => Math.max(best, one));
}

/** Whether a person decided about a region or shaped it, so that it is theirs and would be lost with the file. */
export function isByHand(decision: Pick<Decision, 'decidedBy' | 'shapedBy'>): boolean {
  return decision.decidedBy === 'person' || decision.shapedBy === 'person';
}

/** Whether a decision masks anything: an accepted region, or a zone that masks what lies outside it. */
export function isMasked(decision: Pick<Decision, 'zone' | 'state'>): boolean {
  return decision.state === 'accepted' && (decision.zone === undefined || decision.zone === 'mask-outside');
}
