import { ClipboardPaste, FolderOpen, Images } from 'lucide-react';
import { useRef, useSyncExternalStore, type ReactElement } from 'react';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { ACCEPTED_FILES, ACCEPTED_TEXT } from './accepted-files.ts';
import { fromDirectory, fromFileList, fromHandles } from './collect-files.ts';
import { intakeNotice } from './intake-notice.ts';
import { useOpenFiles, usePaste } from './use-intake.ts';

/** The system's dialogs, in browsers that give the files on the disk themselves. */
interface Pickers {
  readonly showDirectoryPicker?: (options: { readonly mode: 'read' }) => Promise<FileSystemDirectoryHandle>;
  readonly showOpenFilePicker?: (options: {
    readonly multiple: true;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<readonly FileSystemFileHandle[]>;
}

/** Whether somebody closed the system's dialog, which is a choice and not a fault. */
function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

interface FilePickersProps {
  /** Small buttons, for the queue. */
  readonly compact?: boolean;
  /** Of the first button: `plain` where the page asks for something else first. */
  readonly tone?: 'primary' | 'plain';
}

/** The buttons that open files: from the file dialog, from a folder, from the clipboard. */
export function FilePickers({ compact = false, tone = 'primary' }: FilePickersProps): ReactElement {
  const open = useOpenFiles();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const notice = useSyncExternalStore(intakeNotice.subscribe, intakeNotice.getSnapshot);
  const paste = usePaste();

  const chooseFiles = async (): Promise<void> => {
    const picker = (window as Pickers).showOpenFilePicker;
    if (picker === undefined) {
      files.current?.click();
      return;
    }
    try {
      open(await fromHandles(await picker({ multiple: true, types: [{ accept: ACCEPTED_FILES }] })));
    } catch (error) {
      if (!isClosed(error)) files.current?.click();
    }
  };

  const chooseFolder = async (): Promise<void> => {
    const picker = (window as Pickers).showDirectoryPicker;
    if (picker === undefined) {
      folder.current?.click();
      return;
    }
    try {
      open(await fromDirectory(await picker({ mode: 'read' })));
    } catch (error) {
      if (!isClosed(error)) folder.current?.click();
    }
  };

  const size = compact ? 'small' : 'large';
  return (
    <div className="pickers">
      <div className="pickers-row">
        <Button tone={compact ? 'plain' : tone} size={size} icon={Images} onClick={() => void chooseFiles()}>
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
      {notice === null ? null : <p role="alert" className="field-caution">{words.start[notice]}</p>}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_TEXT}
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
