/** Milliseconds that the engine's thread works before it sees to its messages: rare enough to cost nothing, and far below any limit for an answer. */
const EVERY_MS = 1_000;

let last = 0;

/**
 * Lets messages that wait for this thread be answered, if none could be for a while. The runtime keeps the thread from one inference
 * to the next: without this the page can't tell a long search from one that is stuck.
 */
export async function comeRound(): Promise<void> {
  const now = performance.now();
  if (now - last < EVERY_MS) return;
  last = now;
  // A message of its own waits behind those that are there already; a timer would be slowed down on a hidden page.
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((resolve) => {
    port1.onmessage = () => {
      resolve();
    };
    port2.postMessage(null);
  });
  port1.close();
}
