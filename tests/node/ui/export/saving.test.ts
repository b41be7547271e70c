import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import type { Sidecar } from '../../../../src/core/policy/policy.ts';
import { startDragOut } from '../../../../src/ui/export/drag-out.ts';
import { recordName } from '../../../../src/core/export/record-name.ts';
import type { Beside, FinishedFile } from '../../../../src/ui/export/finished-file.ts';
import type { writeZip as WriteZip } from '../../../../src/ui/export/save-files.ts';
import { saveBeside, saveToFolder } from '../../../../src/ui/export/save-to-folder.ts';
import { releasedOutcome } from '../outcomes.ts';
import { MemoryFolder } from './folders.ts';

function file(name: string, folder = '', sidecar: Sidecar = 'none', text = name): FinishedFile {
  const outcome = releasedOutcome();
  if (outcome.status !== 'released') throw new Error('not released');
  const { record } = outcome;
  const policy = { ...record.policy, output: { ...record.policy.output, sidecar } };
  return { name, folder, bytes: new Blob([text]), record: { ...record, policy } };
}
const ALONE: Beside = { records: false, report: null };
const WITH_RECORDS: Beside = { records: true, report: null };
const names = (root: MemoryFolder): readonly string[] => Object.keys(root.tree()).sort();
const quota = new DOMException('', 'QuotaExceededError');

describe('saving into a folder', () => {
  it('keeps folders, and puts the record and the list of regions beside each file', async () => {
    const root = new MemoryFolder();
    const report = await saveToFolder(root.asHandle(), [file('a-1.png', 'x/y', 'csv'), file('a-2.png', '', 'json')], WITH_RECORDS);
    expect(names(root)).toEqual(['a-2.png', 'a-2.png.regions.json', 'a-2.record.json', 'x/y/a-1.png', 'x/y/a-1.png.regions.csv', 'x/y/a-1.record.json']);
    expect(report.saved).toHaveLength(2);
    expect(root.tree()['x/y/a-1.png']).toBe('a-1.png');
  });

  it('leaves records out when asked to', async () => {
    const root = new MemoryFolder();
    await saveToFolder(root.asHandle(), [file('a.png')], ALONE);
    expect(names(root)).toEqual(['a.png']);
  });

  it('puts a report beside each file where one is wanted, and saves nothing of a file whose report can’t be made', async () => {
    const root = new MemoryFolder();
    const report = (of: FinishedFile): Promise<Blob> => (of.name === 'b.png' ? Promise.reject(new AnonymizerError('save/report')) : Promise.resolve(new Blob([`about ${of.name}`])));
    const { failed } = await saveToFolder(root.asHandle(), [file('a.png'), file('b.png'), file('c.png')], { records: true, report });
    expect(failed.map((entry) => [entry.file.name, entry.error.code])).toEqual([['b.png', 'save/report']]);
    expect(names(root)).toEqual(['a.png', 'a.record.json', 'a.report.pdf', 'c.png', 'c.record.json', 'c.report.pdf']);
    expect(root.tree()['a.report.pdf']).toBe('about a.png');
  });

  it('ends with the file that is being written when the person cancels, and says what was left out', async () => {
    const root = new MemoryFolder();
    const control = new AbortController();
    const report = (of: FinishedFile): Promise<Blob> => {
      if (of.name === 'b.png') control.abort();
      return of.name === 'b.png' ? Promise.reject(new AnonymizerError('save/cancelled')) : Promise.resolve(new Blob());
    };
    const { saved, failed } = await saveToFolder(root.asHandle(), [file('a.png'), file('b.png'), file('c.png')], { records: false, report, signal: control.signal });
    expect(saved.map(({ name }) => name)).toEqual(['a.png']);
    expect(failed.map((entry) => [entry.file.name, entry.error.code])).toEqual([['b.png', 'save/cancelled'], ['c.png', 'save/cancelled']]);
    expect(names(root)).toEqual(['a.png', 'a.report.pdf']);
  });

  it('never writes over anything, and keeps a file and what goes beside it under one name', async () => {
    const root = new MemoryFolder();
    root.files.set('a.png', 'mine').set('a-2.record.json', 'mine');
    await saveToFolder(root.asHandle(), [file('a.png')], WITH_RECORDS);
    expect(root.tree()).toMatchObject({ 'a.png': 'mine', 'a-2.record.json': 'mine', 'a-3.png': 'a.png' });
    expect(names(root)).toContain('a-3.record.json');
  });

  it.each([
    ['../../up', 'up/a.png'],
    ['/etc', 'etc/a.png'],
    ['C:\\x\\..\\y', 'x/y/a.png'],
    ['CON', '_CON/a.png'],
    ['a\u202eb', 'ab/a.png'],
  ])('stays inside the folder whatever the source’s folder is called: %s', async (folder, expected) => {
    const root = new MemoryFolder();
    const { failed } = await saveToFolder(root.asHandle(), [file('a.png', folder)], ALONE);
    expect(failed).toEqual([]);
    expect(names(root)).toEqual([expected]);
  });

  it.each(['write', 'close'] as const)('says which files were saved when the room ends in the middle (%s), and leaves nothing half-written', async (at) => {
    const root = new MemoryFolder();
    root.broken.set('b.png', { at, error: quota }).set(recordName('c.png'), { at, error: new DOMException('', 'NotAllowedError') });
    const report = await saveToFolder(root.asHandle(), [file('a.png'), file('b.png'), file('c.png'), file('d.png')], WITH_RECORDS);
    expect(report.saved.map(({ name }) => name)).toEqual(['a.png', 'd.png']);
    expect(report.failed.map((entry) => [entry.file.name, entry.error.code])).toEqual([['b.png', 'save/quota'], ['c.png', 'save/denied']]);
    expect(names(root)).toEqual(['a.png', 'a.record.json', 'd.png', 'd.record.json']);
  });

  it('says that the folder is gone', async () => {
    const root = new MemoryFolder();
    root.getDirectoryHandle = () => Promise.reject(new DOMException('', 'NotFoundError'));
    expect((await saveToFolder(root.asHandle(), [file('a.png', 'x')], ALONE)).failed[0]?.error.code).toBe('save/gone');
  });
});

describe('saving beside the sources', () => {
  it('writes into each source’s own folder and leaves the source alone', async () => {
    const [top, below] = [new MemoryFolder('top'), new MemoryFolder('below')];
    top.files.set('photo.png', 'source');
    const report = await saveBeside([{ ...file('b.png', 'top/below'), parent: below.asHandle() }, { ...file('photo.png', 'top'), parent: top.asHandle() }], ALONE);
    expect(report.failed).toEqual([]);
    expect(top.tree()).toEqual({ 'photo.png': 'source', 'photo-2.png': 'photo.png' });
    expect(names(below)).toEqual(['b.png']);
  });

  it('asks once for each folder, upper ones first, and not where it may write already', async () => {
    const order: string[] = [];
    const folder = (name: string, permission: PermissionState): MemoryFolder => {
      const made = new MemoryFolder(name);
      made.permission = permission;
      const { requestPermission } = made;
      made.requestPermission = () => {
        order.push(name);
        return requestPermission();
      };
      return made;
    };
    const [top, below, open] = [folder('top', 'prompt'), folder('below', 'prompt'), folder('open', 'granted')];
    const of = (name: string, path: string, parent: MemoryFolder) => ({ ...file(name, path), parent: parent.asHandle() });
    await saveBeside([of('1.png', 'top/below', below), of('2.png', 'top', top), of('3.png', 'top', top), of('4.png', 'open', open)], ALONE);
    expect(order).toEqual(['top', 'below']);
  });

  it('says which files the person did not let it save, and saves the others', async () => {
    const [shut, open] = [new MemoryFolder(), new MemoryFolder()];
    shut.permission = 'denied';
    const report = await saveBeside([{ ...file('a.png'), parent: shut.asHandle() }, { ...file('b.png'), parent: open.asHandle() }], ALONE);
    expect(report.failed.map((entry) => [entry.file.name, entry.error.code])).toEqual([['a.png', 'save/denied']]);
    expect([names(shut), names(open)]).toEqual([[], ['b.png']]);
  });
});

describe('saving as a ZIP', () => {
  let writeZip: typeof WriteZip;
  beforeAll(async () => {
    // The file asks at once what the browser can do.
    vi.stubGlobal('window', {});
    ({ writeZip } = await import('../../../../src/ui/export/save-files.ts'));
  });
  const zipped = async (files: readonly FinishedFile[], beside = ALONE): Promise<Record<string, Uint8Array>> => {
    const chunks: Uint8Array[] = [];
    await writeZip(files, beside, (chunk) => {
      chunks.push(chunk);
      return Promise.resolve();
    });
    return unzipSync(Buffer.concat(chunks));
  };

  it('is an evidence bundle with reports: a list at its end has the hash of all that is in it', async () => {
    const about = (of: FinishedFile): Promise<Blob> => Promise.resolve(new Blob([`about ${of.name}`]));
    const [one, two] = [file('a.png', 'x', 'csv'), file('evidence.json', '')];
    const found = await zipped([one, two], { records: true, report: about });
    expect(Object.keys(found)).toEqual(['x/a.png', 'x/a.record.json', 'x/a.png.regions.csv', 'x/a.report.pdf', 'evidence-2.json', 'evidence-2.record.json', 'evidence-2.report.pdf', 'evidence.json']);
    const list = JSON.parse(new TextDecoder().decode(found['evidence.json'])) as { readonly product: { readonly build: string }; readonly files: readonly { readonly name: string; readonly role: string; readonly sizeBytes: number; readonly sha256: string }[] };
    expect(list.product.build).toBe(one.record.product.build);
    expect(list.files.map(({ name, role }) => [name, role])).toEqual(Object.keys(found).slice(0, -1).map((name) => [name, name.endsWith('.pdf') ? 'report' : name.endsWith('.record.json') ? 'record' : name.endsWith('.csv') ? 'regions' : 'output']));
    for (const { name, role, sizeBytes, sha256 } of list.files) {
      const bytes = found[name] ?? new Uint8Array();
      expect(sizeBytes).toBe(bytes.length);
      // The output's is the one that the re-check took.
      expect(sha256).toBe(role === 'output' ? one.record.output.sha256 : createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('has no list where no report is wanted', async () => {
    expect(Object.keys(await zipped([file('a.png')], WITH_RECORDS))).toEqual(['a.png', 'a.record.json']);
  });

  it('cleans folders, and tells files apart whose paths become the same', async () => {
    const found = await zipped([file('a.png', '../x', 'none', '1'), file('a.png', 'x', 'none', '2'), file('A.png', 'X', 'csv', '3'), file('b.png', '\0..\\..')]);
    expect(Object.keys(found)).toEqual(['x/a.png', 'x/a-2.png', 'X/A-3.png', 'X/A-3.png.regions.csv', 'b.png']);
    expect(Object.values(found).slice(0, 3).map((bytes) => new TextDecoder().decode(bytes))).toEqual(['1', '2', '3']);
  });
});

describe('dragging out', () => {
  it('names type, name and address, and lets the address go after the drag', () => {
    vi.useFakeTimers();
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    const data = new Map<string, string>();
    const transfer = { effectAllowed: 'all' as DataTransfer['effectAllowed'], setData: (type: string, text: string) => void data.set(type, text) };
    const end = startDragOut(transfer, { name: 'anonymised-0001.png', bytes: new Blob(['x'], { type: 'image/png' }) });
    expect(data.get('DownloadURL')).toMatch(/^image\/png:anonymised-0001\.png:blob:/);
    expect(transfer.effectAllowed).toBe('copy');
    end();
    expect(revoked).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(revoked).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
});
