import type { TimeSpan } from '../audio/time-span.ts';
import { KINDS, type Detection, type SearchReport, type VideoSearch } from '../detect/detection.ts';
import type { Box, Size } from '../geometry/box.ts';
import { MAX_OUTLINE_POINTS, type Outline, type OutlinePoint } from '../geometry/outline.ts';
import { MAX_VIDEO_FRAMES } from '../limits.ts';
import type { FrameSpan, KeyBefore, Path, PathKey } from '../track/path.ts';
import { DECISION_STATES, FILL_STYLES, REGION_KINDS, SHAPES, ZONE_EFFECTS, type Decision } from './decision.ts';
import { areApart } from './muted-spans.ts';
import { fields, flag, id, list, nullable, number, only, whole, word, type ShapeOf } from './stored-shapes.ts';

/** No picture is as wide; boxes may reach past its edges. */
const FAR = 1_000_000;
const MANY = 200_000;
/** Place of a frame: no file has more than a video. */
const FRAME = whole(0, MAX_VIDEO_FRAMES - 1);
const SHARE = number(0, 1);
/** Of fields that are left out rather than `false`. */
const YES: ShapeOf<true> = (value, way) => (flag(value, way) === true ? true : undefined);
/** A brush and its points may lie past the edges of their box. */
const LOOSE_SHARE = number(-100, 100);
const ANGLE = number(-360, 360);

/** Size of a picture. */
export const SIZE: ShapeOf<Size> = fields<Size>({ width: whole(1, FAR), height: whole(1, FAR) });

/** Who reviewed: 16 lower-case hex digits. */
export const REVIEWER = id(/^[0-9a-f]{16}$/u);

const BOX: ShapeOf<Box<'source'>> = fields<Size & { readonly left: number; readonly top: number }>({ left: number(-FAR, FAR), top: number(-FAR, FAR), width: number(0, FAR), height: number(0, FAR) });

const BEFORE: ShapeOf<KeyBefore> = fields<KeyBefore>({ box: BOX, score: SHARE, found: YES }, ['box', 'score', 'found']);

const PATH: ShapeOf<Path> = only(
  fields<Path>(
    {
      first: FRAME,
      last: FRAME,
      keys: list(fields<PathKey>({ frame: FRAME, box: BOX, score: SHARE, byHand: YES, before: BEFORE }, ['score', 'byHand', 'before']), MAX_VIDEO_FRAMES),
      found: list(fields<FrameSpan>({ first: FRAME, last: FRAME }), MAX_VIDEO_FRAMES),
    },
    ['found'],
  ),
  ({ first, last, keys, found = [] }) =>
    first <= last &&
    keys.length > 0 &&
    keys.every(({ frame, byHand, before }, index) => frame >= first && frame <= last && (before === undefined || byHand === true) && (index === 0 || frame > (keys[index - 1]?.frame ?? frame))) &&
    found.every((span, index) => span.first >= first && span.last <= last && span.first <= span.last && (index === 0 || span.first > (found[index - 1]?.last ?? span.first))),
);

const POINT = fields<OutlinePoint>({ x: LOOSE_SHARE, y: LOOSE_SHARE });
const POLYGON: ShapeOf<Outline> = only(fields<Extract<Outline, { type: 'polygon' }>>({ type: word(['polygon']), points: list(POINT, MAX_OUTLINE_POINTS) }), ({ points }) => points.length >= 3);
const BRUSH: ShapeOf<Outline> = only(
  fields<Extract<Outline, { type: 'brush' }>>({ type: word(['brush']), radiusX: number(0, 100), radiusY: number(0, 100), strokes: list(list(POINT, MAX_OUTLINE_POINTS), MAX_OUTLINE_POINTS) }),
  ({ strokes }) => {
    const points = strokes.flat().length;
    return points >= 1 && points <= MAX_OUTLINE_POINTS && strokes.every((stroke) => stroke.length > 0);
  },
);
const OUTLINE: ShapeOf<Outline> = (value, way) => POLYGON(value, way) ?? BRUSH(value, way);

/** Names of detectors, as manifests may have them. */
const DETECTOR = id(/^[a-z0-9][a-z0-9.-]{0,63}$/u);

/** A find as it is kept: numbers, its kind and its detector. Why it counts as personal stays out: that is a sentence. */
type KeptDetection = Omit<Detection, 'reason'>;

/** Finds of one file, in their order. */
export const DETECTIONS: ShapeOf<readonly Detection[]> = list(
  fields<KeptDetection>({ kind: word(KINDS), score: SHARE, box: BOX, angle: ANGLE, path: PATH, detector: DETECTOR }, ['angle', 'path']),
  MANY,
);

const DECISION: ShapeOf<Decision> = only(
  fields<Decision>(
    {
      id: id(/^[rpst][1-9][0-9]{0,8}$|^z[a-z0-9-]{1,20}$/u),
      kind: word(REGION_KINDS),
      origin: word(['detector', 'person', 'recheck']),
      score: nullable(SHARE),
      box: BOX,
      angle: ANGLE,
      path: PATH,
      shape: word(SHAPES),
      outline: OUTLINE,
      zone: word(ZONE_EFFECTS),
      state: word(DECISION_STATES),
      decidedBy: word(['policy', 'person']),
      shapedBy: word(['person']),
      fill: nullable(word(FILL_STYLES)),
      reason: id(/^[a-z0-9-]{1,40}$/u),
      joined: list(id(/^r[1-9][0-9]{0,8}$/u), MANY),
    },
    ['angle', 'path', 'outline', 'zone', 'shapedBy', 'reason', 'joined'],
  ),
  ({ shape, outline }) => (outline?.type ?? null) === (shape === 'polygon' || shape === 'brush' ? shape : null),
);

/** Decisions about one file. */
export const DECISIONS: ShapeOf<readonly Decision[]> = only(list(DECISION, MANY), (all) => new Set(all.map((decision) => decision.id)).size === all.length);

/** Parts of a video that are muted. No video is as long as a year. */
export const MUTED: ShapeOf<readonly TimeSpan[]> = only(list(fields<TimeSpan>({ from: number(0, 31_536_000), to: number(0, 31_536_000) }), MANY), areApart);

/** What was looked for. */
export const SEARCH: ShapeOf<SearchReport> = fields<SearchReport>(
  {
    kinds: list(word(KINDS), KINDS.length),
    detectors: list(
      fields<SearchReport['detectors'][number]>({ name: DETECTOR, version: id(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/u), sha256: id(/^[0-9a-f]{0,64}$/u) }),
      1000,
    ),
    smallestHeight: number(0, FAR),
    scales: list(number(0, 1000), 1000),
    thorough: YES,
    video: list(fields<VideoSearch>({ kind: word(KINDS), everyNth: whole(1, MAX_VIDEO_FRAMES), holdSeconds: number(0, FAR) }), KINDS.length),
    inferences: whole(0, Number.MAX_SAFE_INTEGER),
  },
  ['thorough', 'video'],
);
