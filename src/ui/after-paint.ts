/** Milliseconds after which a browser that tells of no paint is taken to have painted. */
const LONGEST_MS = 1_000;

/**
 * Waits until the browser has painted the first contents of the page, so that nothing else competes with what a person sees first. A
 * frame's callback comes before its paint, and what it starts would go before it. A page that nobody looks at never paints: it doesn't wait.
 */
export function afterFirstPaint(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const isTold = 'PerformanceObserver' in globalThis && PerformanceObserver.supportedEntryTypes.includes('paint');
    if (!isTold) {
      requestAnimationFrame(() => setTimeout(resolve));
      setTimeout(resolve, LONGEST_MS);
      return;
    }
    const observer = new PerformanceObserver((list) => {
      if (!list.getEntries().some(({ name }) => name === 'first-contentful-paint')) return;
      done();
    });
    // The page may be hidden while it waits.
    const timer = setTimeout(() => {
      done();
    }, LONGEST_MS);
    const done = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    observer.observe({ type: 'paint', buffered: true });
  });
}
