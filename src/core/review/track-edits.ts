import { hullOf, type Box } from '../geometry/box.ts';
import { joinPaths, splitPath, withKey, withoutKey } from '../track/edit-path.ts';
import { boxAt, clearestBox, clearestFrame, trimPath, type Path, type PathKey } from '../track/path.ts';
import { isZone, type Decision, type DecidedBy, type DecisionState, type RegionId } from './decision.ts';

/** A region with a way over frames. */
type Track = Decision & { readonly path: Path };

/**
 * Cuts the way of a region in two. Both parts keep everything that was decided about the whole and by whom, and the shape of both is a person's
 * from then on, so that no policy puts the whole back.
 * @param frame - first frame of the second part
 * @param id - of the second part
 * @returns the very same list where there is nothing to cut
 */
export function splitTrack(decisions: readonly Decision[], region: RegionId, frame: number, id: RegionId): readonly Decision[] {
  const whole = decisions.find((decision) => decision.id === region);
  const parts = whole?.path === undefined ? null : splitPath(whole.path, frame);
  if (whole === undefined || parts === null) return decisions;
  const [first, second] = parts;
  const { joined: _, ...common } = whole;
  // At the end, so that the others keep their numbers.
  return [
    ...decisions.map((decision): Decision => (decision === whole ? shaped({ ...whole, path: first, box: clearestBox(first) ?? whole.box }) : decision)),
    shaped({ ...common, id, path: second, box: clearestBox(second) ?? whole.box }),
  ];
}

/** Whether some regions can become one: at least two of one kind, areas aside, each with a way, none a zone or drawn freely. */
export function canJoin(regions: readonly Decision[]): boolean {
  const named = new Set(regions.map(({ kind }) => kind).filter((kind) => kind !== 'area'));
  return regions.length > 1 && named.size <= 1 && regions.every((d) => d.path !== undefined && !isZone(d) && d.outline === undefined);
}

/**
 * Makes one region of several. The first that was found keeps its id, or else the first that is no area, or else the first of all; an area
 * becomes what it is joined to, because joining them says so. What they were found as does not come back with a new policy. Masked if any
 * was, or else to be decided if any was; by a person if they decided so about any. Where they differ, or are on the same frame, the shape is
 * a rectangle, because an ellipse around two things leaves out their corners; where they differ, the fill is the policy's.
 * @param ids - in any order of time
 * @returns the very same list where they can't become one
 */
export function joinTracks(decisions: readonly Decision[], ids: readonly RegionId[]): readonly Decision[] {
  const regions = ids.flatMap((id) => decisions.find((d) => d.id === id) ?? []);
  // A found region's mask grows beyond its box and a drawn one's does not, so the whole has to be a found one where any part is.
  const head = regions.find(({ origin }) => origin !== 'person') ?? regions.find(({ kind }) => kind !== 'area') ?? regions[0];
  if (head === undefined || new Set(ids).size !== ids.length || !canJoin(regions)) return decisions;
  const inTurn = regions.filter(isTrack).sort((a, b) => a.path.first - b.path.first);
  // A box around two turned ones would turn about a centre of its own, away from both.
  const staysTurned = followEachOther(inTurn) && regions.every(({ angle = 0 }) => angle === (head.angle ?? 0));
  const tracks = staysTurned ? inTurn : inTurn.map(inHull);
  const path = tracks.slice(1).reduce<Path | undefined>((whole, d) => (whole === undefined ? undefined : joinPaths(whole, d.path)), tracks[0]?.path);
  if (path === undefined) return decisions;
  const { angle, reason, joined: _, ...common } = head;
  const best = tracks.reduce((a, b) => ((b.score ?? -1) > (a.score ?? -1) ? b : a), tracks[0] ?? head);
  const gone = regions.flatMap((d) => [...(d.id !== head.id && isFind(d.id) ? [d.id] : []), ...(d.joined ?? [])]);
  const state = stateOfAll(regions);
  const whole: Decision = shaped({
    ...common, path, box: best.box, score: best.score,
    ...(angle === undefined || !staysTurned ? {} : { angle }),
    ...(reason === undefined ? {} : { reason }),
    ...(gone.length === 0 ? {} : { joined: gone }),
    shape: regions.every(({ shape }) => shape === head.shape) && staysTurned ? head.shape : 'rectangle',
    fill: regions.every(({ fill }) => fill === head.fill) ? head.fill : null,
    state, decidedBy: deciderOf(regions, state),
  });
  return decisions.flatMap((d) => (d.id === head.id ? [whole] : ids.includes(d.id) ? [] : [d]));
}

/**
 * Gives a region fewer frames or more. One that was kept clear is masked by that.
 * @param first - first frame
 * @param last - not before `first`
 */
export function setRange(decision: Decision, first: number, last: number): Decision {
  if (decision.path === undefined || first > last || (decision.path.first === first && decision.path.last === last)) return decision;
  const path = trimPath(decision.path, first, last);
  return reshaped({ ...decision, path, box: clearestBox(path) ?? decision.box });
}

/**
 * Puts the box of a region on one frame by hand; frames up to the next keys on both sides follow. One that was kept clear is masked by that.
 * @param frame - outside its way makes that longer
 */
export function putKey(decision: Decision, frame: number, box: Box<'source'>): Decision {
  const { path } = decision;
  if (path === undefined) return decision;
  const wasBest = path.keys.some((key) => key.frame === frame) && clearestFrame(decision) === frame;
  // All keys of what a person drew are that person's, so none stands in for another.
  return reshaped({ ...decision, path: withKey(path, frame, box, decision.origin !== 'person'), box: wasBest ? box : decision.box });
}

/** Takes the key of one frame away, with what that means for one that was kept clear; the very same region where it has none there, or no other. */
export function dropKey(decision: Decision, frame: number): Decision {
  const path = decision.path === undefined ? null : withoutKey(decision.path, frame);
  if (path === null || path === decision.path) return decision;
  const wasBest = clearestFrame(decision) === frame;
  return reshaped({ ...decision, path, box: wasBest ? (boxAt({ box: decision.box, path }, frame) ?? decision.box) : decision.box });
}

/** Whether an id is that of a find, which a policy decides about anew. */
export function isFind(id: RegionId): boolean {
  return id.startsWith('r');
}

/** A region whose shape is a person's from now on. Nothing is decided about it by that; a zone, about which nothing is, is the person's as a whole. */
function shaped(decision: Decision): Decision {
  return { ...decision, shapedBy: 'person', ...(isZone(decision) ? { decidedBy: 'person' } : {}) };
}

/** The same after its way was changed. Whoever moves what they kept clear may mean to have it masked, so it is; what waits goes on waiting. */
function reshaped(decision: Decision): Decision {
  return shaped(decision.state === 'rejected' ? { ...decision, state: 'accepted', decidedBy: 'person' } : decision);
}

/** Whether no two of some regions are on the same frame. @param tracks - by their first frames */
function followEachOther(tracks: readonly Track[]): boolean {
  return tracks.every(({ path }, index) => index === 0 || path.first > (tracks[index - 1]?.path.last ?? -1));
}

function isTrack(decision: Decision): decision is Track {
  return decision.path !== undefined;
}

function stateOfAll(regions: readonly Decision[]): DecisionState {
  if (regions.some(({ state }) => state === 'accepted')) return 'accepted';
  return regions.some(({ state }) => state === 'pending') ? 'pending' : 'rejected';
}

/** Whose word the state of a whole is: a person's where they said so about any part of it. */
function deciderOf(regions: readonly Decision[], state: DecisionState): DecidedBy {
  return regions.some((region) => region.state === state && region.decidedBy === 'person') ? 'person' : 'policy';
}

/** A region whose boxes are upright, around those that it had. */
function inHull({ angle: turned = 0, ...decision }: Track): Track {
  const hull = (box: Box<'source'>): Box<'source'> => (turned === 0 ? box : hullOf({ box, angle: turned }));
  const upright = ({ before, ...key }: PathKey): PathKey => ({
    ...key, box: hull(key.box),
    ...(before === undefined ? {} : { before: before.box === undefined ? before : { ...before, box: hull(before.box) } }),
  });
  return { ...decision, box: hull(decision.box), path: { ...decision.path, keys: decision.path.keys.map(upright) } };
}
