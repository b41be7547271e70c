import { removeEgressGlobals } from '../core/sealing/egress-globals.ts';

/** The part of the Trusted Types API that is used here; TypeScript's DOM library does not carry it yet. */
interface ScriptUrlPolicy {
  readonly createScriptURL: (url: string) => string;
}
interface PolicyRules {
  readonly createScriptURL?: (url: string) => string | null;
  readonly createScript?: (source: string) => string | null;
  readonly createHTML?: (markup: string) => string | null;
}
interface PolicyFactory {
  readonly createPolicy: (name: string, rules: PolicyRules) => ScriptUrlPolicy;
}

const refuse = (): null => null;
let scriptUrls: ScriptUrlPolicy | undefined;

/**
 * Seals the page's script side. Call it before anything else runs.
 * Takes both policy names that the Content-Security-Policy knows: `cloakroom` for the page's own workers, and
 * `default` as one that refuses everything, so that no later script can create a permissive one.
 * Also removes the globals that could reach another machine (defence in depth only).
 */
export function sealPage(): void {
  if (scriptUrls === undefined) scriptUrls = createPolicies();
  removeEgressGlobals(globalThis);
}

/**
 * Vouches for the script of a worker or service worker.
 * @param url - URL of a script of this build; same origin, and without a query in a built app
 * @returns the URL for `new Worker()` or `register()`. In browsers with Trusted Types this is a TrustedScriptURL
 *   object; it is typed as a string because TypeScript's DOM library takes only strings there.
 * @throws TypeError when the URL is of another origin or carries a query
 */
export function workerScriptUrl(url: string): string {
  if (!isOwnScript(url)) throw new TypeError('Not a script of this app.');
  scriptUrls ??= createPolicies();
  return scriptUrls.createScriptURL(url);
}

function createPolicies(): ScriptUrlPolicy {
  const own = { createScriptURL: (url: string): string | null => (isOwnScript(url) ? url : null) };
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return { createScriptURL: (url) => url };
  factory.createPolicy('default', { createScriptURL: refuse, createScript: refuse, createHTML: refuse });
  return factory.createPolicy('cloakroom', own);
}

/** A query could carry data to the server with the script's request, so a built app allows none. */
function isOwnScript(url: string): boolean {
  const parsed = new URL(url, document.baseURI);
  return parsed.origin === location.origin && (import.meta.env.DEV || parsed.search === '');
}
