import type { Progress } from '../../protocol/engine-api.ts';

/** Milliseconds between two reports of one file: a bar moves smoothly enough, and a workspace of thousands is not remade at every report. */
const STEP_MS = 100;

/**
 * Lets the first and the last report of each stage through, and ten a second between.
 * @param now - milliseconds from any fixed point
 */
export function calmProgress(now: () => number, report: (progress: Progress) => void): (progress: Progress) => void {
  let stage = '';
  let at = 0;
  return (progress) => {
    const time = now();
    if (progress.stage === stage && progress.fraction < 1 && time - at < STEP_MS) return;
    stage = progress.stage;
    at = time;
    report(progress);
  };
}
