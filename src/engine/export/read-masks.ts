import type { Detection, Kind } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { clip, hullOf, inflate, ios, iou, sourceBox, type Box } from '../../core/geometry/box.ts';
import type { AppliedMask } from '../../core/mask/apply-plan.ts';
import type { MaskPlan } from '../../core/mask/mask-plan.ts';
import { isIrreversible } from '../../core/mask/strength.ts';
import type { Decision } from '../../core/review/decision.ts';
import type { Reading, TextLine } from '../detect/evidence.ts';
import type { CloseTextSource } from '../detect/text-source.ts';
import { cropPicture } from '../../core/detect/crop-picture.ts';

/** What can still be read under masks. */
export interface MaskReadings {
  /** One for each mask that should hide everything and does not; its score is the reading's. */
  readonly survivors: readonly Detection[];
  /** Masks of a fill that a person chose although it can be undone in part, and that were read. */
  readonly explained: number;
}

/** Kinds whose masks cover letters and digits, and that bring the reader along. */
const READ_KINDS: readonly Kind[] = ['text', 'personal-text', 'licence-plate'];
/**
 * What is looked at around a mask, in its shorter sides: the network that finds lines needs some room around them, and a
 * plate's mask is small against what may show of the plate.
 */
const SURROUNDINGS = { line: 0.5, plate: 1 } as const;
/** Height of a mask at the network that finds lines, how much it is enlarged at most, and the longest side that is shown. */
const SHOWN = { height: 64, enlarged: 4, side: 1600 } as const;
/** Share of a line's pixels that must lie under the mask: a neighbour outside it is none of its business. */
const COVERED = 0.9;
/** From this confidence and number of letters and digits on, a reading is no accident: fills are read as up to two. */
const READ = { score: 0.6, characters: 3 } as const;
/**
 * A fill is plain, and nothing is read, where all but so many of its pixels lie no further from the middle value of any channel
 * than this, 0..255. Letters three values apart from their ground are still read. Pixels so near the mask's edge are left
 * out: there the encoder mixes the fill with what is beside it.
 */
const PLAIN = { distance: 1, share: 0.002, edge: 4 } as const;

/**
 * Reads what the masks over text and plates show in the finished file. Where the fill hides everything nothing can be read;
 * whatever can is a mask that was not painted, or not where it should be.
 * @param decoded - the finished file's pixels; only read
 * @param applied - what each mask covers
 * @param decisions - what each mask was made from
 * @param text - finds and reads lines
 * @param onFraction - share done, 0..1
 */
export async function readMasks(
  decoded: Raster,
  plan: MaskPlan,
  applied: readonly AppliedMask[],
  decisions: readonly Decision[],
  text: CloseTextSource,
  onFraction: (fraction: number) => void = () => undefined,
): Promise<MaskReadings> {
  const survivors: Detection[] = [];
  let explained = 0;
  const masks = plan.regions.flatMap((region) => {
    const kind = region.inverse === true ? undefined : READ_KINDS.find((known) => known === region.kind);
    return kind === undefined ? [] : [{ region, kind }];
  });
  for (const [index, { region, kind }] of masks.entries()) {
    const mask = applied.find(({ id }) => id === region.id);
    const found = decisions.find(({ id }) => id === region.id);
    const find = mask === undefined || found === undefined || mask.coveredPixels === 0 ? null : await readMask(decoded, mask, kind, found, text);
    onFraction((index + 1) / masks.length);
    if (find === null) continue;
    if (!isIrreversible(region.fill) || wasDismissed(find, decisions)) explained += 1;
    else survivors.push(find);
  }
  return { survivors, explained };
}

/** A person has looked at this very place after an earlier export and said that there is nothing to hide. */
function wasDismissed(find: Detection, decisions: readonly Decision[]): boolean {
  const box = hullOf(find);
  return decisions.some((decision) => {
    if (decision.origin !== 'recheck' || decision.state !== 'rejected' || decision.decidedBy !== 'person') return false;
    return iou(hullOf(decision), box) >= 0.3 || ios(hullOf(decision), box) >= 0.7;
  });
}

/** The surest reading of a line that the mask should hide, or `null`. */
async function readMask(decoded: Raster, mask: AppliedMask, kind: Kind, found: Pick<Decision, 'box' | 'angle'>, text: CloseTextSource): Promise<Detection | null> {
  if (isPlain(decoded, mask)) return null;
  const share = kind === 'licence-plate' ? SURROUNDINGS.plate : SURROUNDINGS.line;
  const { box } = mask;
  const around = clip(inflate(box, Math.ceil(share * Math.min(box.width, box.height))), decoded);
  // A mask over most of a large photo is not copied at its full size.
  const shrink = Math.ceil(Math.max(around.width, around.height) / (2 * SHOWN.side));
  const factor = 1 / shrink;
  const cut = cropPicture(decoded, around, shrink);
  const scale = Math.min(SHOWN.enlarged, (SHOWN.height * shrink) / Math.min(box.width, box.height), SHOWN.side / Math.max(cut.width, cut.height));
  // Of a large mask all that fits is shown: it may hide many small lines.
  const shown = Math.max(scale, Math.min(1, SHOWN.side / Math.max(cut.width, cut.height)));
  const inCut = (place: Box<'source'>): Box<'source'> => scaled(sourceBox(place.left - around.left, place.top - around.top, place.width, place.height), factor);
  const own: TextLine = { box: inCut(found.box), angle: found.angle ?? 0, score: 1 };
  const lines = [own, ...(await text.linesIn(cut, sourceBox(0, 0, cut.width, cut.height), shown))];
  let best: { readonly line: TextLine; readonly reading: Reading } | null = null;
  for (const line of lines) {
    if (coveredShare(line, mask, around, factor) < COVERED) continue;
    const reading = await text.read(cut, line);
    if (isRead(reading) && reading.score > (best?.reading.score ?? 0)) best = { line, reading };
  }
  if (best === null) return null;
  const place = scaled(best.line.box, 1 / factor);
  return {
    kind,
    score: best.reading.score,
    box: sourceBox(place.left + around.left, place.top + around.top, place.width, place.height),
    angle: best.line.angle,
    detector: 'text-reader',
  };
}

function isRead({ text, score }: Reading): boolean {
  return score >= READ.score && (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= READ.characters;
}

function scaled({ left, top, width, height }: Box<'source'>, factor: number): Box<'source'> {
  return sourceBox(left * factor, top * factor, width * factor, height * factor);
}

/** Share of a line, on 32 x 8 sample points of its turned box, that lies under the mask. */
function coveredShare({ box, angle }: TextLine, { box: hull, coverage }: AppliedMask, around: Box<'source'>, factor: number): number {
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  let covered = 0;
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 32; column += 1) {
      const u = ((column + 0.5) / 32 - 0.5) * box.width;
      const v = ((row + 0.5) / 8 - 0.5) * box.height;
      const x = Math.floor((box.left + box.width / 2 + u * cos - v * sin) / factor + around.left) - hull.left;
      const y = Math.floor((box.top + box.height / 2 + u * sin + v * cos) / factor + around.top) - hull.top;
      if (x >= 0 && x < hull.width && y >= 0 && y < hull.height && coverage[y * hull.width + x] === 1) covered += 1;
    }
  }
  return covered / 256;
}

/** Whether what the mask covers, but for its edge, has one colour. */
function isPlain({ data, width }: Raster, { box, coverage }: AppliedMask): boolean {
  const { edge, distance, share } = PLAIN;
  const counts = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)];
  let pixels = 0;
  for (let y = edge; y < box.height - edge; y += 1) {
    for (let x = edge; x < box.width - edge; x += 1) {
      const place = y * box.width + x;
      const isInside = [place - edge, place + edge, place - edge * box.width, place + edge * box.width].every((near) => coverage[near] === 1);
      if (!isInside || coverage[place] !== 1) continue;
      pixels += 1;
      const at = ((box.top + y) * width + box.left + x) * 4;
      for (const [channel, count] of counts.entries()) {
        const value = data[at + channel] ?? 0;
        count[value] = (count[value] ?? 0) + 1;
      }
    }
  }
  if (pixels === 0) return false;
  return counts.every((count) => {
    const middle = medianOf(count, pixels);
    const near = count.subarray(Math.max(0, middle - distance), middle + distance + 1).reduce((sum, value) => sum + value, 0);
    return pixels - near <= share * pixels;
  });
}

/** The value that half of the pixels do not exceed. */
function medianOf(counts: Uint32Array, pixels: number): number {
  let sum = 0;
  for (const [value, count] of counts.entries()) {
    sum += count;
    if (2 * sum >= pixels) return value;
  }
  return 255;
}
