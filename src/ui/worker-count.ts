/** What a device has to work with. */
export interface Device {
  /** Logical cores. */
  readonly cores: number;
  /** Gigabytes of memory; browsers that tell say at most 8. */
  readonly memoryGb: number;
}

/** How the cores are shared out. */
export interface WorkerShares {
  /** Workers that search and export side by side. */
  readonly workers: number;
  /** Threads of each while several are at work. */
  readonly threads: number;
  /** Threads of one that works alone. */
  readonly threadsAlone: number;
}

/** More bring little: the browser decodes and encodes for all of them, and the disk and the page want their share too. */
const MOST_WORKERS = 4;
/** More threads hardly make a search of one picture faster: the networks are small. */
const MOST_THREADS = 4;
/** A worker at work on pictures of 24 megapixels, models included. */
const WORKER_GB = 0.7;
/** Share of a device's memory that one page may take before it is the one that the system ends. */
const PAGE_SHARE = 0.5;

/**
 * How many workers a device is good for. Two workers with one thread each get through more files than one with two, because reading,
 * masking and writing a file use one thread however many the models have; with more workers' threads than cores all of
 * them wait for each other and get through less than one. So the threads of all workers together are never more than the cores.
 * @returns one worker on a single core or with little memory; else one for every two cores, at least two and at most four
 */
export function workerCount({ cores, memoryGb }: Device): WorkerShares {
  const usable = Math.max(1, Math.floor(cores));
  const byCores = usable === 1 ? 1 : Math.max(2, Math.floor(usable / 2));
  const byMemory = Math.max(1, Math.floor((memoryGb * PAGE_SHARE) / WORKER_GB));
  const workers = Math.min(byCores, byMemory, MOST_WORKERS);
  return { workers, threads: Math.min(Math.floor(usable / workers), MOST_THREADS), threadsAlone: Math.min(usable, MOST_THREADS) };
}
