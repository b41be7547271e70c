import type * as Disk from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../../../scripts/headless/main.ts';
import type { Report } from '../../../../scripts/headless/report.ts';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import type { RunnerReply } from '../../../../src/protocol/runner-page.ts';

// The app need not be built: its page is played here.
vi.mock('node:fs', async (original) => ({ ...(await original<typeof Disk>()), existsSync: () => true }));
vi.mock('../../../../scripts/headless/engine-page.ts', () => ({
  EnginePage: class {
    #path = '';
    open = (): Promise<void> => Promise.resolve();
    close = (): Promise<void> => Promise.resolve();
    run = (path: string): Promise<RunnerReply> => {
      this.#path = path;
      if (path.endsWith('interrupted.jpg')) {
        process.emit('SIGINT');
        return Promise.resolve({ status: 'failed', error: new AnonymizerError('engine/crashed') } as unknown as RunnerReply);
      }
      const record = { regions: [], source: { frames: 1 }, output: { width: 4, height: 4, sha256: 'ab'.repeat(32) } };
      return Promise.resolve({ status: 'ok', width: 4, height: 4, detections: [], output: { base64: null, sizeBytes: 3, format: 'jpeg', record }, timings: {} } as unknown as RunnerReply);
    };
    async *readOutput(): AsyncGenerator<Uint8Array, void> {
      yield await Promise.resolve(Uint8Array.of(1, 2));
      if (this.#path.endsWith('a.jpg')) throw new AnonymizerError('engine/crashed');
      yield Uint8Array.of(3);
    }
  },
}));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloakroom-main-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

describe('a run', () => {
  it('goes on after a file that can’t be written, says so in its report and ends with 1', async () => {
    const inputs = ['a.jpg', 'b.jpg'].map((name) => join(folder, name));
    for (const input of inputs) await writeFile(input, 'source');
    const [out, reportFile] = [join(folder, 'out'), join(folder, 'report.json')];
    expect(await main(['anonymise', ...inputs, '--out', out, '--json', reportFile])).toBe(1);
    const { jobs } = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
    expect(jobs.map(({ status, error, output }) => [status, error?.code, output])).toEqual([['failed', 'engine/crashed', undefined], ['ok', undefined, 'anonymised-0001.jpg']]);
    expect((await readdir(out)).filter((name) => name.endsWith('.jpg') || name.endsWith('.part'))).toEqual(['anonymised-0001.jpg']);
  });

  it('that is interrupted keeps what was done, reports it, and blames no file', async () => {
    const inputs = ['b.jpg', 'interrupted.jpg', 'c.jpg'].map((name) => join(folder, name));
    for (const input of inputs) await writeFile(input, 'source');
    const [out, reportFile] = [join(folder, 'out'), join(folder, 'report.json')];
    expect(await main(['anonymise', ...inputs, '--out', out, '--json', reportFile])).toBe(130);
    const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
    expect(report.interrupted).toBe(true);
    expect(report.jobs.map(({ input, status }) => [input, status])).toEqual([['b.jpg', 'ok']]);
    expect((await readdir(out)).filter((name) => name.endsWith('.jpg') || name.endsWith('.part'))).toEqual(['anonymised-0001.jpg']);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('that is whole says nothing of an interrupt', async () => {
    const input = join(folder, 'b.jpg');
    await writeFile(input, 'source');
    const reportFile = join(folder, 'report.json');
    expect(await main(['anonymise', input, '--out', join(folder, 'out'), '--json', reportFile])).toBe(0);
    expect(JSON.parse(await readFile(reportFile, 'utf8'))).not.toHaveProperty('interrupted');
  });
});
