import { foundSpans, type Path } from './path.ts';

/** Frames of a gap from which on its middle is looked at, too. */
const LEAST_GAP = 3;

/**
 * Frames where a mask that is too short would show: around its first and its last frame, around the first and the last sighting, and in
 * the middle of each gap between sightings.
 * @param path - where the mask is
 * @returns in no order; those before the first frame and behind the last of the film among them, some twice
 */
export function endFrames(path: Path): number[] {
  const { first, last } = path;
  const found = foundSpans(path);
  const [sighted, lost] = [found[0]?.first ?? first, found.at(-1)?.last ?? last];
  const gaps = found.flatMap(({ last: end }, index) => {
    const next = found[index + 1];
    return next === undefined || next.first - end <= LEAST_GAP ? [] : [Math.round((end + next.first) / 2)];
  });
  return [first - 1, first, sighted - 1, sighted, ...gaps, lost, lost + 1, last, last + 1];
}
