/** Milliseconds between two looks. */
const TICK_MS = 1000;
/** Looks in a row at which nothing has moved before a codec counts as stuck: two minutes, many times what one picture takes on a slow machine. */
const STILL_TICKS = 120;
/** Seconds without a sign of a codec after which a trial of it is over. */
export const PATIENCE_S = 20;

/** A decoder or an encoder of the browser has stopped without a word. */
export class StalledError extends Error {
  constructor() {
    super('a codec is stuck');
    this.name = 'StalledError';
  }
}

let moves = 0;

/** Says that a codec of this worker has taken or given something. */
export function noteMove(): void {
  moves += 1;
}

/**
 * Waits for something that codecs do, unless none of this worker moves for long: browsers have some that never answer. A thread that is
 * busy itself looks less often, and such time does not count.
 * @param work - goes on where it is stuck; what becomes of it then is not heard of
 * @param stillTicks - seconds without a move, each counted once the thread had time to look
 * @throws StalledError, or what the work throws
 */
export async function unlessStalled<T>(work: Promise<T>, stillTicks: number = STILL_TICKS): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    let [seen, still] = [moves, 0];
    timer = setInterval(() => {
      still = moves === seen ? still + 1 : 0;
      seen = moves;
      if (still >= stillTicks) reject(new StalledError());
    }, TICK_MS);
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearInterval(timer);
  }
}
