import type { Policy } from '../../src/core/policy/policy.ts';
import { highest, MemoryWatch, type MemorySample } from './process-memory.ts';
import { launchBrowser, PhotoPage } from './photo-page.ts';

/** Pictures between two readings. */
const EVERY = 20;
/** From here on memory counts as settled: the models' own memory has reached its size. */
const SETTLED_AT = 40;

/**
 * Prints the highest memory of each stage for one picture in a fresh browser.
 * @param app - the built app
 * @param name - of the picture
 * @param path - of the picture
 * @param policy - what is looked for
 */
export async function printPeaks(app: string, name: string, path: string, policy: Policy): Promise<void> {
  await inFreshPage(app, policy, async (page, watch) => {
    const idle = await watch.read();
    watch.start();
    const { reply } = await page.mask(path, policy);
    await watch.stop();
    if (reply.status === 'failed') throw new Error(`${name}: ${reply.error.code}`);
    const peak = highest(watch.peaks);
    console.log(`\nmemory, ${name}, MB: renderer ${mb(peak.renderer)} at its highest, ${mb(peak.rendererOwn)} of it its own; at rest ${mb(idle.renderer)}, ${mb(idle.rendererOwn)}; graphics ${mb(peak.gpu)}, browser ${mb(peak.browser)}`);
    console.log(`  ${[...watch.peaks].map(([stage, { renderer }]) => `${stage} ${mb(renderer)}`).join(', ')}`);
  });
}

/**
 * Prints the memory while many pictures are masked one after another in one page, garbage thrown away before each reading.
 * @param app - the built app
 * @param path - of the picture
 * @param policy - what is looked for
 * @param pictures - how many; more than 40 for the figure to mean anything
 */
export async function printFlatness(app: string, path: string, policy: Policy, pictures: number): Promise<void> {
  await inFreshPage(app, policy, async (page, watch) => {
    const readings = new Map<number, MemorySample>();
    console.log(`\nmemory of the renderer itself over ${String(pictures)} pictures in a row, MB`);
    for (let count = 1; count <= pictures; count += 1) {
      const { reply } = await page.mask(path, policy);
      if (reply.status === 'failed') throw new Error(`picture ${String(count)}: ${reply.error.code}`);
      if (count % EVERY !== 0 && count !== pictures) continue;
      await page.collectGarbage();
      const reading = await watch.read();
      readings.set(count, reading);
      console.log(`  after ${String(count)}: ${mb(reading.rendererOwn)}`);
    }
    const [settled, last] = [readings.get(SETTLED_AT), readings.get(pictures)];
    if (settled !== undefined && last !== undefined) {
      console.log(`  last / ${String(SETTLED_AT)}th ${(last.rendererOwn / settled.rendererOwn).toFixed(3)}, ${mb(last.rendererOwn - settled.rendererOwn)} more`);
    }
  });
}

async function inFreshPage(app: string, policy: Policy, use: (page: PhotoPage, watch: MemoryWatch) => Promise<void>): Promise<void> {
  const browser = await launchBrowser({ gc: true });
  const page = await PhotoPage.open(browser, app);
  try {
    await page.warmUp(policy);
    const watch = await MemoryWatch.of(browser);
    if (watch === null) {
      console.log('\nmemory: only Linux tells what a process uses');
      return;
    }
    page.onStage = (stage) => {
      watch.phase = stage;
    };
    await use(page, watch);
  } finally {
    await page.close();
    await browser.close();
  }
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
