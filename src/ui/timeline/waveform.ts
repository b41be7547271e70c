/** More steps than this can't be told apart on a screen. */
const STEPS = 1000;

/**
 * An outline of loudness for SVG, in a plane of 1000 across and from 0 to 2 down, alike above and below its middle.
 * @param peaks - 0..1, evenly spaced over the whole length; each step shows the loudest of its own
 * @returns empty where there are none
 */
export function waveformPath(peaks: Float32Array): string {
  if (peaks.length === 0) return '';
  const steps = Math.min(STEPS, peaks.length);
  const loudest = Array.from({ length: steps }, (_, step) => peaks.subarray(Math.floor((step * peaks.length) / steps), Math.ceil(((step + 1) * peaks.length) / steps)).reduce((most, peak) => Math.max(most, Math.min(1, peak)), 0));
  const at = (step: number): string => (((step + 0.5) * 1000) / steps).toFixed(1);
  const above = loudest.map((peak, step) => `${at(step)} ${(1 - peak).toFixed(3)}`);
  const below = loudest.map((peak, step) => `${at(step)} ${(1 + peak).toFixed(3)}`).reverse();
  return `M0 1L${[...above, '1000 1', ...below].join('L')}Z`;
}
