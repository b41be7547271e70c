import type * as Files from 'node:fs/promises';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeOutputs, type WritePlace } from '../../../../scripts/headless/write-outputs.ts';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import type { ExportRecord } from '../../../../src/core/export/export-record.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>();
  return { ...files, open: vi.fn(files.open) };
});

const record = { regions: [], source: { frames: 1 }, output: { width: 4, height: 4 } } as unknown as ExportRecord;
const FILM = Uint8Array.from({ length: 100 }, (_, index) => index);
const input = { name: 'trip/holiday.mp4' };
let out = '';
let place: WritePlace;

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'cloakroom-write-'));
  place = { out, policy: { output: { ...DEFAULT_POLICY.output, namePattern: 'film-{n}', records: true, sidecar: 'csv' } }, taken: new Map(), number: 1, total: 2 };
});
afterEach(async () => {
  vi.mocked(open).mockReset();
  vi.mocked(open).mockImplementation((await vi.importActual<typeof Files>('node:fs/promises')).open);
  await rm(out, { recursive: true, force: true });
});

/** Puts a fault into every file that is opened for writing. */
async function breakFiles(fault: (file: FileHandle, path: string) => void): Promise<void> {
  const real = await vi.importActual<typeof Files>('node:fs/promises');
  vi.mocked(open).mockImplementation(async (path, flags) => {
    const file = await real.open(path, flags);
    fault(file, String(path));
    return file;
  });
}

async function* inTwo(failure: Error | null = null): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(FILM.subarray(0, 60));
  if (failure !== null) throw failure;
  yield FILM.subarray(60);
}

async function full(file: FileHandle): Promise<never> {
  await file.stat();
  throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
}

const write = (bytes = inTwo(), sizeBytes = FILM.length) => writeOutputs({ base64: null, sizeBytes, format: 'mp4', record }, bytes, input, place);
const codeOf = (work: Promise<unknown>) => work.then(() => 'written', (error: unknown) => (error instanceof AnonymizerError ? error.code : 'untyped'));
const everything = async () => (await readdir(out, { recursive: true })).filter((name) => name.includes('.')).sort();

describe('writeOutputs', () => {
  it('writes an output with its record and its list, and nothing else', async () => {
    expect(await write()).toEqual({ output: 'trip/film-0001.mp4', sidecar: 'trip/film-0001.mp4.regions.csv', report: null });
    expect(await everything()).toEqual(['film-0001.mp4', 'film-0001.mp4.regions.csv', 'film-0001.record.json'].map((name) => join('trip', name)));
    expect([...(await readFile(join(out, 'trip/film-0001.mp4')))]).toEqual([...FILM]);
  });

  it('writes a report beside the output where the page made one', async () => {
    const output = { base64: null, sizeBytes: FILM.length, format: 'mp4', record, report: Buffer.from('%PDF').toString('base64') } as const;
    expect((await writeOutputs(output, inTwo(), input, place)).report).toBe('trip/film-0001.report.pdf');
    expect(await readFile(join(out, 'trip/film-0001.report.pdf'), 'utf8')).toBe('%PDF');
    expect((await write()).report).toBeNull();
  });

  it('writes every byte where a system takes few at a time', async () => {
    await breakFiles((file) => {
      const write = file.write.bind(file) as (bytes: Uint8Array, offset: number, length: number) => ReturnType<FileHandle['write']>;
      Object.assign(file, { write: (bytes: Uint8Array, offset = 0) => write(bytes, offset, Math.min(7, bytes.byteLength - offset)) });
    });
    await write();
    expect([...(await readFile(join(out, 'trip/film-0001.mp4')))]).toEqual([...FILM]);
  });

  it('leaves nothing of a film where the disk is full, and the name to the next', async () => {
    await breakFiles((file) => Object.assign(file, { write: () => full(file), writeFile: () => full(file) }));
    expect(await codeOf(write())).toBe('save/quota');
    expect(await everything()).toEqual([]);
    vi.mocked(open).mockImplementation((await vi.importActual<typeof Files>('node:fs/promises')).open);
    expect((await write()).output).toBe('trip/film-0001.mp4');
  });

  it('leaves no film without its record', async () => {
    await breakFiles((file, path) => {
      if (path.includes('record')) Object.assign(file, { writeFile: () => full(file) });
    });
    expect(await codeOf(write())).toBe('save/quota');
    expect(await everything()).toEqual([]);
  });

  it('leaves nothing where the bytes end too early, or reading them fails', async () => {
    expect(await codeOf(write(inTwo(), FILM.length + 1))).toBe('save/failed');
    expect(await codeOf(write(inTwo(new AnonymizerError('engine/crashed'))))).toBe('engine/crashed');
    expect(await everything()).toEqual([]);
  });

  it('keeps what an earlier run wrote until the new film is whole', async () => {
    await write();
    expect(await codeOf(writeOutputs({ base64: null, sizeBytes: 5, format: 'mp4', record }, inTwo(new Error('lost')), input, { ...place, taken: new Map() }))).toBe('save/failed');
    expect([...(await readFile(join(out, 'trip/film-0001.mp4')))]).toEqual([...FILM]);
    expect(await everything()).toHaveLength(3);
  });

  it('leaves none of them where one can’t have its name', async () => {
    await mkdir(join(out, 'trip/film-0001.record.json'), { recursive: true });
    await writeFile(join(out, 'trip/film-0001.record.json/a.txt'), 'in the way');
    expect(await codeOf(write())).toBe('save/failed');
    expect(await everything()).toEqual([join('trip', 'film-0001.record.json'), join('trip', 'film-0001.record.json', 'a.txt')]);
  });

  it('never writes over a source that is called like its unfinished file', async () => {
    await mkdir(join(out, 'trip'));
    await writeFile(join(out, 'trip/film-0001.mp4.part'), 'a source');
    place.taken.set('trip', new Set(['film-0001.mp4.part']));
    await write();
    expect(await readFile(join(out, 'trip/film-0001.mp4.part'), 'utf8')).toBe('a source');
  });
});
