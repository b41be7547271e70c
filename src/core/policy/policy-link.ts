import { fromBase64Url, toBase64Url } from './base64url.ts';
import { canonicalJson } from './canonical-json.ts';
import { policyDefaults, readPolicy, type PolicyReading } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import { policyDocument } from './policy-document.ts';
import { POLICY_FORM, type Form } from './policy-form.ts';
import { readPolicyText } from './policy-file.ts';
import { isSection, ownField } from './read-form.ts';

/** What the fragment of a policy link begins with. Fragments stay in the browser: no server is sent one. */
const PREFIX = '#policy=';

/** Most characters of a policy link's fragment. */
export const MAX_LINK_CHARACTERS = 8192;

/**
 * A policy as the fragment of a link: only what differs from the defaults, so that links stay short. It holds fields of the
 * policy and nothing else.
 * @param policy - a valid one
 * @returns `#policy=` and base64url of JSON; `null` where that would be longer than {@link MAX_LINK_CHARACTERS}: share the file instead
 */
export function policyLink(policy: Policy): string | null {
  const { thorough } = policy.detection;
  const fields = difference(POLICY_FORM, policyDocument(policy), policyDefaults(thorough));
  const fragment = PREFIX + toBase64Url(JSON.stringify({ version: policy.version, ...(fields as object | undefined) }));
  return fragment.length > MAX_LINK_CHARACTERS ? null : fragment;
}

/**
 * Reads the fragment of a link.
 * @param untrusted - `location.hash`, with its `#`
 * @returns `null` where it is no policy link; otherwise what became of the policy in it, as for a file
 */
export function policyFromLink(untrusted: string): PolicyReading | null {
  if (!untrusted.startsWith(PREFIX)) return null;
  if (untrusted.length > MAX_LINK_CHARACTERS) return { status: 'refused', problems: [{ path: '', problem: 'too-large', allowed: { type: 'count', most: MAX_LINK_CHARACTERS } }] };
  const text = fromBase64Url(untrusted.slice(PREFIX.length));
  return text === null ? readPolicy(null) : readPolicyText(text);
}

/** The fields that differ; `undefined` where none does. Lists and sections without defaults are taken whole. */
function difference(form: Form, value: unknown, defaults: unknown): unknown {
  if (form.type !== 'section' || form.whole) return canonicalJson(value) === canonicalJson(defaults) ? undefined : value;
  if (!isSection(value)) return undefined;
  const fields = Object.entries(form.fields).flatMap(([name, field]): [string, unknown][] => {
    const different = difference(field, ownField(value, name), ownField(defaults, name));
    return different === undefined ? [] : [[name, different]];
  });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
