import { useId, useState, type ReactElement } from 'react';
import type { Kind } from '../../core/detect/detection.ts';
import type { PackInfo } from '../../protocol/engine-api.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';

interface PackCardProps {
  readonly pack: PackInfo;
  readonly busy: boolean;
  readonly onUse: (usedFor: readonly Kind[]) => void;
  readonly onRemove: () => void;
}

/** One added detector: what it is, what it is used for, and the way out. */
export function PackCard({ pack, busy, onUse, onRemove }: PackCardProps): ReactElement {
  const [asking, setAsking] = useState(false);
  const titleId = useId();
  const text = words.settings.detectors;
  return (
    <li className="pack" aria-labelledby={titleId}>
      <div className="pack-head">
        <h4 id={titleId}>{pack.title}</h4>
        {pack.origin === 'build' ? <span className="field-hint">{text.inBuild}</span> : null}
      </div>
      <p className="field-hint">
        {[text.version(pack.version), words.bytes(pack.sizeBytes), pack.licence].join(' · ')}
        <br />
        {text.hash} <span className="mono" title={pack.sha256}>{pack.sha256.slice(0, 16)}…</span>
      </p>
      <ul className="pack-kinds">
        {pack.kinds.map((kind) => (
          <li key={kind}>
            <label className="check">
              <input
                type="checkbox"
                checked={pack.usedFor.includes(kind)}
                disabled={busy}
                onChange={(event) => onUse(event.target.checked ? [...pack.usedFor, kind] : pack.usedFor.filter((other) => other !== kind))}
              />
              <span>{text.useFor(kind)}</span>
            </label>
          </li>
        ))}
      </ul>
      {pack.origin === 'build' ? null : asking ? (
        <div className="pack-row" role="group" aria-label={text.removeQuestion}>
          <span>{text.removeQuestion}</span>
          <Button size="small" disabled={busy} autoFocus onClick={onRemove}>{text.remove}</Button>
          <Button size="small" tone="quiet" onClick={() => setAsking(false)}>{text.keep}</Button>
        </div>
      ) : (
        <div className="pack-row">
          <Button size="small" disabled={busy} aria-label={text.removeOne(pack.title)} onClick={() => setAsking(true)}>{text.remove}</Button>
        </div>
      )}
    </li>
  );
}
