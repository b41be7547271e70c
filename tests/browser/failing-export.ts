import type { FailedExport, FailingExport, Failure } from './failing-export-worker.ts';

/**
 * Exports a clip in a worker of its own whose encoder fails.
 * @param frames - of the clip
 * @param after - pictures that are encoded before
 * @param onFile - sees each file that is left, before it goes
 * @returns what came of it, with the names of the files that are left
 */
export async function failingExport(file: File, frames: number, failure: Failure, after: number, onFile?: (left: File) => Promise<void>): Promise<FailedExport & { readonly left: readonly string[] }> {
  const worker = new Worker(new URL('./failing-export-worker.ts', import.meta.url), { type: 'module' });
  const folder = `test-${crypto.randomUUID()}`;
  const told: FailingExport = { file, frames, folder, failure, after };
  const outcome = await new Promise<FailedExport>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FailedExport>) => {
      resolve(data);
    };
    worker.onerror = () => {
      reject(new Error('the worker failed'));
    };
    worker.postMessage(told);
  });
  worker.terminate();
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('outputs', { create: true });
  const outputs = await root.getDirectoryHandle(folder, { create: true });
  const left: string[] = [];
  for await (const name of outputs.keys()) {
    left.push(name);
    await onFile?.(await (await outputs.getFileHandle(name)).getFile());
  }
  await root.removeEntry(folder, { recursive: true });
  return { ...outcome, left };
}
