// Finds a Chromium or Chrome that is installed already. Plain Node: runs before anything is installed.
import { existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** `true` for a superuser; on systems without users such as Windows, `false`. */
export const IS_ROOT = process.getuid?.() === 0;

/**
 * Features that Playwright switches off. Of several such flags the browser heeds the last, so ours has to repeat them.
 * @type {readonly string[]}
 */
const OFF_IN_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/**
 * The list below the address bar is a page of its own in each new window, for which the browser starts a renderer. Nobody types there.
 * @type {readonly string[]}
 */
const ADDRESS_BAR_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * Flags of every Chromium that the project starts. They keep the browser's own traffic away (look-ups of its maker's
 * services at every start), so that what is left on the wire comes from the page, and do without pages of its own.
 * The sandbox stays on, except for the superuser, for whom Chromium has none.
 * @type {readonly string[]}
 */
export const CHROMIUM_FLAGS = Object.freeze([
  '--disable-gpu',
  `--disable-features=${[...OFF_IN_PLAYWRIGHT, ...ADDRESS_BAR_PAGES].join(',')}`,
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--gaia-url=http://127.0.0.1:9',
  '--google-apis-url=http://127.0.0.1:9',
  '--apps-gallery-update-url=http://127.0.0.1:9',
  '--component-updater=url-source=http://127.0.0.1:9',
  '--optimization-guide-service-get-models-url=http://127.0.0.1:9',
  '--autofill-server-url=http://127.0.0.1:9/',
  ...(IS_ROOT ? ['--no-sandbox'] : []),
]);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/**
 * Finds a Chromium: `CHROMIUM_PATH` first, then the path, the usual places of the system, playwright's own folder.
 * @returns {string | null} path of the program, or `null` when there is none
 * @throws {Error} when `CHROMIUM_PATH` names a file that does not exist
 */
export function findChromium() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
    return chosen;
  }
  return [...onPath(), ...usualPlaces(), ...fromPlaywright()].find((file) => existsSync(file)) ?? null;
}

/** @returns {string[]} candidates in the folders of the path, by name first */
function onPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const ending = platform() === 'win32' ? '.exe' : '';
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

/** @returns {string[]} where installers put the browser when they do not put it on the path */
function usualPlaces() {
  if (platform() === 'darwin') {
    const apps = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => apps.map((app) => join(folder, app)));
  }
  if (platform() === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
    const apps = [join('Google', 'Chrome', 'Application', 'chrome.exe'), join('Chromium', 'Application', 'chrome.exe'), join('Microsoft', 'Edge', 'Application', 'msedge.exe')];
    return folders.flatMap((folder) => apps.map((app) => join(folder, app)));
  }
  return ['/usr/lib/chromium/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome'];
}

/** @returns {string[]} browsers that `playwright install` has downloaded, newest first */
function fromPlaywright() {
  const folder = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? playwrightFolder();
  if (!existsSync(folder)) return [];
  const programs = [
    join('chrome-linux', 'chrome'),
    join('chrome-linux64', 'chrome'),
    join('chrome-win', 'chrome.exe'),
    join('chrome-win64', 'chrome.exe'),
    join('chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'),
    join('chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'),
    join('chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'),
  ];
  const versions = readdirSync(folder).filter((name) => /^chromium-\d+$/u.test(name));
  versions.sort((a, b) => Number(b.slice('chromium-'.length)) - Number(a.slice('chromium-'.length)));
  return versions.flatMap((version) => programs.map((program) => join(folder, version, program)));
}

/** @returns {string} where playwright keeps its browsers unless told otherwise */
function playwrightFolder() {
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  if (platform() === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright');
  return join(homedir(), '.cache', 'ms-playwright');
}
