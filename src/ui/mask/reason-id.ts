import type { PolicyReason } from '../../core/policy/policy.ts';

/** Most characters of an id. */
const MAX_LENGTH = 40;

/**
 * An id for a reason that a person typed: its letters and digits in plain Latin, with a number where another reason has it already.
 * @param label - as typed
 * @param reasons - that the policy has already
 */
export function reasonId(label: string, reasons: readonly PolicyReason[]): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim().replaceAll(' ', '-');
  const stem = (plain === '' ? 'reason' : plain).slice(0, MAX_LENGTH - 3).replace(/-$/, '');
  const taken = new Set(reasons.map(({ id }) => id));
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n += 1) {
    const candidate = `${stem}-${String(n)}`;
    if (!taken.has(candidate)) return candidate;
  }
}
