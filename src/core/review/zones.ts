import { boxAround, corners, hullOf, intersectionArea, sourceBox, type Box, type Point, type Size, type Turned } from '../geometry/box.ts';
import { isInOutline, outlineHull, type OutlinePoint } from '../geometry/outline.ts';
import type { PolicyZone } from '../policy/policy.ts';
import { holdsThroughout } from '../track/bends.ts';
import { pathOnPage } from '../track/link-frames.ts';
import { boxAt, onFrame, type Path } from '../track/path.ts';
import type { Decision } from './decision.ts';

/** Points across and down a find at which it is told how much of it lies in a zone. */
const SAMPLES = 16;
/** Share of a find that decides with its centre. */
const HALF = 0.5;

/** What of a decision makes a zone. */
type Zone = Pick<Decision, 'zone' | 'shape' | 'box' | 'angle' | 'path' | 'outline'>;
/** Something that was found. */
type Find = Turned<'source'> & { readonly path?: Path };

/**
 * Whether zones leave a find alone: its centre and at least half of it lie in an `ignore` zone; or there are `search` zones,
 * its centre lies in none, and less than half of it lies in all of them together. A find that is on several frames must be
 * left alone on each.
 * @param find - with a path, it is looked at wherever it has moved by a pixel; without one, zones count as they are
 * @param zones - decisions that are no zones, and zones that mask what lies outside them, have no say
 */
export function excludedByZones(find: Find, zones: readonly Zone[]): boolean {
  const ruling = zones.filter(({ zone }) => zone === 'ignore' || zone === 'search');
  if (ruling.length === 0) return false;
  const { path } = find;
  if (path === undefined) return isLeftAlone(find, ruling);
  const at = (frame: number): Find => ({ ...find, box: boxAt(find, frame) ?? find.box });
  const isAlone = (frame: number): boolean => isLeftAlone(at(frame), onFrame(ruling, frame));
  const isAloneBetween = (from: number, to: number): boolean => staysAlone([at(from), at(to)], ruling.map((zone) => [...onFrame([zone], from), ...onFrame([zone], to)]));
  return holdsThroughout(path, [find, ...ruling], isAlone, isAloneBetween);
}

/**
 * Whether a find that is left alone on two frames surely is between them as well: it comes near no zone, or it stays in one that does not
 * move and has no dents.
 * @param finds - the find on both frames
 * @param zones - each zone on both, or nothing where it is not there
 */
function staysAlone(finds: readonly Find[], zones: readonly (readonly Zone[])[]): boolean {
  const swept = finds.flatMap(corners);
  const way = boxAround<'source'>(swept);
  const near = zones.filter((places) => places.length > 0 && intersectionArea(boxAround<'source'>(places.map(reachOf).flatMap((box) => corners({ box }))), way) > 0);
  return near.length === 0 || near.some(([zone, later]) => zone?.zone === 'ignore' && zone.outline === undefined && zone.box === later?.box && swept.every(insideOf(zone)));
}

/**
 * The zones of a policy on one file, as the policy's decisions with the ids `z1`, `z2` …
 * @param zones - of the policy
 * @param sizes - of the oriented picture or an animation's canvas, or of every page in order: each page has zones of its own
 * @param taken - ids that other decisions have
 */
export function zonesOf(zones: readonly PolicyZone[], sizes: readonly Size[], taken: ReadonlySet<string> = new Set()): Decision[] {
  let number = 0;
  const freeId = (): string => {
    do number += 1;
    while (taken.has(`z${String(number)}`));
    return `z${String(number)}`;
  };
  return sizes.flatMap((size, page) =>
    zones.map(({ effect, shape, left, top, width, height }): Decision => {
      const box = sourceBox(left * size.width, top * size.height, width * size.width, height * size.height);
      return {
        id: freeId(), kind: 'area', origin: 'person', score: null, box, shape, zone: effect, state: 'accepted', decidedBy: 'policy', fill: null,
        ...(sizes.length === 1 ? {} : { path: pathOnPage(page, box) }),
      };
    }),
  );
}

function isLeftAlone(find: Turned<'source'>, zones: readonly Zone[]): boolean {
  const { left, top, width, height } = find.box;
  const centre: Point = { x: left + width / 2, y: top + height / 2 };
  const ignoring = zones.filter(({ zone }) => zone === 'ignore').map(insideOf);
  if (ignoring.some((isInside) => isInside(centre) && shareInside(find, isInside) >= HALF)) return true;
  const searched = zones.filter(({ zone }) => zone === 'search');
  if (searched.length === 0) return false;
  // Zones that it doesn't meet at all need no look at each point.
  const met = searched.filter((zone) => meets(zone, find)).map(insideOf);
  if (met.some((isInside) => isInside(centre))) return false;
  return met.length === 0 || shareInside(find, (point) => met.some((isInside) => isInside(point))) < HALF;
}

/** Share of a find, on a grid of points over its turned box. */
function shareInside(find: Turned<'source'>, isInside: (point: Point) => boolean): number {
  const [origin, right, , below] = corners(find);
  let inside = 0;
  for (let row = 0; row < SAMPLES; row += 1) {
    for (let column = 0; column < SAMPLES; column += 1) {
      const [u, v] = [(column + 0.5) / SAMPLES, (row + 0.5) / SAMPLES];
      const x = origin.x + u * (right.x - origin.x) + v * (below.x - origin.x);
      const y = origin.y + u * (right.y - origin.y) + v * (below.y - origin.y);
      if (isInside({ x, y })) inside += 1;
    }
  }
  return inside / (SAMPLES * SAMPLES);
}

/** Whether a point of the picture lies in a zone. */
function insideOf({ shape, box, angle = 0, outline }: Zone): (point: Point) => boolean {
  const isIn = insideBox(shape, outline);
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = angle === 0 ? [1, 0] : [Math.cos(radians), Math.sin(radians)];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return (point) => {
    const [dx, dy] = [point.x - x, point.y - y];
    return isIn({ x: 0.5 + (dx * cos + dy * sin) / box.width, y: 0.5 + (dy * cos - dx * sin) / box.height });
  };
}

/** Whether a point lies in a shape, in shares of its box. */
function insideBox(shape: Zone['shape'], outline: Zone['outline']): (point: OutlinePoint) => boolean {
  if (outline !== undefined) return (point) => isInOutline(outline, point);
  if (shape === 'ellipse') return ({ x, y }) => (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) <= 0.25;
  return ({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

function meets(zone: Zone, find: Turned<'source'>): boolean {
  return intersectionArea(reachOf(zone), hullOf(find)) > 0;
}

/** A box around all that a zone covers. */
function reachOf(zone: Zone): Box<'source'> {
  return zone.outline === undefined ? hullOf(zone) : outlineHull(zone, zone.outline);
}
