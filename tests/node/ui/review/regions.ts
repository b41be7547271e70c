import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Decision, DecisionState } from '../../../../src/core/review/decision.ts';

/** A face that stands still on some frames. */
export function regionOn(id: string, first: number, last: number, state: DecisionState = 'accepted'): Decision & { readonly path: NonNullable<Decision['path']> } {
  const box = sourceBox(0, 0, 10, 10);
  return { id, kind: 'face', origin: 'detector', score: 0.9, box, path: { first, last, keys: [{ frame: first, box }] }, shape: 'ellipse', state, decidedBy: 'policy', fill: null };
}
