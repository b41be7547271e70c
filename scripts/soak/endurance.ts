import type { CDPSession, Page } from 'playwright-core';
import { MemoryWatch } from '../bench/process-memory.ts';
import { serveFolder } from '../headless/static-server.ts';
import { AppPage } from './app-page.ts';
import { writePictures } from './pictures.ts';
import { percentile, slope, type Reading } from './slope.ts';

/** Milliseconds between two key presses. */
const KEY_MS = 500;
const KEYS = ['j', 'n', 'j', 'k', 'n'] as const;
/** From here on memory counts as settled. */
const SETTLED_AT = 200;
const MOST_HEAP_SLOPE_MB = 1;
/** Pixels live outside the heap, and the browser gives them back when it likes: readings of a run that keeps nothing go up and down by 50 MB. */
const MOST_RENDERER_SLOPE_MB = 15;
const MOST_LATENCY_MS = 100;
/** Events faster than this are not told by the browser one by one. */
const LEAST_EVENT_MS = 16;
const MB = 1e6;

/** What the page notes about itself. */
interface Notes {
  readonly longTasks: number[];
  /** Longest part of each interaction, by its number. */
  readonly interactions: Record<string, number>;
}

/**
 * Opens very many pictures at once and works on the keyboard while they are searched.
 * @param app - the built app
 * @param count - how many pictures
 * @returns what went wrong
 */
export async function endure(app: string, count: number): Promise<readonly string[]> {
  const server = await serveFolder(app);
  const window = await AppPage.start(takeNotes);
  const { page } = window;
  const wrong: string[] = [];
  try {
    await window.open(server.origin);
    const folder = await writePictures(page, app, count);
    const memory = await MemoryWatch.of(window.browser);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const every = Math.max(10, Math.min(100, Math.floor(count / 6)));
    const heap: Reading[] = [];
    const resident: Reading[] = [];
    const start = Date.now();
    let presses = 0;
    console.log('   files    heap MB    renderer MB    seconds');
    try {
      await window.input.setInputFiles([...folder.paths]);
      await page.locator('#queue-filter').waitFor({ state: 'attached', timeout: 60_000 });
      for (let next = every, open = await window.count('running'); ; open = await window.count('running')) {
        const done = count - open;
        if (done >= next || open === 0) {
          heap.push({ files: done, value: (await heapBytes(session)) / MB });
          resident.push({ files: done, value: ((await memory?.read())?.rendererOwn ?? 0) / MB });
          console.log(`${String(done).padStart(8)}${(heap.at(-1)?.value ?? 0).toFixed(1).padStart(11)}${(resident.at(-1)?.value ?? 0).toFixed(0).padStart(15)}${((Date.now() - start) / 1000).toFixed(0).padStart(11)}`);
          next = done + every;
        }
        if (open === 0) break;
        await page.keyboard.press(KEYS[presses % KEYS.length] ?? 'j');
        presses += 1;
        await page.waitForTimeout(KEY_MS);
      }
    } finally {
      folder.remove();
    }
    const notes = await readNotes(page);
    wrong.push(...judge(notes, presses, heap, resident));
    const [all, failed] = [await window.count('all'), await window.count('not-done')];
    console.log(`  ${String(all)} files in the queue, ${String(failed)} failed`);
    if (all !== count) wrong.push(`${String(count)} files were opened, ${String(all)} are in the queue`);
    if (failed > 0) wrong.push(`${String(failed)} files failed`);
  } finally {
    wrong.push(...window.errors.map((error) => `uncaught: ${error}`));
    await window.browser.close();
    await server.close();
  }
  return wrong;
}

function judge(notes: Notes, presses: number, heap: readonly Reading[], resident: readonly Reading[]): readonly string[] {
  const wrong: string[] = [];
  // Interactions that the browser told nothing about were faster than it tells.
  const told = Object.values(notes.interactions);
  const latencies = [...told, ...Array.from({ length: Math.max(0, presses - told.length) }, () => LEAST_EVENT_MS)];
  const p98 = percentile(latencies, 0.98);
  const long = notes.longTasks.filter((milliseconds) => milliseconds > 100);
  console.log(`  long tasks over 100 ms: ${String(long.length)}, the longest ${Math.max(0, ...notes.longTasks).toFixed(0)} ms`);
  console.log(`  ${String(presses)} key presses, from the key to the screen: median ${percentile(latencies, 0.5).toFixed(0)} ms, 98 % within ${p98.toFixed(0)} ms, the slowest ${Math.max(0, ...latencies).toFixed(0)} ms`);
  if (p98 > MOST_LATENCY_MS) wrong.push(`2 % of the key presses take longer than ${p98.toFixed(0)} ms, the limit is ${String(MOST_LATENCY_MS)} ms`);
  const settled = (readings: readonly Reading[]): number | null => slope(readings.filter(({ files }) => files >= SETTLED_AT));
  const [heapSlope, residentSlope] = [settled(heap), settled(resident)];
  if (heapSlope === null) {
    console.log(`  memory per 100 files: too few files to tell, it settles after ${String(SETTLED_AT)}; over the whole run ${((slope(heap) ?? 0) * 100).toFixed(2)} MB of heap`);
    return wrong;
  }
  console.log(`  memory per 100 files, after the first ${String(SETTLED_AT)}: heap ${(heapSlope * 100).toFixed(2)} MB, renderer ${((residentSlope ?? 0) * 100).toFixed(2)} MB`);
  if ((residentSlope ?? 0) * 100 > MOST_RENDERER_SLOPE_MB) wrong.push(`the renderer grows by ${((residentSlope ?? 0) * 100).toFixed(2)} MB per 100 files, the limit is ${String(MOST_RENDERER_SLOPE_MB)} MB`);
  if (heapSlope * 100 > MOST_HEAP_SLOPE_MB) wrong.push(`the heap grows by ${(heapSlope * 100).toFixed(2)} MB per 100 files, the limit is ${String(MOST_HEAP_SLOPE_MB)} MB`);
  return wrong;
}

async function takeNotes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const notes: { longTasks: number[]; interactions: Record<string, number> } = { longTasks: [], interactions: {} };
    Object.assign(globalThis, { soakNotes: notes });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) notes.longTasks.push(duration);
    }).observe({ type: 'longtask' });
    const events = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId = 0, duration } = entry as PerformanceEntry & { readonly interactionId?: number };
        if (interactionId !== 0) notes.interactions[interactionId] = Math.max(notes.interactions[interactionId] ?? 0, duration);
      }
    });
    events.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

function readNotes(page: Page): Promise<Notes> {
  return page.evaluate(() => (globalThis as unknown as { readonly soakNotes: Notes }).soakNotes);
}

/** Memory of the page's own objects, after garbage was thrown away. */
async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}
