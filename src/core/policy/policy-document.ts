import type { Policy } from './policy.ts';
import { POLICY_FORM, type Form } from './policy-form.ts';
import { ownField, type Fields } from './read-form.ts';

/**
 * A policy as a plain document: a copy with the fields of the policy's form and no others, in the order of the form. Nothing that
 * was hung onto a policy gets into a file, a link or a digest.
 */
export function policyDocument(policy: Policy): Fields {
  return inOrder(POLICY_FORM, policy) as Fields;
}

function inOrder(form: Form, value: unknown): unknown {
  if (form.type === 'list') return Array.isArray(value) ? value.map((entry) => inOrder(form.item, entry)) : value;
  if (form.type !== 'section') return value;
  return Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, inOrder(field, ownField(value, name))]));
}
