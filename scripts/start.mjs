// npm start: installs and builds what is missing, serves the app on this machine and prints its address.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './run-program.mjs';
import { ensureBuilt, ensureInstalled } from './set-up.mjs';

const USAGE = `Usage: npm start [-- [--port <number>] [--no-build]]

  --port <number>  first port to try, 4173 unless given; the next free one is taken
  --no-build       serves dist/ as it is`;
const DEFAULT_PORT = 4173;

/** @returns {{ port: number, build: boolean } | null} `null` for arguments that make no sense */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: String(DEFAULT_PORT) }, 'no-build': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (values.help || !Number.isInteger(port) || port < 1 || port > 65_535) return null;
    return { port, build: !values['no-build'] };
  } catch {
    return null;
  }
}

/** @returns {string} what is served, by the name that the settings show; empty where `dist/` doesn't say */
function buildLine() {
  try {
    const { name, build } = JSON.parse(readFileSync(join(ROOT, 'dist', 'build-manifest.json'), 'utf8'));
    return typeof name === 'string' ? `Build ${name}, its files ${build}\n` : '';
  } catch {
    return '';
  }
}

/**
 * Serves `dist/` until the process is told to end.
 * @param {number} port - first port to try
 */
async function serve(port) {
  const { preview } = await import('vite');
  // The name, not the number: browsers and the pages' own headers treat localhost as a secure context.
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port, strictPort: false, host: 'localhost' } });
  const address = server.resolvedUrls?.local[0] ?? `http://localhost:${String(port)}/`;
  console.log(`\nCloakroom runs at ${address}\n${buildLine()}Open it in a browser. Press Ctrl-C here to end it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      // Browsers keep connections open; ending the process closes them.
      server.httpServer.close();
      process.exit(0);
    });
  }
}

const wanted = readArguments();
if (wanted === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else if (!(await ensureInstalled()) || (wanted.build && !(await ensureBuilt()))) {
  console.error('Cloakroom was not started, see above.');
  process.exitCode = 1;
} else {
  await serve(wanted.port);
}
