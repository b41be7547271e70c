import { runTool } from './run-program.mjs';
import { ensureBuilt } from './set-up.mjs';

// npm run test:outputs: the attacks on finished files, made by the built app.
const isBuilt = process.env['CLOAKROOM_DIST'] !== undefined || (await ensureBuilt());
process.exitCode = isBuilt ? await runTool('vitest', ['run', '--config', 'vitest.outputs.config.ts', ...process.argv.slice(2)]) : 1;
