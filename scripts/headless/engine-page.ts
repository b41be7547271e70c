import { chromium, type Browser, type Page } from 'playwright-core';
import { AnonymizerError, toWireError } from '../../src/core/errors.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import type { EngineInfo } from '../../src/protocol/engine-api.ts';
import type { RunnerPage, RunnerProgress, RunnerReply, RunnerRequest } from '../../src/protocol/runner-page.ts';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';
import { serveFolder } from './static-server.ts';

/** No name is looked up: the app comes from this machine's own address, and nothing else is asked for. */
const NO_NAMES = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';

/** Milliseconds without any progress after which a file is given up. */
const SILENT_MS = 300_000;
/** Bytes of an output that are read at once. */
const PART_BYTES = 12 * 2 ** 20;

interface PageWindow {
  readonly cloakroomRunner: RunnerPage;
  cloakroomProgress?: (progress: RunnerProgress) => void;
}

/** The built app's engine in a headless browser, its network closed before the first file is opened. */
export class EnginePage {
  readonly #folder: string;
  readonly #signal: AbortSignal | undefined;
  #browser: Browser | null = null;
  #page: Page | null = null;
  #onProgress: (progress: RunnerProgress) => void = () => undefined;

  /**
   * @param folder - the built app
   * @param signal - ends the browser, and whatever runs in it fails; left out, an interrupt ends this process and the browser
   */
  constructor(folder: string, signal?: AbortSignal) {
    this.#folder = folder;
    this.#signal = signal;
    signal?.addEventListener('abort', () => void this.close().catch(() => undefined), { once: true });
  }

  /**
   * Loads the app and its models from a server on this machine, then closes that server and takes the page offline.
   * @param policy - whose kinds the models are loaded for; a later file can't ask for more
   * @throws Error with a plain sentence when there is no browser, or the engine can't start
   */
  async open(policy: unknown = DEFAULT_POLICY): Promise<EngineInfo> {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error('No Chromium or Chrome was found. Set CHROMIUM_PATH, or run npm test once, which installs one.');
    this.#signal?.throwIfAborted();
    const handles = this.#signal === undefined;
    this.#browser ??= await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, NO_NAMES], handleSIGINT: handles, handleSIGTERM: handles, handleSIGHUP: handles });
    const server = await serveFolder(this.#folder);
    try {
      const page = await this.#browser.newPage();
      await page.exposeFunction('cloakroomProgress', (progress: RunnerProgress) => {
        this.#onProgress(progress);
      });
      await page.goto(`${server.origin}/runner.html`);
      const info = await page.evaluate((document) => (window as unknown as PageWindow).cloakroomRunner.warmUp(document), policy);
      if ('code' in info) throw new Error(info.message);
      await page.context().setOffline(true);
      this.#page = page;
      return info;
    } finally {
      await server.close();
    }
  }

  /**
   * Runs one file.
   * @param path - absolute
   * @param request - what to do with it
   * @param onProgress - told of stages
   * @returns the page's reply; a page that crashed or never answers is replaced, and the file fails
   */
  async run(path: string, request: Omit<RunnerRequest, 'index'>, onProgress: (progress: RunnerProgress) => void): Promise<RunnerReply> {
    this.#onProgress = onProgress;
    try {
      if (this.#page === null) await this.open(request.policy);
      const page = this.#page;
      if (page === null) throw new Error('the page is open');
      await page.setInputFiles('#files', path);
      const reply = await this.#whileItMoves(
        page.evaluate((whole) => (window as unknown as PageWindow).cloakroomRunner.run(whole), { ...request, index: 0 }),
      );
      // A dead engine can't be started again without the server, so the page starts anew.
      if (reply.status === 'failed' && reply.error.code.startsWith('engine/')) await this.#drop();
      return reply;
    } catch {
      await this.#drop();
      return { status: 'failed', error: toWireError(new AnonymizerError('engine/crashed')) };
    }
  }

  /**
   * Reads the output of the last run, which was asked for in parts.
   * @param sizeBytes - of all of it
   * @throws AnonymizerError `engine/crashed`; the page is replaced then
   */
  async *readOutput(sizeBytes: number): AsyncGenerator<Uint8Array, void> {
    const page = this.#page;
    if (page === null) throw new Error('the page is open');
    for (let offset = 0; offset < sizeBytes; offset += PART_BYTES) {
      let base64: string;
      try {
        base64 = await page.evaluate(([from, length]) => (window as unknown as PageWindow).cloakroomRunner.read(from, length), [offset, PART_BYTES] as const);
      } catch {
        await this.#drop();
        throw new AnonymizerError('engine/crashed');
      }
      yield Buffer.from(base64, 'base64');
    }
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    await this.#browser?.close();
    this.#browser = null;
    this.#page = null;
  }

  /** Waits for a file for as long as the page tells of progress. */
  async #whileItMoves<T>(work: Promise<T>): Promise<T> {
    const tell = this.#onProgress;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      const wait = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          reject(new Error('no answer'));
        }, SILENT_MS);
      };
      this.#onProgress = (progress) => {
        wait();
        tell(progress);
      };
      wait();
    });
    try {
      return await Promise.race([work, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #drop(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    await page?.close().catch(() => undefined);
    if (this.#browser?.isConnected() === false) this.#browser = null;
  }
}
