/** Names of what lies in the origin's own files. Runs in the page. */
export async function listOutputs(): Promise<string[]> {
  const names: string[] = [];
  const root = await navigator.storage.getDirectory();
  const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const handle of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
      if (handle.kind === 'file') names.push(handle.name);
      else await walk(handle as FileSystemDirectoryHandle);
    }
  };
  await walk(root);
  return names;
}
