import { createStore } from 'zustand/vanilla';
import { readPolicy } from '../../core/policy/parse-policy.ts';
import { policyDocument } from '../../core/policy/policy-document.ts';
import type { Policy } from '../../core/policy/policy.ts';

const STORAGE_KEY = 'cloakroom.policies';
/** Most policies that are kept. */
const MAX_SAVED = 20;

/** Policies that a person keeps in this browser, by name, and the one that every visit starts with. */
export interface SavedPolicies {
  readonly policies: readonly Policy[];
  /** Name of the one to start with; `null` for Cloakroom's own. */
  readonly first: string | null;
}

/** What is kept. A policy holds rules, never a fact about a file. */
export const savedPolicies = createStore<SavedPolicies>(() => ({ policies: [], first: null }));

/** Reads what an earlier visit kept; a policy that is not valid is left out. */
export function openSavedPolicies(): void {
  try {
    savedPolicies.setState(parseSaved(localStorage.getItem(STORAGE_KEY)));
    savedPolicies.subscribe((next) => localStorage.setItem(STORAGE_KEY, JSON.stringify({ policies: next.policies.map(policyDocument), first: next.first })));
  } catch {
    // Storage can be switched off in the browser; then nothing is kept.
  }
}

/** Keeps what is valid of a stored text. */
export function parseSaved(untrusted: string | null): SavedPolicies {
  const none: SavedPolicies = { policies: [], first: null };
  if (untrusted === null) return none;
  let parsed: unknown;
  try {
    parsed = JSON.parse(untrusted);
  } catch {
    return none;
  }
  if (typeof parsed !== 'object' || parsed === null) return none;
  const { policies, first } = parsed as Record<string, unknown>;
  const valid = (Array.isArray(policies) ? policies.slice(0, MAX_SAVED) : []).flatMap((document) => {
    const reading = readPolicy(document);
    return reading.status === 'ok' ? [reading.policy] : [];
  });
  return { policies: valid, first: typeof first === 'string' && valid.some(({ name }) => name === first) ? first : null };
}

/** Keeps a policy under its name, in place of one with the same name. */
export function keepPolicy(policy: Policy): void {
  savedPolicies.setState(({ policies, first }) => ({ policies: [...policies.filter(({ name }) => name !== policy.name), policy].slice(-MAX_SAVED), first }));
}

/** Forgets a policy. */
export function forgetPolicy(name: string): void {
  savedPolicies.setState(({ policies, first }) => ({ policies: policies.filter((policy) => policy.name !== name), first: first === name ? null : first }));
}

/** The policy that a visit starts with, or `null` for Cloakroom's own. */
export function firstPolicy(): Policy | null {
  const { policies, first } = savedPolicies.getState();
  return policies.find(({ name }) => name === first) ?? null;
}
