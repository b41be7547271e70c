import { area, hullOf, intersectionArea, iou, type Turned } from '../geometry/box.ts';
import { bendsWithin } from './bends.ts';
import { onFrame, type Path } from './path.ts';

/** Something that may be turned and may move. */
type Region = Turned<'source'> & { readonly path?: Path };

/**
 * Whether a region is where another one is, on every frame on which that is, held ones included: it would leave none of them bare.
 * @param least - overlap of their hulls that there must be each time, 0..1
 */
export function isAllAlong(region: Region, other: Region, least: number): boolean {
  return isOnAllFramesOf(other, region) && framesOf(other, region).every((frame) => {
    const [[there], [here]] = [onFrame([region], frame), onFrame([other], frame)];
    return there !== undefined && here !== undefined && iou(hullOf(there), hullOf(here)) >= least;
  });
}

/**
 * The least share of a region that lies in another one, 0..1, over all its frames; 0 where the other is not there each time.
 * @param outer - what it should lie in
 * @param inner - whose share is told
 */
export function leastShareInside(outer: Region, inner: Region): number {
  if (!isOnAllFramesOf(inner, outer)) return 0;
  const shares = framesOf(inner, outer).map((frame) => {
    const [[there], [here]] = [onFrame([outer], frame), onFrame([inner], frame)];
    if (there === undefined || here === undefined) return 0;
    const hull = hullOf(here);
    return intersectionArea(hullOf(there), hull) / area(hull);
  });
  return shares.reduce((least, share) => Math.min(least, share), 1);
}

/** Whether a region is on every frame of another one, also on those on which that is only held. */
function isOnAllFramesOf({ path }: Region, region: Region): boolean {
  return region.path === undefined || (path !== undefined && path.first >= region.path.first && path.last <= region.path.last);
}

/** Frames of a region at which it or another one changes its way; the only one of a still picture. */
function framesOf({ path }: Region, other: Region): readonly number[] {
  return path === undefined ? [0] : bendsWithin(path, [{ path }, other]);
}
