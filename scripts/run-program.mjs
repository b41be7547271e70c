// Runs the project's own tools without a shell, so that nothing is quoted and no process is left behind.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Start scripts of the tools inside `node_modules`. */
const TOOLS = {
  eslint: 'eslint/bin/eslint.js',
  playwright: '@playwright/test/cli.js',
  tsc: 'typescript/bin/tsc',
  tsx: 'tsx/dist/cli.mjs',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
};

/**
 * Runs a program in the project's root and shows what it prints.
 * @param {string} program - path or name
 * @param {readonly string[]} args - its arguments
 * @param {{ env?: Record<string, string>, shell?: boolean, print?: (text: Buffer) => void }} [options] - `env` is added to this process's own; `print` takes what would be shown at once
 * @returns {Promise<number>} the exit status; 1 when it did not start or was ended by a signal
 */
export function runProgram(program, args, { env = {}, shell = false, print } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, shell, stdio: print === undefined ? 'inherit' : ['inherit', 'pipe', 'pipe'] });
    if (print !== undefined) for (const stream of [child.stdout, child.stderr]) stream?.on('data', print);
    const stopForwarding = forwardSignals(child);
    child.once('error', (error) => {
      stopForwarding();
      console.error(`${program} did not start: ${error.message}`);
      resolve(1);
    });
    child.once('close', (status) => {
      stopForwarding();
      resolve(status ?? 1);
    });
  });
}

/**
 * Hands a request to end on to a running program and ends with it, so that no server or browser of its stays behind.
 * @param {import('node:child_process').ChildProcess} child - the program
 * @returns {() => void} takes the handlers off again
 */
function forwardSignals(child) {
  const handlers = /** @type {const} */ (['SIGINT', 'SIGTERM']).map((signal) => {
    const handler = () => {
      // The interrupt key reaches the whole group by itself, and a second interrupt would make test runners skip
      // their cleaning up. On a plain request to end some skip it too, so that they get an interrupt for it.
      if (signal === 'SIGTERM') child.kill('SIGINT');
      child.once('close', () => process.exit(1));
    };
    process.once(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.removeListener(signal, handler);
  };
}

/**
 * Runs one of the installed tools with this Node.
 * @param {keyof typeof TOOLS} tool - its name
 * @param {readonly string[]} args - its arguments
 * @param {Record<string, string>} [env] - added to this process's own
 * @param {(text: Buffer) => void} [print] - takes what would be shown at once
 * @returns {Promise<number>} the exit status
 */
export function runTool(tool, args, env = {}, print) {
  return runProgram(process.execPath, [join(ROOT, 'node_modules', TOOLS[tool]), ...args], { env, ...(print === undefined ? {} : { print }) });
}

/**
 * Runs npm, the one that started this process where there is one.
 * @param {readonly string[]} args - its arguments
 * @param {Record<string, string>} [env] - added to this process's own
 * @returns {Promise<number>} the exit status
 */
export function runNpm(args, env = {}) {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js') === true) return runProgram(process.execPath, [cli, ...args], { env });
  // On Windows npm is a command file, which only a shell can start.
  return runProgram('npm', args, { env, shell: process.platform === 'win32' });
}
