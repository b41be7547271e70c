// npm run build: packages where they are missing, models, samples, notices, the policy's schema, the app, its seal.
import { ensureBuilt, ensureInstalled } from './set-up.mjs';

if (!(await ensureInstalled()) || !(await ensureBuilt({ always: true }))) process.exitCode = 1;
