import type { Kind } from '../detect/detection.ts';
import type { Box } from '../geometry/box.ts';
import type { Path } from '../track/path.ts';

/** Id of a region, unique within one picture. */
export type RegionId = string & { readonly __brand?: 'RegionId' };

/** Whether a region is masked: only `accepted` ones are; `pending` ones wait for a person. */
export const DECISION_STATES = ['pending', 'accepted', 'rejected'] as const;
/** State of a decision. */
export type DecisionState = (typeof DECISION_STATES)[number];

/** Who decided: the policy's threshold, or the person. */
export type DecidedBy = 'policy' | 'person';

/** Outline of a mask. */
export const SHAPES = ['ellipse', 'rectangle'] as const;
/** Outline of a mask. */
export type Shape = (typeof SHAPES)[number];

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
  readonly kind: Kind;
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
  readonly state: DecisionState;
  readonly decidedBy: DecidedBy;
  /** Fill style of this region alone; `null` takes the policy's. */
  readonly fill: FillStyle | null;
}
