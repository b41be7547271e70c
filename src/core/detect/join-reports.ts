import type { SearchReport, VideoSearch } from './detection.ts';

/**
 * What was looked for in several searches, as one report.
 * @param before - the report so far; `null` for none
 * @param more - of a further search
 */
export function joinReports(before: SearchReport | null, more: SearchReport): SearchReport {
  if (before === null) return more;
  const known = before.detectors.map(({ name }) => name);
  return {
    kinds: [...before.kinds, ...more.kinds.filter((kind) => !before.kinds.includes(kind))],
    detectors: [...before.detectors, ...more.detectors.filter(({ name }) => !known.includes(name))],
    smallestHeight: Math.min(before.smallestHeight, more.smallestHeight),
    ...(before.thorough === true || more.thorough === true ? { thorough: true } : {}),
    ...(before.video === undefined && more.video === undefined ? {} : { video: joinVideo(before.video, more.video) }),
    scales: [...new Set([...before.scales, ...more.scales])].sort((a, b) => b - a),
    inferences: before.inferences + more.inferences,
  };
}

/** A kind that is searched for once more is never searched for less closely than before. */
function joinVideo(before: readonly VideoSearch[] = [], more: readonly VideoSearch[] = []): readonly VideoSearch[] {
  return [...before.filter(({ kind }) => more.every((again) => again.kind !== kind)), ...more];
}
