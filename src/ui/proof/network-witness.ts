import { readTiming, REQUESTS_CHANNEL, type RequestReport } from '../../core/sealing/request-timing.ts';
import { createWitness, type NetworkWitness } from './witness-store.ts';

/**
 * The page's witness. It watches the page's own requests from the moment this module loads, and those that the
 * engine worker reports, because a page can't see them itself.
 */
export const networkWitness: NetworkWitness = watchPage();

function watchPage(): NetworkWitness {
  const witness = createWitness({ now: () => performance.timeOrigin + performance.now(), origin: location.origin });
  const observer = new PerformanceObserver((list) => {
    witness.ingest(list.getEntries().map((entry) => readTiming(entry as PerformanceResourceTiming, performance.timeOrigin)));
  });
  observer.observe({ type: 'resource', buffered: true });
  new BroadcastChannel(REQUESTS_CHANNEL).onmessage = (event: MessageEvent<RequestReport>) => {
    for (const url of event.data.blockedUrls) witness.noteBlocked(url);
    witness.ingest(event.data.timings);
  };
  document.addEventListener('securitypolicyviolation', (event) => witness.noteBlocked(event.blockedURI));
  return witness;
}
