import type { PickedFile } from '../job-queue.ts';

/** What browsers call a picture that was copied without being a file, such as a screenshot. */
const NAMELESS = /^(?:image\.[a-z]+)?$/i;
/** Pictures that browsers put on the clipboard, the one without loss first. */
const TYPES: readonly (readonly [string, string])[] = [['image/png', 'png'], ['image/webp', 'webp'], ['image/gif', 'gif'], ['image/jpeg', 'jpg']];

/**
 * Everything that a paste brings: copied files keep their names, copied pictures are numbered.
 * Call it before anything is awaited: the browser empties the transfer when the event ends.
 * @param taken - names of the files that are open
 */
export function fromPaste(transfer: DataTransfer, taken: readonly string[]): readonly PickedFile[] {
  const files = [...transfer.items].flatMap((item) => (item.kind === 'file' ? [item.getAsFile()] : [])).filter((file) => file !== null);
  return named(files.map((file) => ({ file, name: NAMELESS.test(file.name) ? null : file.name })), taken);
}

/**
 * The pictures that the clipboard holds now. The browser may ask the person first.
 * @param taken - names of the files that are open
 * @throws DOMException when the page is not let
 */
export async function readClipboard(taken: readonly string[]): Promise<readonly PickedFile[]> {
  const items = await navigator.clipboard.read();
  const pictures = items.flatMap((item) => {
    const type = TYPES.find(([name]) => item.types.includes(name))?.[0] ?? item.types.find((name) => name.startsWith('image/'));
    return type === undefined ? [] : [item.getType(type)];
  });
  return named((await Promise.all(pictures)).map((file) => ({ file, name: null })), taken);
}

/** Numbers what has no name, from one above the highest number in use. */
function named(files: readonly { readonly file: Blob; readonly name: string | null }[], taken: readonly string[]): readonly PickedFile[] {
  let number = taken.reduce((highest, name) => Math.max(highest, Number(/^clipboard-(\d{1,6})\./.exec(name)?.[1] ?? 0)), 0);
  return files.map(({ file, name }) => ({ file, folder: '', name: name ?? `clipboard-${String((number += 1))}.${extensionOf(file)}` }));
}

function extensionOf(file: Blob): string {
  return TYPES.find(([type]) => type === file.type)?.[1] ?? 'png';
}
