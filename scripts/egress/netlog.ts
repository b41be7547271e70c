import { readFileSync } from 'node:fs';

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: Readonly<Record<string, unknown>> }[];
}

/** Events of Chromium's network log that name a place which something is sent to. */
const TELLING = /^(URL_REQUEST_START_JOB|HOST_RESOLVER_MANAGER_REQUEST|TCP_CONNECT_ATTEMPT|TCP_CONNECT|UDP_CONNECT|UDP_BYTES_SENT|SOCKET_POOL_CONNECTING_N_SOCKETS|TRANSPORT_CONNECT_JOB_CONNECT_ATTEMPT)$/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Chromium points a UDP socket at this address to learn whether IPv6 works; nothing is sent. */
const IPV6_CHECK = '[2001:4860:4860::8888]';

/**
 * Lists the places outside this device that a browser tried to reach, from its own network log.
 * @param file - written by `--log-net-log`
 * @returns distinct hosts or addresses, sorted; browsers' own internal schemes and the loopback are left out
 */
export function outsidePlaces(file: string): readonly string[] {
  const log = parseLog(readFileSync(file, 'utf8'));
  const names = new Map(Object.entries(log.constants.logEventTypes).map(([name, number]) => [number, name]));
  const places = new Set<string>();
  for (const event of log.events) {
    if (!TELLING.test(names.get(event.type) ?? '')) continue;
    for (const key of ['url', 'host', 'address'] as const) {
      const value = event.params?.[key];
      const place = typeof value === 'string' ? hostOf(value) : null;
      if (place !== null && place !== IPV6_CHECK && !LOOPBACK.test(place)) places.add(place);
    }
  }
  return [...places].sort();
}

/** A browser that is ended at once leaves the log without its closing brackets. */
function parseLog(text: string): NetLog {
  try {
    return JSON.parse(text) as NetLog;
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`) as NetLog;
  }
}

function hostOf(value: string): string | null {
  if (/^(https?|wss?):\/\//.test(value)) return new URL(value).hostname;
  // The browser's own pages and schemes, such as chrome://version.
  if (value.includes('://')) return null;
  return value.replace(/:\d+$/, '');
}
