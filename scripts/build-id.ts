import { readFileSync } from 'node:fs';

/** Name of this build: the package's version. The content hashes of every asset are in the build manifest. */
export function buildId(): string {
  const untrusted: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return `cloakroom-${(untrusted as { version: string }).version}`;
}
