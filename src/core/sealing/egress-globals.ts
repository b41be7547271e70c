/**
 * Constructors and functions that can reach another machine and that Cloakroom never uses. The policy headers
 * close these channels; taking the names away is defence in depth only, because a script that can open an
 * empty frame finds fresh copies in there (measured: such a copy of RTCPeerConnection leaked under a strict
 * Content-Security-Policy without Connection-Allowlist).
 */
export const EGRESS_GLOBALS = [
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'WebTransport',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'SharedWorker',
  'PaymentRequest',
  'fetchLater',
] as const;

/**
 * Deletes the {@link EGRESS_GLOBALS} from a global scope. Call it first thing in the page and in each worker.
 * Defence in depth only: the seal is the response headers and the service worker.
 * @param scope - the global object of the page or worker
 * @returns names that could not be removed, in list order; empty where all are gone
 */
export function removeEgressGlobals(scope: object): readonly string[] {
  for (const name of EGRESS_GLOBALS) Reflect.deleteProperty(scope, name);
  return EGRESS_GLOBALS.filter((name) => name in scope);
}
