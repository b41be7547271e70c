import { sourceBox, type Box } from '../../geometry/box.ts';

/** A part of the picture that is looked at, and how much it is enlarged. */
export interface CloseLook {
  readonly part: Box<'source'>;
  /** Network pixels per picture pixel. */
  readonly scale: number;
}

/**
 * Joins looks that cost less as one: vehicles in traffic stand before one another, and what they share would be searched
 * again and again. A joined look shows each part at least as large as it was wanted.
 * @param looks - any order
 * @returns the costliest first
 */
export function joinLooks(looks: readonly CloseLook[]): CloseLook[] {
  const open = [...looks];
  for (;;) {
    let best = { saved: 0, first: -1, second: -1 };
    for (const [first, a] of open.entries()) {
      for (let second = first + 1; second < open.length; second += 1) {
        const b = open[second];
        if (b === undefined) continue;
        const saved = costOf(a) + costOf(b) - costOf(joined(a, b));
        if (saved > best.saved) best = { saved, first, second };
      }
    }
    const a = open[best.first];
    const b = open[best.second];
    if (a === undefined || b === undefined) return open.sort((one, other) => costOf(other) - costOf(one));
    open.splice(best.second, 1);
    open.splice(best.first, 1, joined(a, b));
  }
}

/** Network pixels that a look takes. */
export function costOf({ part, scale }: CloseLook): number {
  return part.width * part.height * scale * scale;
}

function joined(a: CloseLook, b: CloseLook): CloseLook {
  const left = Math.min(a.part.left, b.part.left);
  const top = Math.min(a.part.top, b.part.top);
  const right = Math.max(a.part.left + a.part.width, b.part.left + b.part.width);
  const bottom = Math.max(a.part.top + a.part.height, b.part.top + b.part.height);
  return { part: sourceBox(left, top, right - left, bottom - top), scale: Math.max(a.scale, b.scale) };
}
