import { describe, expect, it, vi } from 'vitest';
import { announce } from '../../../../src/ui/announcer.ts';
import type { EnginePort } from '../../../../src/ui/engine-port.ts';
import { readArrival } from '../../../../src/ui/intake/arrivals.ts';
import { fromDirectory, fromHandles } from '../../../../src/ui/intake/collect-files.ts';
import { intakeNotice } from '../../../../src/ui/intake/intake-notice.ts';
import { openFiles } from '../../../../src/ui/intake/open-files.ts';
import { fromPaste } from '../../../../src/ui/intake/paste.ts';
import { JobQueue } from '../../../../src/ui/job-queue.ts';
import { createWorkspaceStore } from '../../../../src/ui/workspace-store.ts';
import { fakePng, makeZip } from '../../core/archive/zip-maker.ts';

const png = fakePng(2_000);
const picture = (name: string) => ({ file: new Blob([new Uint8Array(png)]), name, folder: '' });
const archive = (name: string, bytes: Uint8Array<ArrayBuffer>) => ({ file: new Blob([bytes]), name, folder: '' });

/** A queue whose engine never gets ready, so that files stay as they were put in. */
function app() {
  const store = createWorkspaceStore();
  const engine = { warmUp: () => new Promise(() => undefined), forget: () => undefined, rest: () => true } as unknown as EnginePort;
  let ids = 0;
  const queue = new JobQueue(engine, store, { newId: () => `job-${(ids += 1)}`, now: () => 0, timestamp: () => '', toThumb: () => '', onOpened: () => undefined, announce: () => undefined });
  return { store, queue };
}
const listed = ({ store }: ReturnType<typeof app>) => store.getState().jobs.map(({ folder, name, stage, error }) => [folder === '' ? name : `${folder}/${name}`, stage, error?.code ?? null]);

describe('openFiles', () => {
  it('puts the files of an archive in the place of the archive, refused ones with their reason', async () => {
    const bench = app();
    const zip = makeZip([{ path: 'x/1.png', bytes: png, deflate: true }, { path: 'x/2.png', bytes: png, flags: 1 }]);
    await openFiles(bench, [picture('a.png'), archive('box.zip', zip), picture('z.png'), archive('bad.zip', zip.slice(9))]);
    expect(listed(bench)).toEqual([
      ['a.png', 'waiting', null],
      ['box/x/1.png', 'waiting', null],
      ['box/x/2.png', 'failed', 'input/archive-encrypted'],
      ['z.png', 'waiting', null],
      ['bad.zip', 'failed', 'input/archive-unreadable'],
    ]);
    expect(bench.store.getState().currentId).toBe('job-1');
  });

  it('has opened plain files when it returns', () => {
    const bench = app();
    void openFiles(bench, [picture('a.png'), picture('b.png')]);
    expect(listed(bench)).toHaveLength(2);
  });

  it('stays on the picture that somebody looks at when more files come, and says politely how many', async () => {
    const said = vi.mocked(announce);
    const bench = app();
    await openFiles(bench, [picture('a.png')]);
    expect(said).toHaveBeenLastCalledWith('1 file opened.');
    await openFiles(bench, [picture('b.png'), archive('box.zip', makeZip([{ path: '1.png', bytes: png }, { path: '2.png', bytes: png }]))]);
    expect(bench.store.getState().currentId).toBe('job-1');
    expect(said).toHaveBeenLastCalledWith('3 files added.');
  });

  it('shows the first of them once the queue was emptied', async () => {
    const bench = app();
    await openFiles(bench, [picture('a.png')]);
    bench.queue.remove('job-1');
    await openFiles(bench, [picture('b.png'), picture('c.png')]);
    expect(bench.store.getState().currentId).toBe('job-2');
  });

  it('says so when there was nothing in it', async () => {
    await openFiles(app(), []);
    expect(intakeNotice.getSnapshot()).toBe('nothingDropped');
    await openFiles(app(), [archive('box.zip', makeZip([{ path: '.DS_Store', bytes: png }]))]);
    expect(intakeNotice.getSnapshot()).toBe('archiveEmpty');
    await openFiles(app(), [picture('a.png')]);
    expect(intakeNotice.getSnapshot()).toBeNull();
  });

  it('opens more files of an archive than go into the queue at once', async () => {
    const bench = app();
    await openFiles(bench, [archive('box.zip', makeZip(Array.from({ length: 60 }, (_, n) => ({ path: `${String(n)}.png`, bytes: png }))))]);
    expect(listed(bench).map(([path]) => path)).toEqual(Array.from({ length: 60 }, (_, n) => `box/${String(n)}.png`));
  });
});

describe('files on the disk', () => {
  const fileHandle = (name: string, file: Promise<Blob> = Promise.resolve(new Blob(['x']))) => ({ kind: 'file', name, getFile: () => file }) as unknown as FileSystemFileHandle;
  const folderHandle = (name: string, ...children: readonly FileSystemHandle[]) =>
    ({ kind: 'directory', name, async *values() { yield* await Promise.resolve(children); } }) as unknown as FileSystemDirectoryHandle;

  it('come with their handle and the folder they lie in, in the order of their paths', async () => {
    const below = folderHandle('beach', fileHandle('c.png'));
    const top = folderHandle('holiday', fileHandle('b10.png'), below, fileHandle('b9.png'), fileHandle('.DS_Store'), fileHandle('._b9.png'));
    const files = await fromDirectory(top);
    expect(files.map(({ folder, name, parent, handle }) => [folder, name, parent?.name, handle?.name])).toEqual([
      ['holiday', 'b9.png', 'holiday', 'b9.png'],
      ['holiday', 'b10.png', 'holiday', 'b10.png'],
      ['holiday/beach', 'c.png', 'beach', 'c.png'],
    ]);
  });

  it('are refused one by one where they are gone', async () => {
    const files = await fromHandles([fileHandle('a.png', Promise.reject(new DOMException('', 'NotFoundError'))), fileHandle('b.png')]);
    expect(files.map(({ name, refused, parent }) => [name, refused?.code, parent])).toEqual([['a.png', 'input/unreadable', undefined], ['b.png', undefined, undefined]]);
  });
});

describe('fromPaste', () => {
  const transfer = (...files: readonly (File | null)[]) => ({ items: files.map((file) => ({ kind: file === null ? 'string' : 'file', getAsFile: () => file })) }) as unknown as DataTransfer;

  it('numbers copied pictures above those that are open, and keeps the names of copied files', () => {
    const shot = new File(['x'], 'image.png', { type: 'image/png' });
    const pasted = fromPaste(transfer(shot, null, new File(['y'], 'holiday.jpg', { type: 'image/jpeg' }), new File(['z'], '', { type: 'image/webp' })), ['a.png', 'clipboard-4.png']);
    expect(pasted.map(({ name }) => name)).toEqual(['clipboard-5.png', 'holiday.jpg', 'clipboard-6.webp']);
    expect(fromPaste(transfer(shot), []).map(({ name }) => name)).toEqual(['clipboard-1.png']);
  });
});

describe('readArrival', () => {
  it('hears a paste and a sharing, and nothing else', () => {
    expect(readArrival('')).toEqual({ type: 'none' });
    expect(readArrival('?action=delete&x=paste')).toEqual({ type: 'none' });
    expect(readArrival('?action=paste')).toEqual({ type: 'paste' });
    expect(readArrival('?shared=abc')).toEqual({ type: 'shared', token: 'abc' });
  });
});

vi.mock('../../../../src/ui/announcer.ts', () => ({ announce: vi.fn() }));
