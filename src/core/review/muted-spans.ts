import type { TimeSpan } from '../audio/time-span.ts';

/**
 * Spans with one more among them. Those that it meets become one with it, so that none touches the next.
 * @param spans - in order, none touching the next
 * @param from - seconds, 0 or more
 * @param to - seconds, not included
 * @returns the very same list where it covers the new span already, or where the span is empty
 */
export function withSpan(spans: readonly TimeSpan[], from: number, to: number): readonly TimeSpan[] {
  const start = Math.max(0, from);
  if (!(to > start) || !Number.isFinite(to) || spans.some((span) => span.from <= start && span.to >= to)) return spans;
  const apart = spans.filter((span) => span.to < start || span.from > to);
  const met = spans.filter((span) => !apart.includes(span));
  const whole = { from: Math.min(start, ...met.map((span) => span.from)), to: Math.max(to, ...met.map((span) => span.to)) };
  return [...apart, whole].sort((a, b) => a.from - b.from);
}

/**
 * Spans without a part of the time. One that reaches out of it on both sides becomes two.
 * @param spans - in order, none touching the next
 * @param from - seconds
 * @param to - seconds, not included
 * @returns the very same list where nothing of it lies in that part
 */
export function withoutSpan(spans: readonly TimeSpan[], from: number, to: number): readonly TimeSpan[] {
  if (!(to > from) || !spans.some((span) => span.to > from && span.from < to)) return spans;
  return spans.flatMap((span) => {
    if (span.to <= from || span.from >= to) return [span];
    return [...(span.from < from ? [{ from: span.from, to: from }] : []), ...(span.to > to ? [{ from: to, to: span.to }] : [])];
  });
}

/** Whether spans are as {@link withSpan} makes them: each with a length, in order, none touching the next. */
export function areApart(spans: readonly TimeSpan[]): boolean {
  return spans.every(({ from, to }, index) => from >= 0 && to > from && (index === 0 || from > (spans[index - 1]?.to ?? Infinity)));
}
