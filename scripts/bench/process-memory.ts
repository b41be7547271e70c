import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** Resident memory of a browser's processes in bytes, program files included. */
export interface MemorySample {
  /** Of the largest renderer: the page with its workers. */
  readonly renderer: number;
  /** What of that is the renderer's own or shared with other processes, without program files. */
  readonly rendererOwn: number;
  /** Of the graphics process, which holds canvases and bitmaps where a browser draws with the graphics card. */
  readonly gpu: number;
  /** Of the browser process itself, which keeps files and blobs. */
  readonly browser: number;
}

const NOTHING: MemorySample = { renderer: 0, rendererOwn: 0, gpu: 0, browser: 0 };
/** Milliseconds between two samples. */
const STEP_MS = 50;

/** Watches the memory of a browser's processes. Linux only, whose kernel tells it at no cost. */
export class MemoryWatch {
  readonly #processes: readonly { readonly id: number; readonly type: string }[];
  readonly #peaks = new Map<string, MemorySample>();
  #phase = 'rest';
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;

  private constructor(processes: readonly { readonly id: number; readonly type: string }[]) {
    this.#processes = processes;
  }

  /**
   * Finds the processes.
   * @param browser - with its page open already; stays owned by the caller
   * @returns `null` where the system does not tell
   */
  static async of(browser: Browser): Promise<MemoryWatch | null> {
    if (process.platform !== 'linux') return null;
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return new MemoryWatch(processInfo);
  }

  /** Starts to sample. */
  start(): void {
    this.#peaks.clear();
    this.#timer = setInterval(() => {
      this.#reading ??= this.#note().finally(() => {
        this.#reading = null;
      });
    }, STEP_MS);
  }

  /** Ends sampling. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#reading;
  }

  /** What the samples from now on belong to. */
  set phase(name: string) {
    this.#phase = name;
  }

  /** Highest values of each phase so far, in order. */
  get peaks(): ReadonlyMap<string, MemorySample> {
    return this.#peaks;
  }

  /** Memory at this moment. */
  async read(): Promise<MemorySample> {
    const all = await Promise.all(this.#processes.map(async ({ id, type }) => ({ type, ...(await residentBytes(id)) })));
    const largest = (name: string, what: 'whole' | 'own'): number => Math.max(0, ...all.filter(({ type }) => type === name).map((one) => one[what]));
    return { renderer: largest('renderer', 'whole'), rendererOwn: largest('renderer', 'own'), gpu: largest('GPU', 'whole'), browser: largest('browser', 'whole') };
  }

  async #note(): Promise<void> {
    const phase = this.#phase;
    this.#peaks.set(phase, higher(this.#peaks.get(phase) ?? NOTHING, await this.read()));
  }
}

/** The highest values over all phases. */
export function highest(peaks: ReadonlyMap<string, MemorySample>): MemorySample {
  return [...peaks.values()].reduce(higher, NOTHING);
}

function higher(a: MemorySample, b: MemorySample): MemorySample {
  return {
    renderer: Math.max(a.renderer, b.renderer),
    rendererOwn: Math.max(a.rendererOwn, b.rendererOwn),
    gpu: Math.max(a.gpu, b.gpu),
    browser: Math.max(a.browser, b.browser),
  };
}

/** Zeros for a process that has ended. The kernel's finer figures are left alone: they stop a large process at every reading. */
async function residentBytes(id: number): Promise<{ readonly whole: number; readonly own: number }> {
  const text = await readFile(`/proc/${String(id)}/status`, 'utf8').catch(() => '');
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(text)?.[1] ?? 0) * 1024;
  return { whole: field('VmRSS'), own: field('RssAnon') + field('RssShmem') };
}
