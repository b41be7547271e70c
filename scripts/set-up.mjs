// Installs packages and builds the app when that is needed. Plain Node: runs on a fresh clone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findChromium, IS_ROOT } from './find-chromium.mjs';
import { ROOT, runNpm, runProgram, runTool } from './run-program.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const INSTALL_STAMP = join(ROOT, 'node_modules', '.cloakroom-lock');
const BUILD_STAMP = join(ROOT, '.cache', 'built-from');
/** What a finished build holds. */
const BUILT = ['dist/index.html', 'dist/sw.js', 'dist/build-manifest.json'];
/** What the build is made from; what the build steps themselves write is left out. */
const SOURCES = ['src', 'scripts', 'public', 'models', 'index.html', 'runner.html', 'vite.config.ts', 'package.json', 'package-lock.json'];
const GENERATED = [/^public\/samples\//u, /^public\/notices\.txt$/u, /^public\/policy\.schema\.json$/u, /^models\/.*\.onnx$/u];

/**
 * Installs the packages of the lock file, unless they are there.
 * @returns {Promise<boolean>} `false` when npm failed
 */
export async function ensureInstalled() {
  const lock = sha256(readFileSync(LOCK));
  if (existsSync(INSTALL_STAMP) && readFileSync(INSTALL_STAMP, 'utf8').trim() === lock) return true;
  if (!holdsLockedVersions()) {
    console.log('Installing packages …');
    // The native runtime is for comparisons only and would download more while it installs.
    if ((await runNpm(['ci'], { ONNXRUNTIME_NODE_INSTALL: 'skip' })) !== 0) return false;
  }
  writeFileSync(INSTALL_STAMP, `${lock}\n`);
  return true;
}

/**
 * Tells whether somebody installed the packages by hand: npm notes down what it put where.
 * @returns {boolean} `true` when every package that the lock file demands is there in its version
 */
function holdsLockedVersions() {
  const noted = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = packagesOf(LOCK);
  const found = packagesOf(noted);
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional === true || found[path]?.version === entry.version);
}

/**
 * @param {string} file - a lock file
 * @returns {Record<string, { version?: string, optional?: boolean }>} packages by folder
 */
function packagesOf(file) {
  const untrusted = JSON.parse(readFileSync(file, 'utf8'));
  return untrusted.packages ?? {};
}

/**
 * Builds what the app is made from: models, samples, notices and the policy's schema. Quick when they are there.
 * @returns {Promise<boolean>} `false` when a step failed
 */
export async function buildMaterial() {
  for (const script of ['build-models.ts', 'build-samples.ts', 'build-notices.ts', 'build-policy-schema.ts']) {
    if ((await runTool('tsx', [join('scripts', script)])) !== 0) return false;
  }
  return true;
}

/**
 * Builds and seals the app into `dist/`, unless `dist/` was built from the same sources.
 * @param {{ always?: boolean }} [options] - `always` builds again in any case
 * @returns {Promise<boolean>} `false` when a step failed
 */
export async function ensureBuilt({ always = false } = {}) {
  if (!(await buildMaterial())) return false;
  const sources = hashSources();
  const built = existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8').trim() === sources;
  if (!always && built && BUILT.every((file) => existsSync(join(ROOT, file)))) return true;
  console.log('Building the app …');
  if ((await runTool('vite', ['build'])) !== 0) return false;
  if ((await runTool('tsx', [join('scripts', 'seal-build.ts')])) !== 0) return false;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(BUILD_STAMP, `${sources}\n`);
  return true;
}

/** @returns {string} SHA-256 over paths and contents of everything that the build is made from */
function hashSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesBelow).sort()) {
    if (GENERATED.some((pattern) => pattern.test(path))) continue;
    hash.update(`${path}\0${sha256(readFileSync(join(ROOT, path)))}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path - a file or a folder of the project
 * @returns {string[]} the file, or all files below the folder, with forward slashes
 */
function filesBelow(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (/\.\w+$/u.test(path)) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/**
 * Finds a Chromium or installs one, and names it in `CHROMIUM_PATH` for everything that is started from here.
 * @returns {Promise<string | null>} its path, or `null` when none could be installed
 */
export async function ensureChromium() {
  let path = findChromium();
  if (path === null) {
    console.log('No Chromium was found. Installing one …');
    await runTool('playwright', ['install', 'chromium']);
    path = findChromium();
  }
  if (path === null && IS_ROOT && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runProgram('apt-get', ['update'], { env });
    await runProgram('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    path = findChromium();
  }
  if (path !== null) process.env['CHROMIUM_PATH'] = path;
  return path;
}

/**
 * @param {Uint8Array} bytes - anything
 * @returns {string} lower-case hex
 */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
