import { iou, type Box } from '../geometry/box.ts';
import { extendSpans, type Find, type Fragment } from './fragment.ts';
import type { FrameSpan } from './path.ts';

/** Most finds in a row that can be strays. */
const MOST = 3;
/** Milliseconds between the finds around strays, at most: over a longer time a thing may well go there and come back. */
const WITHIN_MS = 350;
/** Overlap with the line between the finds around them below which they are strays. */
const OFF_LINE = 0.35;

/**
 * Takes finds out of a track that lie beside its way, before and after which it goes on as if they had not been: while the thing
 * was not found, another find was taken for it. Its own mask would leave it to cover that. They become tracks of their own, so
 * that no find is lost.
 * @param track - its finds in order, none left out yet
 * @param settled - frame up to which finds may have been left out: nothing is taken out there
 * @returns the track without them first, then each run of strays
 */
export function splitStrays(track: Fragment, settled: number): Fragment[] {
  const { finds } = track;
  const kept: Find[] = [];
  const strays: Find[][] = [];
  for (let at = 0; at < finds.length; at += 1) {
    const find = finds[at];
    if (find === undefined) break;
    const before = kept.at(-1);
    const run = before === undefined || find.frame <= settled ? 0 : strayRun(finds, at, before);
    if (run === 0) kept.push(find);
    else strays.push(finds.slice(at, at + run));
    at += Math.max(0, run - 1);
  }
  if (strays.length === 0) return [track];
  const gone = new Set(strays.flat().map(({ frame }) => frame));
  const { kind, scene, followed } = track;
  const way = followed === undefined ? {} : { followed };
  return [{ kind, scene, finds: kept, spans: without(track.spans, gone), ...way }, ...strays.map((run) => ({ kind, scene, finds: run, spans: spansOf(run) }))];
}

/** Finds from an index on that are strays: 0 where there are none. */
function strayRun(finds: readonly Find[], at: number, before: Find): number {
  for (let run = 1; run <= MOST; run += 1) {
    const after = finds[at + run];
    if (after === undefined || after.timeMs - before.timeMs > WITHIN_MS) return 0;
    if (iou(before.box, after.box) > OFF_LINE && finds.slice(at, at + run).every((find) => iou(find.box, lineAt(before, after, find.timeMs)) < OFF_LINE)) return run;
  }
  return 0;
}

function lineAt(a: Find, b: Find, timeMs: number): Box<'source'> {
  const u = b.timeMs > a.timeMs ? (timeMs - a.timeMs) / (b.timeMs - a.timeMs) : 0;
  const mix = (x: number, y: number): number => x + (y - x) * u;
  return { left: mix(a.box.left, b.box.left), top: mix(a.box.top, b.box.top), width: mix(a.box.width, b.box.width), height: mix(a.box.height, b.box.height) };
}

function without(spans: readonly FrameSpan[], gone: ReadonlySet<number>): FrameSpan[] {
  const left: FrameSpan[] = [];
  for (const { first, last } of spans) for (let frame = first; frame <= last; frame += 1) if (!gone.has(frame)) extendSpans(left, frame);
  return left;
}

function spansOf(finds: readonly Find[]): FrameSpan[] {
  const spans: FrameSpan[] = [];
  for (const { frame } of finds) extendSpans(spans, frame);
  return spans;
}
