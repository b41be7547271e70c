import { ClipboardPaste, FolderOpen, Images } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { fromDirectory, fromFileList } from './collect-files.ts';
import { useOpenFiles } from './use-intake.ts';

interface DirectoryPicker {
  readonly showDirectoryPicker?: (options: { readonly mode: 'read' }) => Promise<FileSystemDirectoryHandle>;
}

/** What the file dialog offers first; anything else is told from its bytes and refused with a reason. */
const ACCEPT = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp,image/heic,image/heif,image/tiff,.jpg,.jpeg,.png,.webp,.avif,.gif,.bmp,.heic,.heif,.tif,.tiff';

/** The buttons that open files: from the file dialog, from a folder, from the clipboard. */
export function FilePickers({ compact = false }: { readonly compact?: boolean }): ReactElement {
  const open = useOpenFiles();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [notice, setNotice] = useState<string | null>(null);

  const chooseFolder = async (): Promise<void> => {
    const picker = (window as DirectoryPicker).showDirectoryPicker;
    if (picker === undefined) {
      folder.current?.click();
      return;
    }
    try {
      open(await fromDirectory(await picker({ mode: 'read' })));
    } catch (error) {
      // Closing the system's dialog is not a fault; anything else falls back to the plain folder input.
      if (!(error instanceof DOMException && error.name === 'AbortError')) folder.current?.click();
    }
  };

  const paste = async (): Promise<void> => {
    setNotice(null);
    try {
      const items = await navigator.clipboard.read();
      const pictures = items.flatMap((item) => item.types.filter((type) => type.startsWith('image/')).slice(0, 1).map((type) => item.getType(type)));
      const blobs = await Promise.all(pictures);
      if (blobs.length === 0) setNotice(words.start.pasteEmpty);
      else open(blobs.map((file, index) => ({ file, name: `clipboard-${index + 1}.png`, folder: '' })));
    } catch {
      setNotice(words.start.pasteDenied);
    }
  };

  const size = compact ? 'small' : 'large';
  return (
    <div className="pickers">
      <div className="pickers-row">
        <Button tone={compact ? 'plain' : 'primary'} size={size} icon={Images} onClick={() => files.current?.click()}>
          {compact ? words.queue.add : words.start.chooseFiles}
        </Button>
        <Button size={size} icon={FolderOpen} onClick={() => void chooseFolder()}>
          {compact ? words.queue.addFolder : words.start.chooseFolder}
        </Button>
        {compact ? null : (
          <Button size={size} icon={ClipboardPaste} title={words.start.pasteHint} onClick={() => void paste()}>
            {words.start.paste}
          </Button>
        )}
      </div>
      {notice === null ? null : <p role="alert" className="field-caution">{notice}</p>}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        data-testid="file-input"
        aria-label={words.start.chooseFiles}
        onChange={(event) => {
          open(fromFileList(event.target.files ?? []));
          event.target.value = '';
        }}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        data-testid="folder-input"
        aria-label={words.start.chooseFolder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          open(fromFileList(event.target.files ?? []));
          event.target.value = '';
        }}
      />
    </div>
  );
}
