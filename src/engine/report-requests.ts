import { readTiming, REQUESTS_CHANNEL, type RequestReport } from '../core/sealing/request-timing.ts';

/**
 * Tells the page's network witness about every request of this worker, as a page can't see them itself.
 * Runs for as long as the worker lives. Call it once, before the first request.
 */
export function reportRequests(): void {
  const channel = new BroadcastChannel(REQUESTS_CHANNEL);
  const send = (report: RequestReport): void => channel.postMessage(report);
  self.addEventListener('securitypolicyviolation', (event) => {
    send({ timings: [], blockedUrls: [(event as SecurityPolicyViolationEvent).blockedURI] });
  });
  const observer = new PerformanceObserver((list) => {
    const entries = list.getEntries() as PerformanceResourceTiming[];
    send({ timings: entries.map((entry) => readTiming(entry, performance.timeOrigin)), blockedUrls: [] });
  });
  observer.observe({ type: 'resource', buffered: true });
}
