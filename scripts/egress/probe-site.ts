import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { sealBuild } from '../seal-build.ts';
import { startStaticServer, type StaticServer } from './static-server.ts';

const CHANNELS = join(import.meta.dirname, '../../tests/e2e/channels');

/** How long a probe may take to say that it has tried; generous, so that a busy machine is not taken for a refusal. */
const PROBE_TIMEOUT_MS = 30_000;

/** One try to get a byte out: a channel in a page or in a dedicated worker. */
export interface Attempt {
  readonly scope: 'page' | 'worker';
  readonly channel: string;
  /** Aimed at the app's own server rather than at another host. */
  readonly own: boolean;
}

/** Builds the probe, sealed like the app, so that its service worker is the app's own. */
export async function buildProbeSite(folder: string): Promise<void> {
  cpSync(CHANNELS, join(folder, 'channels'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  renameSync(join(folder, 'channels/probe.html'), join(folder, 'probe.html'));
  renameSync(join(folder, 'channels/start.html'), join(folder, 'index.html'));
  await sealBuild(folder);
}

/** Serves the probe, with an open redirect that an attacker would love to have. */
export async function serveProbeSite(folder: string, headers: Readonly<Record<string, string>>): Promise<StaticServer> {
  return startStaticServer({
    root: folder,
    headers,
    special: (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname !== '/redirect') return false;
      response.writeHead(302, { Location: url.searchParams.get('to') ?? '/' }).end();
      return true;
    },
  });
}

/** Every channel there is, page and worker, other hosts first. */
export async function listAttempts(): Promise<readonly Attempt[]> {
  const load = async (file: string): Promise<Record<string, object>> =>
    (await import(pathToFileURL(join(CHANNELS, file)).href)) as Record<string, object>;
  const page = await load('page-channels.js');
  const worker = await load('worker-channels.js');
  const list = (scope: 'page' | 'worker', channels: object | undefined, own: boolean): Attempt[] =>
    Object.keys(channels ?? {}).map((channel) => ({ scope, channel, own }));
  return [
    ...list('page', page['PAGE_CHANNELS'], false),
    ...list('worker', worker['WORKER_CHANNELS'], false),
    ...list('page', page['OWN_SERVER_CHANNELS'], true),
    ...list('worker', worker['OWN_SERVER_WORKER_CHANNELS'], true),
  ];
}

/**
 * Opens the probe and waits until it has tried; a page that navigated away has tried too, and so has one whose
 * process ended (Chromium 156 ends it when an empty frame's own RTCPeerConnection meets a Connection-Allowlist).
 * @returns what became of it: `tried`, `refused: …`, `page left`, `page crashed`, or `not run`
 */
export async function tryChannel(
  page: Page,
  server: StaticServer,
  attempt: Attempt,
  sink: { readonly host: string; readonly port: number },
): Promise<string> {
  const crashed = new Promise<string>((done) => page.once('crash', () => done('page crashed')));
  const query = new URLSearchParams({ scope: attempt.scope, channel: attempt.channel, host: sink.host, port: String(sink.port) });
  const probe = `${server.origin}/probe.html?${query.toString()}`;
  // Pages of earlier channels may hold every connection to the server for a while. A page that was not reached has tried nothing yet, so it
  // is asked for once more.
  const open = (): Promise<unknown> => page.goto(probe, { waitUntil: 'commit', timeout: PROBE_TIMEOUT_MS });
  const reached = await open()
    .catch(open)
    .then(
      () => true,
      () => false,
    );
  if (!reached) return 'not run';
  const told = page
    .waitForFunction(() => document.documentElement.dataset['outcome'], undefined, { timeout: PROBE_TIMEOUT_MS })
    .then((handle) => handle.jsonValue())
    .then(String, () => 'not run');
  const left = page.waitForEvent('framenavigated', {
    timeout: PROBE_TIMEOUT_MS,
    predicate: (frame) => frame === page.mainFrame() && frame.url() !== probe,
  });
  return Promise.race([
    told,
    crashed,
    left.then(
      () => 'page left',
      () => 'not run',
    ),
  ]);
}
