/**
 * Where the attempts go. `.invalid` is reserved and belongs to nobody, so that even in a browser that stops nothing the test byte
 * arrives nowhere. @see RFC 2606, section 2
 */
const NOWHERE = 'https://cloakroom-attempt.invalid/byte';

/** Ways out that a person can try. */
export const CHANNELS = ['fetch', 'image', 'beacon', 'worker', 'socket', 'peer', 'own-server'] as const;
/** A way out. */
export type Channel = (typeof CHANNELS)[number];

/**
 * How an attempt ended. `stopped`: the browser's policy stopped it and said so. `gone`: the page has no such function any more.
 * `here`: the stored copy of the app answered, on this device. `left`: it was not stopped.
 */
export type Attempt = 'stopped' | 'gone' | 'here' | 'left';

/** Milliseconds to wait for the browser's word that its policy stopped something. */
const LONGEST_WAIT_MS = 3000;

/**
 * Tries to send one byte out of this page, and tells what became of it. Nothing of a file takes part.
 * @param channel - the way to try
 */
export async function tryChannel(channel: Channel): Promise<Attempt> {
  switch (channel) {
    case 'fetch':
      return policyStops(() => fetch(NOWHERE, { method: 'POST', body: 'x', mode: 'no-cors' }).catch(() => undefined));
    case 'image':
      return policyStops(() => {
        new Image().src = NOWHERE;
      });
    case 'beacon':
      return policyStops(() => {
        navigator.sendBeacon(NOWHERE, 'x');
      });
    case 'worker':
      return foreignWorker();
    case 'socket':
      return 'WebSocket' in globalThis ? 'left' : 'gone';
    case 'peer':
      return 'RTCPeerConnection' in globalThis ? 'left' : 'gone';
    case 'own-server':
      return askOwnServer();
  }
}

/** Whether the browser reports that its policy stopped what `attempt` does. */
function policyStops(attempt: () => unknown): Promise<Attempt> {
  return new Promise((resolve) => {
    const end = (how: Attempt): void => {
      document.removeEventListener('securitypolicyviolation', hear);
      clearTimeout(timer);
      resolve(how);
    };
    const hear = (event: SecurityPolicyViolationEvent): void => {
      if (event.blockedURI.startsWith(new URL(NOWHERE).origin)) end('stopped');
    };
    document.addEventListener('securitypolicyviolation', hear);
    const timer = setTimeout(() => end('left'), LONGEST_WAIT_MS);
    attempt();
  });
}

/** A worker from a blob would have no headers of its own; the page must not be able to start one. */
function foreignWorker(): Promise<Attempt> {
  const url = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
  return new Promise<Attempt>((resolve) => {
    // Browsers with Trusted Types throw; others refuse the script a little later.
    try {
      const worker = new Worker(url);
      worker.onerror = () => resolve('stopped');
      worker.onmessage = () => {
        worker.terminate();
        resolve('left');
      };
    } catch {
      resolve('stopped');
    }
  }).finally(() => URL.revokeObjectURL(url));
}

/** A path that no build has: the service worker answers it itself, with the headers of the seal. */
async function askOwnServer(): Promise<Attempt> {
  if (navigator.serviceWorker.controller === null) return 'left';
  const response = await fetch(new URL('attempt', document.baseURI), { method: 'POST', body: 'x' });
  return response.status === 405 ? 'here' : 'left';
}
