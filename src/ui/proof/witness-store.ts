import { requestOrigin } from '../../core/sealing/request-timing.ts';
import type { RequestTiming } from '../../core/sealing/request-timing.ts';

/** One request that the witness saw. */
export interface WitnessedRequest {
  /** Path without query for this origin; the origin alone for any other. */
  readonly path: string;
  /** True when it was answered on this device: by the service worker or by the browser's own cache. */
  readonly fromCache: boolean;
  /** What asked for it, as the browser names it: `fetch`, `script`, `img`, … */
  readonly kind: string;
}

/** What the witness knows. A new object whenever something changes, so it suits useSyncExternalStore. */
export interface WitnessSnapshot {
  /** Requests that went to the network since {@link openedAt}; 0 while nothing was opened. */
  readonly sinceOpened: number;
  /** Requests answered on this device since the page loaded. */
  readonly fromCache: number;
  /** Attempts that the browser's policy stopped since the page loaded. */
  readonly blocked: number;
  /** When files were opened, in milliseconds since the epoch. */
  readonly openedAt: number | null;
  /** Latest requests, oldest first, at most {@link MAX_LISTED}. */
  readonly requests: readonly WitnessedRequest[];
}

/** Requests kept in the list; the counts go on beyond it. */
export const MAX_LISTED = 200;

/** What the witness takes from its surroundings, so that it can be tested without a browser. */
export interface WitnessSurroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Origin of the page; requests to it are listed by path. */
  readonly origin: string;
}

/** A tiny external store that counts requests. It can only see what the browser tells a page; it proves nothing by itself. */
export interface NetworkWitness {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => WitnessSnapshot;
  /** Marks the moment files are opened: network requests count from here. */
  readonly markOpened: () => void;
  /** Adds requests that another scope saw, such as the engine worker's own entries. */
  readonly ingest: (timings: readonly RequestTiming[]) => void;
  /**
   * Adds one attempt that the browser's policy stopped. Some browsers list it as a request too, a little later;
   * with its URL known here, it is not counted as sent.
   */
  readonly noteBlocked: (url: string) => void;
}

/** Makes a witness that sees nothing yet. The page's own one is in network-witness.ts. */
export function createWitness(surroundings: WitnessSurroundings): NetworkWitness {
  let snapshot: WitnessSnapshot = { sinceOpened: 0, fromCache: 0, blocked: 0, openedAt: null, requests: [] };
  const blockedUrls = new Set<string>();
  const listeners = new Set<() => void>();
  const publish = (next: WitnessSnapshot): void => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    markOpened: () => publish({ ...snapshot, openedAt: surroundings.now(), sinceOpened: 0 }),
    noteBlocked: (url) => {
      blockedUrls.add(url);
      publish({ ...snapshot, blocked: snapshot.blocked + 1 });
    },
    ingest: (timings) => {
      const stopped = (timing: RequestTiming): boolean => timing.transferSize === 0 && blockedUrls.has(timing.url);
      const seen = timings.filter((timing) => requestOrigin(timing) !== 'local' && !stopped(timing));
      if (seen.length === 0) return;
      const { openedAt } = snapshot;
      const network = seen.filter((timing) => requestOrigin(timing) === 'network');
      const counted = network.filter((timing) => openedAt !== null && timing.startedAtMs >= openedAt);
      publish({
        ...snapshot,
        sinceOpened: snapshot.sinceOpened + counted.length,
        fromCache: snapshot.fromCache + seen.length - network.length,
        requests: [...snapshot.requests, ...seen.map((timing) => listed(timing, surroundings.origin))].slice(-MAX_LISTED),
      });
    },
  };
}

/** A query or another origin's path may carry content, and the witness must not repeat content. */
function listed(timing: RequestTiming, origin: string): WitnessedRequest {
  const { url, kind } = timing;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const path = parsed === null ? '?' : parsed.origin === origin ? parsed.pathname : parsed.origin;
  return { path, fromCache: requestOrigin(timing) === 'cache', kind };
}
