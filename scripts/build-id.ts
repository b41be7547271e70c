import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What decides how a build comes out, and with which headers it is served. The lock file names every package, the models' manifest every model by its hash. */
const SOURCES = [
  'index.html', 'runner.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'models/manifest.json', 'src', 'public',
  'scripts/build-models.ts', 'scripts/models', 'scripts/build-samples.ts', 'scripts/samples', 'scripts/build-notices.ts', 'scripts/build-policy-schema.ts',
  'scripts/seal-build.ts', 'scripts/sealed-headers.ts',
];

/** A name as it stands in the scripts of a build. */
export const BUILD_NAME = /cloakroom-\d+\.\d+\.\d+[\w.-]*\+[0-9a-f]{16}/gu;

/** Files in these folders that the build makes itself. */
const MADE = ['public/samples', 'public/notices.txt', 'public/policy.schema.json'];

/**
 * Name of this build, as records, Settings and the about page show it: the package's version, and 16 hex digits of a
 * SHA-256 over everything that the build is made from, so that two builds of one version can be told apart and anyone
 * with the source can make the name again (`npx tsx scripts/build-id.ts`). The hashes of what came out are in the
 * build manifest.
 * @param root - folder of the project
 */
export function buildId(root: string = ROOT): string {
  const untrusted: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `cloakroom-${(untrusted as { version: string }).version}+${hashSources(root).slice(0, 16)}`;
}

/** @returns SHA-256 over path and content of every source, in the order of their paths; the same on every system */
function hashSources(root: string): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesOf(root, source)).sort((a, b) => (a < b ? -1 : 1))) {
    if (MADE.some((made) => path === made || path.startsWith(`${made}/`))) continue;
    hash.update(`${path}\n${createHash('sha256').update(contentOf(join(root, path))).digest('hex')}\n`);
  }
  return hash.digest('hex');
}

function filesOf(root: string, source: string): readonly string[] {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** @returns a file's bytes; line ends of a text as on every system but one, whatever a checkout made of them */
function contentOf(path: string): Uint8Array | string {
  const bytes = readFileSync(path);
  return bytes.includes(0) ? bytes : bytes.toString('utf8').replaceAll('\r\n', '\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(buildId());
