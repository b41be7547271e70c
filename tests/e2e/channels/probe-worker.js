import { OWN_SERVER_WORKER_CHANNELS, WORKER_CHANNELS } from './worker-channels.js';

const anything = { createScriptURL: (url) => url, createHTML: (markup) => markup, createScript: (source) => source };
self.trustedTypes?.createPolicy('default', anything);

self.onmessage = async (event) => {
  self.postMessage('tried');
  try {
    await { ...WORKER_CHANNELS, ...OWN_SERVER_WORKER_CHANNELS }[event.data.channel](event.data.sink);
  } catch (error) {
    self.postMessage(`refused: ${error.name}`);
  }
};
