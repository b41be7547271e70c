/**
 * Runs one call at a time; of the wishes that come meanwhile only the latest follows, so that a drag or a slider does not pile
 * calls up.
 * @param run - answers one wish; must not reject
 * @returns takes a wish
 */
export function latestOnly<T>(run: (wish: T) => Promise<void>): (wish: T) => void {
  let running = false;
  let next: { readonly wish: T } | null = null;
  const work = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      for (let now = next; now !== null; now = next) {
        next = null;
        await run(now.wish);
      }
    } finally {
      running = false;
    }
  };
  return (wish) => {
    next = { wish };
    void work();
  };
}
