import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../scripts/run-program.mjs';

const SCRIPT = 'process.stdout.write("a".repeat(200_000)); console.error("end"); process.exitCode = 3;';

describe('runProgram', () => {
  it('hands on all that is printed, and the status after it', async () => {
    const printed: Buffer[] = [];
    const status = await runProgram(process.execPath, ['-e', SCRIPT], { print: (text) => printed.push(text) });
    expect(status).toBe(3);
    const text = Buffer.concat(printed).toString();
    expect(text.replaceAll('a', '')).toBe('end\n');
    expect(text).toHaveLength(200_004);
  });
});
