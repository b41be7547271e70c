/** Where outputs lie in the origin's own files, one folder for each page that is open. */
const ROOT = 'outputs';

/**
 * Opens the folder of one page.
 * @param folder - name of it
 * @returns `null` where the browser has no such files, as in some private windows
 */
export async function openOutputFolder(folder: string): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
    return await root.getDirectoryHandle(folder, { create: true });
  } catch {
    return null;
  }
}
