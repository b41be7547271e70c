import type { Attempt, Channel } from '../../proof/try-channels.ts';
import { count } from './terms.ts';

/** The proof page. */
export const proofWords = {
  proof: {
    title: 'How do I know nothing leaves?',
    witness: 'What this page asked the network for',
    witnessSince: (n: number, blocked: number): string =>
      `${count(n, 'request', 'requests')} since you opened files. ${count(blocked, 'attempt', 'attempts')} stopped by the browser.`,
    witnessBefore: 'No files are open yet, so nothing is counted. The requests below fetched the app itself.',
    path: 'Address',
    kind: 'Asked by',
    answered: 'Answered by',
    device: 'this device',
    network: 'network',
    noRequests: 'No requests were seen.',
    tryTitle: 'Try to send something',
    tryLead: 'Each button tries to get one byte out of this page, to an address that belongs to nobody. Watch the count of stopped attempts above.',
    try: 'Try it',
    tryOne: (channel: string): string => `Try it: ${channel}`,
    channels: {
      fetch: 'Ask another server (fetch)',
      image: 'Load a picture from another server',
      beacon: 'Send a beacon, as analytics do',
      worker: 'Start a script that this build doesn’t bring',
      socket: 'Open a WebSocket',
      peer: 'Connect to another device (WebRTC)',
      'own-server': 'Send something to this app’s own server',
    } satisfies Record<Channel, string>,
    attempts: {
      stopped: 'Stopped by the browser’s policy',
      gone: 'This page has no such function',
      here: 'Refused on this device by the stored copy; the server was not asked',
      left: 'Not stopped. Don’t use this browser or this copy for files that matter.',
    } satisfies Record<Attempt, string>,
    attemptFailed: 'The attempt itself failed, so it shows nothing.',
    enforced: 'What the browser enforces',
    enforcedList: [
      'A Content-Security-Policy on the page, its workers and the service worker: they may load their own parts from this address and nothing else.',
      'A Connection-Allowlist in Chromium browsers: links, forms, redirects, WebRTC and DNS look-ups to other places are stopped as well.',
      'A service worker that answers from the stored, checked copy of the app once it is installed, and doesn’t ask the network.',
      'Detection models whose SHA-256 must match the one in this build. A wrong model is refused, not used.',
    ],
    test: 'Test it yourself',
    testList: [
      'Wait until “Works offline” is shown at the top.',
      'Pull the network cable, or switch on flight mode.',
      'Reload this page, open a photo or a video, and export it. Everything works as before.',
      'Or open the browser’s developer tools, choose Network, and watch while you work.',
    ],
    limits: 'What this can’t promise',
    limitsList: [
      'The list above shows what the browser tells the page. The measured proof is a test that runs the whole journey in a sealed network and counts packets.',
      'Firefox and Safari don’t know Connection-Allowlist. There, the Content-Security-Policy and the app’s own code keep requests in.',
      'A browser extension with access to this page can read what is on it. Use a profile without extensions for sensitive files.',
      'Files that you save may be copied by your own system, such as a cloud-synced downloads folder.',
    ],
  },
};
