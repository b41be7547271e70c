/** A figure after a number of files. */
export interface Reading {
  readonly files: number;
  readonly value: number;
}

/** Straight line through readings by least squares. @returns rise of the value per file; `null` for fewer than three readings */
export function slope(readings: readonly Reading[]): number | null {
  if (readings.length < 3) return null;
  const mean = (pick: (reading: Reading) => number): number => readings.reduce((sum, reading) => sum + pick(reading), 0) / readings.length;
  const x = mean(({ files }) => files);
  const y = mean(({ value }) => value);
  const spread = readings.reduce((sum, { files }) => sum + (files - x) ** 2, 0);
  return spread === 0 ? null : readings.reduce((sum, { files, value }) => sum + (files - x) * (value - y), 0) / spread;
}

/** The value that a share of all values does not exceed. @param values - in any order @returns 0 for none */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
