/**
 * The part of a browser's resource timing entry that tells where an answer came from.
 * Plain data, so that a worker can send its own entries to the page.
 */
export interface RequestTiming {
  /** Absolute URL that was asked for. */
  readonly url: string;
  /** What asked for it: `fetch`, `script`, `img`, `link`, … as the browser names it. */
  readonly kind: string;
  /** Start in milliseconds since the epoch, comparable between page and workers. */
  readonly startedAtMs: number;
  /** Above 0 when a service worker got the request; 0 when none did or the browser does not say. */
  readonly workerStart: number;
  /** Bytes over the wire, headers included; 0 for a local cache, and for answers the browser keeps secret. */
  readonly transferSize: number;
  /** Bytes of the decoded body; 0 for a failed request. */
  readonly decodedBodySize: number;
  /** `cache` when the browser's own cache answered, empty otherwise or where the browser does not say. */
  readonly deliveryType: string;
}

/** What a worker tells the page about its own requests. */
export interface RequestReport {
  readonly timings: readonly RequestTiming[];
  /** URLs whose request the browser's policy stopped. */
  readonly blockedUrls: readonly string[];
}

/**
 * Name of the BroadcastChannel on which workers send {@link RequestReport} to the page's witness.
 * Workers of other tabs of this app are heard too: the witness counts too much rather than too little.
 */
export const REQUESTS_CHANNEL = 'cloakroom-requests';

/** Where a request was answered. `local` never left the tab's memory (blob: and data: URLs). */
export type RequestOrigin = 'network' | 'cache' | 'local';

/**
 * Tells a request that went to the network from one that was answered on this device.
 * In doubt it says `network`: a failed request has no sizes and counts as an attempt.
 * A request that the service worker got counts as `cache`, because that worker answers from its cache only
 * and has no way to ask the network.
 */
export function requestOrigin(timing: RequestTiming): RequestOrigin {
  if (timing.url.startsWith('blob:') || timing.url.startsWith('data:')) return 'local';
  if (timing.workerStart > 0 || timing.deliveryType === 'cache') return 'cache';
  if (timing.transferSize === 0 && timing.decodedBodySize > 0) return 'cache';
  return 'network';
}

/** A resource timing entry as the Performance API of a page or worker hands it out. */
export interface ResourceTimingEntry {
  readonly name: string;
  readonly startTime: number;
  readonly initiatorType: string;
  readonly workerStart?: number;
  readonly transferSize?: number;
  readonly decodedBodySize?: number;
  readonly deliveryType?: string;
}

/**
 * Copies what counts out of a browser's entry.
 * @param entry - from `performance.getEntriesByType('resource')` or a PerformanceObserver
 * @param timeOriginMs - `performance.timeOrigin` of the scope that made the entry
 */
export function readTiming(entry: ResourceTimingEntry, timeOriginMs: number): RequestTiming {
  return {
    url: entry.name,
    kind: entry.initiatorType,
    startedAtMs: timeOriginMs + entry.startTime,
    workerStart: entry.workerStart ?? 0,
    transferSize: entry.transferSize ?? 0,
    decodedBodySize: entry.decodedBodySize ?? 0,
    deliveryType: entry.deliveryType ?? '',
  };
}
