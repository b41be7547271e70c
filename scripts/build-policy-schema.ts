import { writeFileSync } from 'node:fs';
import { POLICY_SCHEMA, POLICY_SCHEMA_FILE } from '../src/core/policy/policy-schema.ts';

/** Writes the policy's JSON Schema into `public/`, from where the build publishes it beside the app, sealed like everything else. */
writeFileSync(new URL(`../public/${POLICY_SCHEMA_FILE}`, import.meta.url), `${JSON.stringify(POLICY_SCHEMA, null, 2)}\n`);
