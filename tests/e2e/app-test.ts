import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

const TAG = '@offline-copy';

/** Details of a test that has the service worker. */
export const OFFLINE_COPY = { tag: TAG } as const;

/**
 * Tests of what the app does once it is there. The engine waits until the service worker has fetched, checked and stored the whole
 * app, which would take a good part of each test; so here the browser has none, as in some private windows, but in a test
 * with {@link OFFLINE_COPY}. What is about the offline copy, or closes ways out, is tested with Playwright's own `test`.
 */
export const test = base.extend({
  context: async ({ context }, use, { tags }) => {
    if (!tags.includes(TAG)) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    await use(context);
  },
});
