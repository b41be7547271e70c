import { answer } from './answer.ts';
import { dropOtherBuilds, installBuild } from './install.ts';
import { route } from './route.ts';
import type { SealedBuild } from './sealed-build.ts';
import { receiveShare, SharedFiles } from './share-target.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by scripts/seal-build.ts. */
declare const __SEALED_BUILD__: SealedBuild;

const build = __SEALED_BUILD__;
const base = new URL('./', self.location.href).href;

/** Requests answered per client since this service worker started; it forgets when the browser stops it. */
const answered = new Map<string, number>();
const shared = new SharedFiles();

self.addEventListener('install', (event) => {
  event.waitUntil(installBuild(base, build));
});

self.addEventListener('activate', (event) => {
  // Claiming makes the very first visit run from the checked copy too, without a reload.
  event.waitUntil(dropOtherBuilds(build).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const client = event.clientId === '' ? event.resultingClientId : event.clientId;
  answered.set(client, (answered.get(client) ?? 0) + 1);
  const way = route(event.request, base, build);
  if (way.type === 'share') event.respondWith(receiveShare(event.request, base, shared, build, (until) => event.waitUntil(until)));
  else event.respondWith(answer(way, base, build));
});

self.addEventListener('message', (event) => {
  const untrusted: unknown = event.data;
  const field = (name: string): unknown => (typeof untrusted === 'object' && untrusted !== null ? Reflect.get(untrusted, name) : null);
  const type = field('type');
  const port = event.ports[0];
  if (type === 'witness') {
    const client = event.source instanceof Client ? event.source.id : '';
    port?.postMessage({ build: build.build, answered: answered.get(client) ?? 0, answeredToAll: total(answered) });
  }
  if (type === 'take-shared') port?.postMessage({ files: shared.take(field('token')) });
  if (type === 'claim') event.waitUntil(self.clients.claim());
  if (type === 'activate-update') event.waitUntil(activateIfAlone(port));
});

/** A new build takes over only when the page asks, and only when no other tab is at work on the old one. */
async function activateIfAlone(port: MessagePort | undefined): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const accepted = windows.length <= 1;
  port?.postMessage({ accepted });
  if (accepted) await self.skipWaiting();
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
