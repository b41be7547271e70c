import type { Detection } from '../detect/detection.ts';
import { boxAt, foundSpans, movePath, trimPath, type Moving, type Path, type PathKey } from '../track/path.ts';
import { sameBox } from './change-decisions.ts';
import type { Decision } from './decision.ts';

/** That a further search holds a known thing longer at an end. */
export interface LongerWay {
  /** Of the known find, from 0. */
  readonly index: number;
  /** As the further search has it. */
  readonly path: Path;
}

/** An end of a way. */
type End = 'first' | 'last';

/**
 * Finds whose ways go on at their ends as a further search has them; what they have in between stays.
 * @param finds - as they were known
 */
export function longerFinds(finds: readonly Detection[], ways: readonly LongerWay[]): readonly Detection[] {
  return ways.reduce((known, way) => known.map((find, index) => (index === way.index ? longer(find, find, way.path, ['first', 'last']) : find)), finds);
}

/**
 * The same for what was decided about them, whoever decided it: an end goes on where it is still the find's. Whoever cut or trimmed it there
 * said where it ends.
 * @param finds - as they were known
 */
export function longerDecisions(decisions: readonly Decision[], finds: readonly Detection[], ways: readonly LongerWay[]): readonly Decision[] {
  let known = finds;
  let next = decisions;
  for (const way of ways) {
    const find = known[way.index];
    if (find !== undefined) next = next.map((d) => longer(d, find, way.path, (['first', 'last'] as const).filter((end) => isEndOf(d, find, `r${way.index + 1}`, end))));
    known = longerFinds(known, [way]);
  }
  return next;
}

/** Whether a region ends as a find did: it was made of it, or is a part of it that was cut off or joined. */
function isEndOf(decision: Decision, find: Detection, id: string, end: End): boolean {
  const frame = find.path?.[end];
  if (frame === undefined || decision.path?.[end] !== frame || decision.origin !== 'detector' || decision.kind !== find.kind) return false;
  const [own, its] = [boxAt(decision, frame), boxAt(find, frame)];
  return decision.id === id || (own !== null && its !== null && sameBox(own, its));
}

function longer<T extends Moving>(region: T, find: Moving, by: Path, ends: readonly End[]): T {
  return ends.reduce((whole, end) => {
    const path = whole.path === undefined ? undefined : longerAt(end, whole, whole.path, find, by);
    return path === undefined ? whole : { ...whole, path };
  }, region);
}

/** A way that goes on beyond one end; `undefined` where the other goes no farther there. */
function longerAt(end: End, region: Moving, path: Path, find: Moving, by: Path): Path | undefined {
  const frame = path[end];
  const isFarther = end === 'first' ? by.first < frame : by.last > frame;
  const own = boxAt(region, frame);
  const its = boxAt(find, frame);
  if (!isFarther || own === null || its === null) return undefined;
  const beyond = end === 'first' ? trimPath(by, by.first, frame - 1) : trimPath(by, frame + 1, by.last);
  // What a person moved or resized as a whole goes on as they put it.
  const { keys } = sameBox(own, its) ? beyond : movePath(beyond, its, own, null);
  // A way stays where its outermost key is; now that there is one farther out, it has to be told to.
  const edge: readonly PathKey[] = path.keys.some((key) => key.frame === frame) ? [] : [{ frame, box: own }];
  const found = foundSpans(path);
  return end === 'first' ? { ...path, first: by.first, keys: [...keys, ...edge, ...path.keys], found } : { ...path, last: by.last, keys: [...path.keys, ...edge, ...keys], found };
}
