import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';

/** Milliseconds that a browser may take to start. */
const START_MS = 30_000;

/** Without it some builds of Chromium ask for models that guess what a person wants ten seconds after their start, and end in it where there is no network. */
const NO_GUESSING = '--disable-features=OptimizationGuideModelDownloading,OptimizationHints,OptimizationHintsFetching';

/** A browser with a profile on the disk that can be killed at any moment, as by a power cut of the program, and started again. */
export class KillableBrowser {
  /** Folder of the profile. */
  readonly profile = mkdtempSync(join(tmpdir(), 'killable-'));
  #child: ChildProcess | null = null;

  /** Starts the browser. @returns its only page, empty */
  async start(): Promise<Page> {
    const program = findChromium() ?? chromium.executablePath();
    const child = spawn(program, [...CHROMIUM_FLAGS, '--headless=new', '--remote-debugging-port=0', '--no-default-browser-check', NO_GUESSING, `--user-data-dir=${this.profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    const browser = await chromium.connectOverCDP(await addressOf(child));
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    return context.pages()[0] ?? (await newPage(context));
  }

  /** Ends the browser without a chance to write anything more. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    // The next one would take the dead one's lock for a living browser's.
    for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(join(this.profile, name), { force: true });
  }

  /** Kills the browser and deletes the profile. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /**
   * Where the profile holds one of some byte sequences.
   * @returns `path: name` for each hit
   */
  find(wanted: Readonly<Record<string, Uint8Array>>): string[] {
    return filesBelow(this.profile).flatMap((path) => {
      const bytes = ifThere(() => readFileSync(path), Buffer.alloc(0));
      return Object.entries(wanted).flatMap(([name, needle]) => (bytes.includes(Buffer.from(needle)) ? [`${path.slice(this.profile.length)}: ${name}`] : []));
    });
  }
}

async function newPage(context: BrowserContext): Promise<Page> {
  return context.newPage();
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The browser does not start.')), START_MS);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/u.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** Processes that outlive the killed one for a moment tidy up behind it: what they delete is not on the disk. */
function ifThere<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  return ifThere(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && ifThere(() => statSync(path).size, 0) > 0 ? [path] : [];
  });
}

/** Byte sequences that would give a picture or its name away: the name in both encodings that browsers use, and three cuts of its content. */
export function tracesOf(name: string, content: Uint8Array): Record<string, Uint8Array> {
  const cut = (share: number): Uint8Array => content.slice(Math.floor(content.length * share), Math.floor(content.length * share) + 24);
  return {
    'name in UTF-8': Buffer.from(name, 'utf8'),
    'name in UTF-16': Buffer.from(name, 'utf16le'),
    'content, first quarter': cut(0.25),
    'content, middle': cut(0.5),
    'content, last quarter': cut(0.75),
  };
}
