import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as viteBuild } from 'vite';
import { BUILD_NAME } from './build-id.ts';
import { measureFirstLoad, type FirstLoad } from './first-load.ts';
import { headersFile, nginxSample, sealedHeaders } from './sealed-headers.ts';
import type { SealedAsset, SealedBuild } from '../src/sw/sealed-build.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Content types by file ending. A build with any other ending is refused, so that none is ever guessed. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
  '.bin': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

/** Files that sealing itself writes; they are neither listed nor kept offline, except the manifest. */
const WRITTEN_HERE = new Set(['sw.js', 'build-manifest.json', '_headers']);

/** Most gzip bytes of the JavaScript and of the style sheets that the start page loads before anything else. */
const FIRST_LOAD_LIMITS = { scripts: 180 * 1024, styles: 20 * 1024 } as const;

/** What sealing found out. */
export interface SealedResult {
  /** SHA-256 over the manifest's assets. */
  readonly build: string;
  /** Name that the settings show and records carry; none for a folder that is no build of the app. */
  readonly name?: string;
  /** SHA-256 of sw.js. It stands for everything: sw.js carries the hash of each file, of the manifest too. */
  readonly serviceWorkerSha256: string;
  readonly files: number;
  readonly bytes: number;
  readonly firstLoad: FirstLoad;
}

/**
 * Seals a finished build: writes build-manifest.json (path and SHA-256 of every file, and the name that records carry), sw.js (with the same list
 * inside) and _headers into it. Deterministic: the same files give the same bytes. May be run again on a sealed build.
 * @param distDir - folder that `vite build` wrote
 * @throws Error when the folder is no build, holds an unknown kind of file, its scripts come from several builds, or the first load is over its limit
 */
export async function sealBuild(distDir: string): Promise<SealedResult> {
  const dist = resolve(distDir);
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`${distDir} holds no index.html; run the build first.`);
  for (const name of WRITTEN_HERE) rmSync(join(dist, name), { force: true });

  const assets = listFiles(dist).map((path) => readAsset(dist, path));
  const hashes = Object.fromEntries(assets.map(({ path, sha256 }) => [path, sha256]));
  const build = sha256(JSON.stringify(hashes));
  const named = nameOf(dist, assets);
  writeFileSync(join(dist, 'build-manifest.json'), `${JSON.stringify({ build, ...named, assets: hashes }, null, 2)}\n`);
  const kept = [...assets, readAsset(dist, 'build-manifest.json')];
  writeFileSync(join(dist, 'sw.js'), await bundleServiceWorker({ build, assets: kept, headers: sealedHeaders() }));
  writeFileSync(join(dist, '_headers'), headersFile());

  const firstLoad = measureFirstLoad(dist, 'index.html');
  for (const kind of ['scripts', 'styles'] as const) {
    const limit = FIRST_LOAD_LIMITS[kind];
    if (firstLoad[kind] > limit) throw new Error(`First load: ${String(firstLoad[kind])} bytes of ${kind} (gzip), the limit is ${String(limit)}.`);
  }
  const bytes = kept.reduce((sum, { path }) => sum + readFileSync(join(dist, path)).byteLength, 0);
  return { build, ...named, serviceWorkerSha256: sha256(readFileSync(join(dist, 'sw.js'))), files: kept.length, bytes, firstLoad };
}

/** Bundles the service worker into one classic script with the build's list inside. */
export async function bundleServiceWorker(sealed: SealedBuild): Promise<string> {
  const output = await viteBuild({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'error',
    define: { __SEALED_BUILD__: JSON.stringify(sealed) },
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: { input: join(ROOT, 'src/sw/sw.ts'), output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  const chunk = 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('The service worker did not build.');
  return chunk.code;
}

/** Writes the header files for hosts into deploy/, where they are committed. */
export function writeDeployFiles(deployDir: string): void {
  mkdirSync(deployDir, { recursive: true });
  writeFileSync(join(deployDir, '_headers'), headersFile());
  writeFileSync(join(deployDir, 'nginx.conf.sample'), nginxSample());
}

/** The name that the build's own scripts give to it, and write into records; nothing for a folder that is no build of the app. */
function nameOf(dist: string, assets: readonly SealedAsset[]): { readonly name?: string } {
  const scripts = assets.filter(({ path }) => extname(path) === '.js');
  const names = new Set(scripts.flatMap(({ path }) => readFileSync(join(dist, path), 'utf8').match(BUILD_NAME) ?? []));
  if (names.size > 1) throw new Error(`The scripts of this build name it differently: ${[...names].join(', ')}. Build it anew.`);
  const [name] = names;
  return name === undefined ? {} : { name };
}

function readAsset(dist: string, path: string): SealedAsset {
  const contentType = CONTENT_TYPES[extname(path)];
  if (contentType === undefined) throw new Error(`No content type is known for ${path}.`);
  return { path, sha256: sha256(readFileSync(join(dist, path))), contentType };
}

/** Every file below a folder, as sorted paths with forward slashes. */
function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const distDir = process.argv[2] ?? join(ROOT, 'dist');
  const sealed = await sealBuild(distDir);
  if (dirname(resolve(distDir)) === resolve(ROOT)) writeDeployFiles(join(ROOT, 'deploy'));
  console.log(`Sealed ${String(sealed.files)} files, ${kilobytes(sealed.bytes)}. Build ${sealed.name ?? 'without a name'}`);
  console.log(`Its files ${sealed.build}`);
  console.log(`sw.js ${sealed.serviceWorkerSha256}`);
  console.log(`First load (gzip): ${kilobytes(sealed.firstLoad.scripts)} of scripts, ${kilobytes(sealed.firstLoad.styles)} of styles`);
}
