import { CATEGORIES, type Category, type Finding, type Form, type Run } from './audit.ts';

/** The least median of each category. A simulated slow phone may lose a little speed, and nothing else. */
export const LEAST: Readonly<Record<Form, Readonly<Record<Category, number>>>> = {
  desktop: { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 },
  mobile: { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 },
};

/** The middle value of each category over some runs. @param runs - at least one */
export function medians(runs: readonly Run[]): Readonly<Record<Category, number>> {
  return Object.fromEntries(CATEGORIES.map((name) => [name, middle(runs.map(({ scores }) => scores[name]))])) as Record<Category, number>;
}

/** The categories whose median is too low. */
export function tooLow(form: Form, runs: readonly Run[]): readonly Category[] {
  const found = medians(runs);
  return CATEGORIES.filter((name) => found[name] < LEAST[form][name]);
}

/** One line for the medians, with every run's own figures behind them. */
export function scoreLine(form: Form, runs: readonly Run[]): string {
  const found = medians(runs);
  const cells = CATEGORIES.map((name) => `${name} ${String(found[name])} (${runs.map(({ scores }) => scores[name]).join(', ')}; at least ${String(LEAST[form][name])})`);
  return `${form}: ${cells.join(' · ')}`;
}

/** Lines for every audit that fell short in any run, at its worst: those that count first. */
export function findingLines(runs: readonly Run[]): readonly string[] {
  const worst = new Map<string, Finding>();
  for (const finding of runs.flatMap(({ findings }) => findings)) {
    const known = worst.get(finding.id);
    if (known === undefined || (finding.score ?? 0) < (known.score ?? 0)) worst.set(finding.id, finding);
  }
  const sorted = [...worst.values()].toSorted((a, b) => Number(b.counts) - Number(a.counts) || (a.score ?? 0) - (b.score ?? 0));
  return sorted.map(({ id, title, score, value, counts, places }) => {
    const at = places.length === 0 ? '' : `\n      ${places.join('\n      ')}`;
    return `  ${counts ? 'counts' : '   ---'}  ${score === null ? 'error' : score.toFixed(2)}  ${id}: ${title}${value === '' ? '' : ` (${value})`}${at}`;
  });
}

/** @param values - at least one */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}
