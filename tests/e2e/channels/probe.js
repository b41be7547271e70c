/**
 * Runs one channel: `probe.html?scope=page&channel=image&port=1234`. Before that it takes the policy names with
 * permissive rules, as the strongest attacker would, so that Trusted Types hide nothing from the test.
 */
import { OWN_SERVER_CHANNELS, PAGE_CHANNELS } from './page-channels.js';

const anything = { createScriptURL: (url) => url, createHTML: (markup) => markup, createScript: (source) => source };
self.trustedTypes?.createPolicy('default', anything);

const asked = new URL(location.href).searchParams;
const channel = asked.get('channel');
const port = Number(asked.get('port'));
const host = asked.get('host') ?? '127.0.0.1';
const name = /^[\d.]+$/.test(host) ? `sink-${port}.example` : host;
const sink = { host, name, port, url: `http://${host}:${port}` };

document.documentElement.dataset.outcome = 'tried';
try {
  if (asked.get('scope') === 'worker') {
    const worker = new Worker('/channels/probe-worker.js', { type: 'module' });
    worker.onmessage = (event) => (document.documentElement.dataset.outcome = event.data);
    worker.postMessage({ channel, sink });
  } else {
    await { ...PAGE_CHANNELS, ...OWN_SERVER_CHANNELS }[channel](sink);
  }
} catch (error) {
  document.documentElement.dataset.outcome = `refused: ${error.name}`;
}
