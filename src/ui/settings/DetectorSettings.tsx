import { useRef, useState, type ReactElement } from 'react';
import { KINDS } from '../../core/detect/detection.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { AddPack } from './AddPack.tsx';
import { PackCard } from './PackCard.tsx';
import { usePacks } from './use-packs.ts';
import './settings.css';

/** What looks for what: the detectors that ship, those that were added, and the way to add one. */
export function DetectorSettings(): ReactElement {
  const { list, busy, error, changed, add, remove, use } = usePacks();
  const { store } = useApp();
  const searched = useWorkspace((state) => state.jobs.filter((job) => job.stage === 'review').length);
  // The page's own announcer is inert behind a modal dialog.
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const text = words.settings.detectors;
  return (
    <section className="detectors" aria-busy={busy}>
      <h3 ref={heading} tabIndex={-1}>{text.title}</h3>
      <p className="field-hint">{text.lead}</p>
      <p role="status" className="visually-hidden">{said}</p>
      {error === null ? null : <p role="alert" className="pack-error">{error}</p>}
      {list === null ? (error === null ? <p className="soft">{text.loading}</p> : null) : (
        <>
          {list.damaged.map((key) => (
            <div key={key} className="pack-error pack-row" role="alert">
              <span>{text.damaged}</span>
              <Button size="small" disabled={busy} onClick={() => void remove(key).then(() => heading.current?.focus())}>{text.removeDamaged}</Button>
            </div>
          ))}
          {list.packs.length === 0 ? <p className="soft">{text.empty}</p> : (
            <ul className="packs">
              {list.packs.map((pack) => (
                <PackCard
                  key={pack.sha256}
                  pack={pack}
                  busy={busy}
                  onUse={(usedFor) => void use(pack.sha256, usedFor)}
                  onRemove={() =>
                    void remove(pack.sha256).then((removed) => {
                      if (!removed) return;
                      setSaid(text.removed(pack.title));
                      heading.current?.focus();
                    })
                  }
                />
              ))}
            </ul>
          )}
          {changed && searched > 0 ? (
            <div className="pack-row" role="status">
              <span>{text.changed(searched)}</span>
              <Button size="small" disabled={busy} onClick={() => store.dispatch({ type: 'search-again' })}>{text.searchAgain(searched)}</Button>
            </div>
          ) : null}
          <AddPack
            busy={busy}
            onAdd={async (manifest, model) => {
              const refusal = await add(manifest, model);
              if (refusal === null) {
                setSaid(text.added);
                heading.current?.focus();
              }
              return refusal;
            }}
          />
          <details className="shipped">
            <summary>{text.shipped(list.shipped.length)}</summary>
            <ul>
              {list.shipped.map(({ name, version, licence, kinds }) => (
                <li key={name}>
                  <span className="mono">{name}</span> {version} · {licence}
                  <br />
                  <span className="field-hint">{words.list(KINDS.filter((kind) => kinds.includes(kind)).map((kind) => words.kindNames[kind]))}</span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  );
}
