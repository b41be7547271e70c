import { FilePlus } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactElement } from 'react';
import { licenceConcern } from '../../core/detect/packs/pack-licence.ts';
import { packKinds } from '../../core/detect/packs/pack-manifest.ts';
import { Button } from '../controls/Button.tsx';
import { CheckField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import { NO_FILES, takePackFiles, type PackFiles } from './pack-files.ts';

interface AddPackProps {
  readonly busy: boolean;
  /** Resolves to the reason why it was not added, or `null`. */
  readonly onAdd: (manifest: Blob, model: Blob) => Promise<string | null>;
}

/** Takes a manifest and its ONNX file, dropped or chosen, together or one by one; shows what they are before they are added. */
export function AddPack({ busy, onAdd }: AddPackProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<PackFiles>(NO_FILES);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [mayUse, setMayUse] = useState(false);
  const [over, setOver] = useState(false);
  const text = words.settings.detectors;

  const take = async (added: readonly File[]): Promise<void> => {
    if (added.length === 0) return;
    setMayUse(false);
    const taken = await takePackFiles(files, added);
    setRefusal(taken.status === 'ok' ? null : taken.refusal);
    if (taken.status === 'ok') setFiles(taken.files);
  };
  const clear = (): void => {
    setFiles(NO_FILES);
    setRefusal(null);
    setMayUse(false);
  };
  // Kept from the page, which would take them for photos.
  const keep = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const { manifest, model } = files;
  const concern = manifest === null ? null : licenceConcern(manifest.content.licence);
  return (
    <div
      className={over ? 'pack-drop pack-drop-over' : 'pack-drop'}
      onDragEnter={keep}
      onDragOver={(event) => {
        keep(event);
        setOver(true);
      }}
      onDragLeave={(event) => {
        keep(event);
        setOver(false);
      }}
      onDrop={(event) => {
        keep(event);
        setOver(false);
        void take([...event.dataTransfer.files]);
      }}
    >
      {manifest === null || model === null ? (
        <>
          <p>{manifest === null ? (model === null ? text.drop : text.dropManifest) : text.dropModel(manifest.content.title)}</p>
          {manifest === null ? null : <p className="field-hint pack-source">{text.source} <span className="mono">{manifest.content.source}</span></p>}
          <div className="pack-row">
            <Button size="small" icon={FilePlus} onClick={() => input.current?.click()}>{text.choose}</Button>
            {manifest === null && model === null ? null : <Button size="small" tone="quiet" onClick={clear}>{text.cancel}</Button>}
          </div>
          <p className="field-hint">{text.dropHint}</p>
        </>
      ) : (
        <>
          <h4>{text.addTitle(manifest.content.title)}</h4>
          <dl className="pack-facts">
            <dt>{text.finds}</dt>
            <dd>{words.list(packKinds(manifest.content).map((kind) => words.kindNames[kind]))}</dd>
            <dt>{text.licence}</dt>
            <dd>{manifest.content.licence}</dd>
            <dt>{text.source}</dt>
            <dd className="mono">{manifest.content.source}</dd>
            <dt>{text.size}</dt>
            <dd>{words.bytes(model.size)}</dd>
          </dl>
          {concern === null ? null : (
            <>
              <p className="field-caution">{text.concerns[concern]}</p>
              <CheckField label={text.mayUse} checked={mayUse} onChange={setMayUse} />
            </>
          )}
          <div className="pack-row">
            <Button
              tone="primary"
              size="small"
              disabled={busy || (concern !== null && !mayUse)}
              onClick={() => void onAdd(manifest.file, model).then((reason) => (reason === null ? clear() : setRefusal(reason)))}
            >
              {busy ? text.checking : text.add}
            </Button>
            <Button size="small" tone="quiet" disabled={busy} onClick={clear}>{text.cancel}</Button>
          </div>
          <p className="field-hint">{text.trust}</p>
        </>
      )}
      {refusal === null ? null : <p role="alert" className="pack-error">{refusal === 'other-file' ? text.otherFile : refusal === 'unreadable' ? text.unreadable : refusal}</p>}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,.onnx,application/json"
        data-testid="pack-input"
        aria-label={text.choose}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
