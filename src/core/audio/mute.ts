import type { TimeSpan } from './time-span.ts';

/** Seconds in which sound goes down before a span and comes back behind it, so that nothing clicks. It lies outside: nothing of the span is heard. */
const FADE_S = 0.005;

/**
 * Silences parts of a sound in place: every value inside a span becomes exactly 0, and the sound fades in the 5 ms before and behind it.
 * @param planes - one array for each channel, all of the same length; changed
 * @param start - which sample of the whole sound the first one is
 * @param rate - samples in a second
 * @param spans - in order
 */
export function muteSpans(planes: readonly Float32Array[], start: number, rate: number, spans: readonly TimeSpan[]): void {
  const fade = Math.max(1, Math.round(FADE_S * rate));
  const end = start + (planes[0]?.length ?? 0);
  for (const span of spans) {
    // Outwards to whole samples.
    const [from, to] = [Math.floor(span.from * rate), Math.ceil(span.to * rate)];
    if (to + fade <= start || from - fade >= end) continue;
    for (const plane of planes) {
      for (let at = Math.max(start, from - fade); at < Math.min(end, to + fade); at += 1) {
        const away = at < from ? from - at : at - to + 1;
        plane[at - start] = at >= from && at < to ? 0 : (plane[at - start] ?? 0) * Math.sin((away / (fade + 1)) * (Math.PI / 2)) ** 2;
      }
    }
  }
}
