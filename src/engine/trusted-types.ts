import { removeEgressGlobals } from '../core/sealing/egress-globals.ts';

/** The part of the Trusted Types API that is used here; TypeScript's worker library does not carry it yet. */
interface PolicyRules {
  readonly createScriptURL?: (url: string) => string | null;
  readonly createScript?: (source: string) => string | null;
  readonly createHTML?: (markup: string) => string | null;
}
interface PolicyFactory {
  readonly createPolicy: (name: string, rules: PolicyRules) => unknown;
}

const refuse = (): null => null;
let installed = false;

/**
 * Seals the worker's script side. Call it before the runtime is imported.
 * The inference runtime starts its own threads with plain strings, so the worker needs a `default` policy; this
 * one lets through scripts of this origin without a query, nothing else. The page's policy name is taken by
 * one that refuses everything. Also removes the globals that could reach another machine (defence in depth only).
 */
export function installDefaultPolicy(): void {
  if (installed) return;
  installed = true;
  removeEgressGlobals(globalThis);
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return;
  factory.createPolicy('default', { createScriptURL: ownScriptUrl, createScript: refuse, createHTML: refuse });
  factory.createPolicy('cloakroom', { createScriptURL: refuse, createScript: refuse, createHTML: refuse });
}

/** A query could carry data to the server with the script's request, so a built app allows none. */
function ownScriptUrl(url: string): string | null {
  const parsed = new URL(url, self.location.href);
  const own = parsed.origin === self.location.origin && (import.meta.env.DEV || parsed.search === '');
  return own ? parsed.href : null;
}
