import type { Raster } from '../../src/core/detect/resample.ts';
import { clip, roundOut, type Box } from '../../src/core/geometry/box.ts';
import type { CloseTextSource } from '../../src/engine/detect/text-source.ts';
import { readable, shareRead } from './reading-score.ts';
import { readRegion, type RegionReading, type Way } from './region-reader.ts';

/** One region, attacked before and after masking. Carries no text. */
export interface AttackedRegion {
  /** Picture and region by their numbers in the ground truth, from 0. */
  readonly picture: number;
  readonly region: number;
  /** What it says is known: from the ground truth, or from a confident reading of the source. */
  readonly isKnown: boolean;
  /** Letters and digits that it says; 0 where that is not known. */
  readonly length: number;
  /** Read at least half in the source. */
  readonly control: boolean;
  /** The way that read at least half in the masked picture, or `null`. */
  readonly masked: Way | null;
  /** Share of its pixels that masking changed, 0..1: near 0 where it was missed. */
  readonly changed: number;
}

/** Share of a text that must be read for the region to count. */
const HALF = 0.5;
/** A reading of a region without a known text counts as the truth from this confidence and length on. */
const SURE = { score: 0.8, length: 4 };
/** How far a value may be off, 0..255, before it counts as changed: more than a good encoder does to a plain part. */
const CHANGED = 40;

/**
 * Attacks one region. Where the ground truth does not say what stands there, the source's own most confident reading counts as the
 * truth; where that is not confident either, any confident reading of the masked picture counts as read.
 * @param truth - what it says, or `null`
 * @param source - the picture before masking
 * @param masked - the same picture masked, of the same size
 */
export async function attackRegion(
  text: CloseTextSource,
  truth: string | null,
  box: Box<'source'>,
  source: Raster,
  masked: Raster,
): Promise<Omit<AttackedRegion, 'picture' | 'region'>> {
  const known = truth ?? (await confidentReading(readRegion(text, source, box)));
  const isTrue = (reading: RegionReading): boolean =>
    known === null ? isSure(reading) : shareRead(known, reading.text) >= HALF;
  return {
    isKnown: known !== null,
    length: known === null ? 0 : readable(known).length,
    control: known !== null && (truth === null || (await firstWay(readRegion(text, source, box), isTrue)) !== null),
    masked: await firstWay(readRegion(text, masked, box), isTrue),
    changed: changedShare(source, masked, box),
  };
}

async function firstWay(readings: AsyncIterable<RegionReading>, isTrue: (reading: RegionReading) => boolean): Promise<Way | null> {
  for await (const reading of readings) if (isTrue(reading)) return reading.way;
  return null;
}

async function confidentReading(readings: AsyncIterable<RegionReading>): Promise<string | null> {
  let best: RegionReading | null = null;
  for await (const reading of readings) if (isSure(reading) && reading.score > (best?.score ?? 0)) best = reading;
  return best?.text ?? null;
}

function isSure({ text, score }: RegionReading): boolean {
  return score >= SURE.score && readable(text).length >= SURE.length;
}

function changedShare(source: Raster, masked: Raster, box: Box<'source'>): number {
  const { left, top, width, height } = clip(roundOut(box), source);
  let changed = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      const at = (y * source.width + x) * 4;
      const difference = (channel: number): number => Math.abs((source.data[at + channel] ?? 0) - (masked.data[at + channel] ?? 0));
      if (Math.max(difference(0), difference(1), difference(2)) > CHANGED) changed += 1;
    }
  }
  return changed / Math.max(1, width * height);
}

/**
 * The table of an attack, for people.
 * @param kind - what was attacked
 */
export function attackTable(kind: string, regions: readonly AttackedRegion[]): string {
  const share = (count: number, of: number): string => (of === 0 ? '-' : `${((100 * count) / of).toFixed(1)} %`);
  const read = regions.filter(({ masked }) => masked !== null);
  const controls = regions.filter(({ control }) => control);
  const unknown = regions.filter(({ isKnown }) => !isKnown).length;
  const missed = read.filter(({ changed }) => changed < HALF).length;
  return [
    `${kind}: at least half of the letters and digits read`,
    `  regions                  ${String(regions.length)}${unknown === 0 ? '' : `, ${String(unknown)} of them unreadable before masking`}`,
    `  control, before masking  ${String(controls.length)}   ${share(controls.length, regions.length)}`,
    `  after masking            ${String(read.length)}   ${share(read.length, regions.length)} (must be at most 1 %), ${share(read.filter(({ control }) => control).length, controls.length)} of the controls`,
    `  of those                 ${String(missed)} not masked, ${String(read.length - missed)} read through a mask`,
    ...read.map(
      ({ picture, region, masked, changed, length }) =>
        `    picture ${String(picture)}, region ${String(region)}: ${masked ?? ''}; ${String(length)} characters, ${(100 * changed).toFixed(0)} % of its pixels changed`,
    ),
  ].join('\n');
}
