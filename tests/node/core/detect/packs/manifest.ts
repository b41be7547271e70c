import { readFileSync } from 'node:fs';

/** The manifest that ships, as untrusted JSON that a test may change. */
export function yunetJson(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../../../../../models/yunet-n.pack.json', import.meta.url), 'utf8')) as Record<string, unknown>;
}

/** A copy with one field replaced, by its path; `undefined` takes it out. */
export function withField(path: string, value: unknown): Record<string, unknown> {
  const root = yunetJson();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const owner = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, root);
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = value;
  return root;
}
