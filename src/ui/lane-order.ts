/** What a lane of the queue can do, most pressing first: a person waits for exports; small pictures can wait for anything. */
export const ERRANDS = ['export', 'search', 'crops'] as const;
/** One of {@link ERRANDS}. */
export type Errand = (typeof ERRANDS)[number];

/** How often something is passed over before it goes first. */
const PATIENCE = 4;

/** Shares lanes out fairly: the most pressing goes first, but nothing is passed over for ever. */
export class LaneOrder {
  readonly #passedOver: Record<Errand, number> = { export: 0, search: 0, crops: 0 };

  /**
   * What a free lane does next.
   * @param waiting - of what there is something to do; the answer is taken as begun
   * @returns `null` where nothing waits
   */
  choose(waiting: ReadonlySet<Errand>): Errand | null {
    const overdue = ERRANDS.find((errand) => waiting.has(errand) && this.#passedOver[errand] >= PATIENCE);
    const next = overdue ?? ERRANDS.find((errand) => waiting.has(errand)) ?? null;
    for (const errand of ERRANDS) this.#passedOver[errand] = waiting.has(errand) && errand !== next ? this.#passedOver[errand] + 1 : 0;
    return next;
  }
}
