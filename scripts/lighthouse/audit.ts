import lighthouse, { desktopConfig } from 'lighthouse';

/** The categories that are measured, in order. */
export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
/** One category. */
export type Category = (typeof CATEGORIES)[number];

/** How the page is looked at: on a wide screen with a fast line, or on a slow phone. */
export type Form = 'desktop' | 'mobile';

/** An audit that did not reach its full score. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  /** 0 to 1; `null` for one that failed to run. */
  readonly score: number | null;
  /** What was measured, as Lighthouse words it. */
  readonly value: string;
  /** Whether it counts in a category. */
  readonly counts: boolean;
  /** What it complains about, at most three places. */
  readonly places: readonly string[];
}

/** What one run came to. */
export interface Run {
  /** 0 to 100 for each category; 0 where it could not be worked out. */
  readonly scores: Readonly<Record<Category, number>>;
  readonly findings: readonly Finding[];
}

/**
 * Runs Lighthouse once.
 * @param address - of the page
 * @param port - of the browser's debugging
 * @param form - how the page is looked at
 */
export async function audit(address: string, port: number, form: Form): Promise<Run> {
  const result = await lighthouse(address, { port, onlyCategories: [...CATEGORIES], logLevel: 'error', output: 'json' }, form === 'desktop' ? desktopConfig : undefined);
  if (result === undefined) throw new Error('Lighthouse came to no result.');
  const { lhr } = result;
  if (lhr.runtimeError !== undefined) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
  const counting = new Set(CATEGORIES.flatMap((name) => lhr.categories[name]?.auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id) ?? []));
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)])) as Record<Category, number>;
  const findings = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'error' || (score !== null && score < 1 && scoreDisplayMode !== 'informative'))
    .map(({ id, title, score, displayValue, errorMessage, details }) => ({ id, title, score, value: displayValue ?? errorMessage ?? '', counts: counting.has(id), places: placesOf(details) }));
  return { scores, findings };
}

/** Where the trouble lies: addresses, selectors or messages from whatever table the audit carries. */
function placesOf(details: unknown): readonly string[] {
  if (typeof details !== 'object' || details === null || !('items' in details) || !Array.isArray(details.items)) return [];
  const places = (details.items as readonly unknown[]).flatMap(describe);
  return [...new Set(places)].slice(0, 3);
}

function describe(item: unknown): readonly string[] {
  if (typeof item !== 'object' || item === null) return [];
  const fields = item as Readonly<Record<string, unknown>>;
  if (Array.isArray(fields['items'])) return (fields['items'] as readonly unknown[]).flatMap(describe);
  for (const name of ['node', 'url', 'description', 'source', 'label']) {
    const value = fields[name];
    if (typeof value === 'string') return [value];
    if (typeof value === 'object' && value !== null && 'selector' in value && typeof value.selector === 'string') return [value.selector];
  }
  return [];
}
