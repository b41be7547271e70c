import { isZone, type Decision, type DecisionState, type RegionId, type RegionKind, type ZoneEffect } from './decision.ts';

/** What a region is called: number within its kind and picture, from 1. */
export interface RegionNumber {
  readonly kind: RegionKind;
  /** There where it is a zone, which is numbered among the zones with the same effect. */
  readonly zone?: ZoneEffect;
  readonly number: number;
  readonly total: number;
}

/**
 * Numbers the regions of one picture within their kind, in the order of the decisions, so that a number stays with its
 * region while others are decided.
 * @param decisions - all decisions of one picture
 */
export function numberRegions(decisions: readonly Decision[]): ReadonlyMap<RegionId, RegionNumber> {
  const totals = new Map<RegionKind | ZoneEffect, number>();
  const numbered = decisions.map((decision) => {
    const sort = decision.zone ?? decision.kind;
    const number = (totals.get(sort) ?? 0) + 1;
    totals.set(sort, number);
    return { decision, sort, number };
  });
  return new Map(
    numbered.map(({ decision: { id, kind, zone }, sort, number }) => [id, { kind, ...(zone === undefined ? {} : { zone }), number, total: totals.get(sort) ?? number }]),
  );
}

/**
 * Decisions by state, in the order a person should see them: undecided ones with the likeliest first, masked ones with
 * the least certain first (drawn ones last), cleared ones with the likeliest first. Zones are no regions.
 */
export function groupForReview(decisions: readonly Decision[]): Readonly<Record<DecisionState, readonly Decision[]>> {
  const certainty = (d: Decision): number => d.score ?? 2;
  const group = (state: DecisionState, sign: 1 | -1): readonly Decision[] =>
    decisions.filter((d) => d.state === state && !isZone(d)).sort((a, b) => sign * (certainty(a) - certainty(b)));
  return { pending: group('pending', -1), accepted: group('accepted', 1), rejected: group('rejected', -1) };
}

/**
 * The undecided region after (or before) a given one, going round at the end.
 * @param decisions - all decisions of one picture
 * @param from - where to start; `null` starts before the first
 * @param direction - 1 forwards, -1 backwards
 * @returns the region's id, or `null` where everything is decided
 */
export function nextPending(decisions: readonly Decision[], from: RegionId | null, direction: 1 | -1): RegionId | null {
  const order = groupForReview(decisions).pending.map((d) => d.id);
  if (order.length === 0) return null;
  const at = from === null ? -1 : order.indexOf(from);
  if (at < 0) return (direction === 1 ? order[0] : order.at(-1)) ?? null;
  return order[(at + direction + order.length) % order.length] ?? null;
}

/** Position on the picture in thirds, for sentences such as "at the lower left". */
export type Place = 'upper-left' | 'top' | 'upper-right' | 'left' | 'centre' | 'right' | 'lower-left' | 'bottom' | 'lower-right';

const PLACES = [
  ['upper-left', 'top', 'upper-right'],
  ['left', 'centre', 'right'],
  ['lower-left', 'bottom', 'lower-right'],
] as const;

/** The third of the picture that holds the centre of a region. */
export function placeOf(decision: Pick<Decision, 'box'>, size: { readonly width: number; readonly height: number }): Place {
  const third = (value: number, length: number): 0 | 1 | 2 => (value < length / 3 ? 0 : value < (2 * length) / 3 ? 1 : 2);
  const { left, top, width, height } = decision.box;
  return PLACES[third(top + height / 2, size.height)][third(left + width / 2, size.width)];
}
