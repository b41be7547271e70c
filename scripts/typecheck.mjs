// npm run typecheck: one compiler run per folder, because each has its own idea of what exists around it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runTool } from './run-program.mjs';

const FOLDERS = ['src/core', 'src/protocol', 'src/engine', 'src/ui', 'src/sw', 'scripts', 'tests'];

/**
 * @param {string} folder - of the project
 * @returns {Promise<boolean>} `true` when it holds no error
 */
async function check(folder) {
  if (!existsSync(join(ROOT, folder, 'tsconfig.json'))) {
    console.error(`${folder}: no tsconfig.json. The folder is missing.`);
    return false;
  }
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  if (!files.some((file) => /\.tsx?$/u.test(file))) {
    console.log(`${folder}: no TypeScript yet.`);
    return true;
  }
  const passed = (await runTool('tsc', ['-p', folder, '--pretty', 'false'])) === 0;
  console.log(`${folder}: ${passed ? 'no errors' : 'ERRORS, see above'}.`);
  return passed;
}

let failed = 0;
for (const folder of FOLDERS) if (!(await check(folder))) failed += 1;
if (failed > 0) process.exitCode = 1;
