import { canonicalJson } from './canonical-json.ts';
import { readPolicy, type PolicyReading } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import { policyDocument } from './policy-document.ts';

/** Most characters of a policy file: the longest policy has some 20,000, with room for generous white space. */
export const MAX_POLICY_CHARACTERS = 262_144;

/** Name under which a policy is saved. */
export const POLICY_FILE_NAME = 'cloakroom-policy.json';

/**
 * A policy as a file: JSON with its fields in the order of the type, indented by two spaces, with a line break at the end. The same
 * policy always gives the same text.
 */
export function serialisePolicy(policy: Policy): string {
  return `${JSON.stringify(policyDocument(policy), null, 2)}\n`;
}

/**
 * Reads a policy file.
 * @param untrusted - its text; a byte order mark is skipped
 */
export function readPolicyText(untrusted: string): PolicyReading {
  if (untrusted.length > MAX_POLICY_CHARACTERS) return { status: 'refused', problems: [{ path: '', problem: 'too-large', allowed: { type: 'count', most: MAX_POLICY_CHARACTERS } }] };
  let document: unknown;
  try {
    document = JSON.parse(untrusted.replace(/^\ufeff/u, ''));
  } catch {
    return { status: 'refused', problems: [{ path: '', problem: 'not-a-policy' }] };
  }
  return readPolicy(document);
}

/**
 * What {@link policyDigest} is made of: canonical JSON (RFC 8785) of all fields, so that it does not depend on their order.
 */
export function canonicalPolicy(policy: Policy): string {
  return canonicalJson(policyDocument(policy));
}

/**
 * Name of a policy's contents: two policies have the same one when all their fields are equal.
 * @param policy - any
 * @param digest - of a text's UTF-8 bytes, such as SHA-256 as lower-case hex
 */
export async function policyDigest(policy: Policy, digest: (text: string) => Promise<string>): Promise<string> {
  return digest(canonicalPolicy(policy));
}
