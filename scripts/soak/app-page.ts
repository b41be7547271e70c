import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';

/** The app in a browser of its own, with the few things that a long run does to it. */
export class AppPage {
  readonly browser: Browser;
  readonly page: Page;
  /** Uncaught errors of the page so far. */
  readonly errors: readonly string[];

  private constructor(browser: Browser, page: Page, errors: readonly string[]) {
    this.browser = browser;
    this.page = page;
    this.errors = errors;
  }

  /**
   * Starts a browser with an empty page.
   * @param prepare - is called before anything is loaded
   * @param profile - folder for what the browser keeps, `null` for a private window, whose files are in memory and end at less than 2 GB
   */
  static async start(prepare: (page: Page) => Promise<void> = () => Promise.resolve(), profile: string | null = null): Promise<AppPage> {
    const executablePath = findChromium();
    const how = { ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS, '--enable-precise-memory-info'] };
    const window = { locale: 'en-GB', acceptDownloads: true };
    const context = profile === null ? await (await chromium.launch(how)).newContext(window) : await chromium.launchPersistentContext(profile, { ...how, ...window });
    const browser = context.browser();
    if (browser === null) throw new Error('The browser does not start.');
    const page = context.pages()[0] ?? (await context.newPage());
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('dialog', (dialog) => void dialog.accept());
    await prepare(page);
    return new AppPage(browser, page, errors);
  }

  /** Opens the app. @param shell - state of the offline copy that is waited for */
  async open(origin: string, shell: 'ready' | 'failed' = 'ready'): Promise<void> {
    await this.page.goto(origin);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.locator(`[data-testid="offline-badge"][data-state="${shell}"]`).waitFor({ timeout: 120_000 });
  }

  /** The input that takes files, on the start screen and in the workroom. */
  get input(): Locator {
    return this.page.getByTestId('file-input');
  }

  /** One file of the queue, by its name. */
  item(name: string): Locator {
    return this.page.getByTestId('queue-item').filter({ hasText: name });
  }

  /** Files under a filter of the queue, which tells its numbers from six files on. */
  async count(filter: 'running' | 'not-done' | 'all'): Promise<number> {
    const text = (await this.page.locator(`#queue-filter option[value="${filter}"]`).textContent({ timeout: 10_000 })) ?? '';
    return Number((/\(([\d,]+)\)/u.exec(text)?.[1] ?? 'NaN').replaceAll(',', ''));
  }

  /** Has whatever waits masked, exports everything that is ready, and waits for the end. @returns what the sheet says of it */
  async exportAll(): Promise<string> {
    await this.page.getByTestId('export').click();
    await this.page.getByRole('button', { name: /^Mask (it|them) and export$/u }).or(this.page.getByTestId('start-export')).first().click();
    const summary = this.page.getByTestId('export-summary');
    await summary.waitFor({ timeout: 600_000 });
    return (await summary.textContent()) ?? '';
  }
}
