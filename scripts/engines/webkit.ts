import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { BrowserDriver } from './browser-driver.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
/** The key under which WebDriver names an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * Starts WebKitGTK's MiniBrowser under Xvfb over WebDriver.
 * @returns `null` where it is not installed
 */
export async function startWebKit(): Promise<BrowserDriver | null> {
  const binary = findMiniBrowser();
  if (binary === null || !existsSync(DRIVER) || !existsSync('/usr/bin/xvfb-run')) return null;
  const port = 4455 + (process.pid % 500);
  // A group of its own, so that the driver, its X server and the browser all end together.
  const driver = spawn('xvfb-run', ['-a', DRIVER, `--port=${String(port)}`], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  const stop = (): void => {
    if (driver.pid !== undefined) process.kill(-driver.pid, 'SIGTERM');
  };
  const base = `http://127.0.0.1:${String(port)}`;
  try {
    const opened = (await call(base, 'POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } },
    })) as { sessionId: string; capabilities: { browserVersion?: string } };
    const session = `/session/${opened.sessionId}`;
    await call(base, 'POST', `${session}/timeouts`, { script: 120_000 });
    return {
      name: `WebKitGTK ${opened.capabilities.browserVersion ?? ''}`.trim(),
      open: async (url) => {
        await call(base, 'POST', `${session}/url`, { url });
      },
      upload: async (selector, path) => {
        const found = (await call(base, 'POST', `${session}/element`, { using: 'css selector', value: selector })) as Record<string, string>;
        await call(base, 'POST', `${session}/element/${found[ELEMENT] ?? ''}/value`, { text: path });
      },
      evaluate: (body) =>
        call(base, 'POST', `${session}/execute/async`, {
          script: `const done = arguments[arguments.length - 1]; (async () => { ${body} })().then(done, (error) => done({ failed: String(error) }));`,
          args: [],
        }),
      screenshot: async () => Buffer.from((await call(base, 'GET', `${session}/screenshot`)) as string, 'base64'),
      close: async () => {
        await call(base, 'DELETE', session).catch(() => undefined);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

function findMiniBrowser(): string | null {
  if (process.env['MINIBROWSER_PATH'] !== undefined) return process.env['MINIBROWSER_PATH'];
  const triplets = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];
  const versions = ['4.1', '4.0', '6.0'];
  const paths = triplets.flatMap((triplet) => versions.map((version) => `/usr/lib/${triplet}/webkit2gtk-${version}/MiniBrowser`));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** One WebDriver command; the driver needs a moment to listen, so a refused connection is tried again for 10 seconds. */
async function call(base: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      const response = await fetch(base + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const { value } = (await response.json()) as { value: unknown };
      if (!response.ok) throw new Error(`WebDriver: ${JSON.stringify(value).slice(0, 300)}`);
      return value;
    } catch (error) {
      if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
