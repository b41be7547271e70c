import type { Page } from 'playwright-core';

/** Where a page keeps what its live regions have said. */
const STORE = '__heard';
/** Milliseconds without a change after which a page has nothing more to say to a key. */
const QUIET_MS = 250;

/** Has a page note the text of every live region that changes, in order. Call it before the page is opened. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript((store) => {
    const heard: string[] = [];
    Reflect.set(globalThis, store, { heard, at: performance.now() });
    const LIVE = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]';
    const observer = new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const around = element?.closest(LIVE);
        if (around != null) regions.add(around);
        for (const node of addedNodes) {
          // A region that comes with its text is read where it is an alert; a status is read only when it changes.
          if (node instanceof Element) for (const alert of [node, ...node.querySelectorAll('*')]) if (alert.matches('[role="alert"]')) regions.add(alert);
        }
      }
      Reflect.set(globalThis, store, { heard, at: performance.now() });
      // Behind a modal dialog nothing is read.
      const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
      for (const region of regions) {
        const text = (region.textContent ?? '').replace(/\s+/gu, ' ').trim();
        if (text !== '' && region.isConnected && (modal === undefined || modal.contains(region))) heard.push(text);
      }
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  }, STORE);
}

/** Waits until the page has been at rest for a moment, and returns what its live regions have said since the last call. */
export async function heardSince(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(
    ([store, quiet]) => {
      const { at } = Reflect.get(globalThis, store) as { readonly at: number };
      return performance.now() - at > quiet;
    },
    [STORE, QUIET_MS] as const,
    { polling: 50 },
  );
  return page.evaluate((store) => (Reflect.get(globalThis, store) as { readonly heard: string[] }).heard.splice(0), STORE);
}
