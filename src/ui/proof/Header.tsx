import { CircleArrowUp, CircleQuestionMark, RefreshCw, Settings as SettingsIcon, WifiOff, Wifi } from 'lucide-react';
import { useState, useSyncExternalStore, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { Logo } from '../controls/Logo.tsx';
import { words } from '../words.ts';
import { networkWitness } from './network-witness.ts';
import { appShell } from './service-worker.ts';
import './proof.css';

interface HeaderProps {
  readonly onProof: () => void;
  readonly onHelp: () => void;
  readonly onSettings: () => void;
}

/** The line on top: name, offline badge, network witness, settings and help. */
export function Header({ onProof, onHelp, onSettings }: HeaderProps): ReactElement {
  const shell = useSyncExternalStore(appShell.subscribe, appShell.getSnapshot);
  const witness = useSyncExternalStore(networkWitness.subscribe, networkWitness.getSnapshot);
  const { engine, store } = useApp();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [label, explanation] = words.header.offline[shell];
  const offline = shell === 'ready' || shell === 'update-waiting';
  const Icon = shell === 'update-waiting' ? CircleArrowUp : offline ? WifiOff : Wifi;
  const update = async (): Promise<void> => {
    // The new build can only take over a page whose engine is at rest, and never ends a job.
    const busy = store.getState().jobs.some(({ stage, exported }) => stage === 'waiting' || stage === 'detecting' || exported.status === 'queued' || exported.status === 'running');
    const refused = busy || !(await engine.rest()) ? words.header.updateBusy : (await appShell.applyUpdate()) === 'other-tabs' ? words.header.updateOtherTabs : null;
    setRefusal(refused);
    if (refused !== null) announce(refused);
  };
  return (
    <header className="header">
      <span className="brand">
        <Logo /> {words.product}
      </span>
      <div className="header-right">
        {shell === 'update-waiting' ? (
          <>
            {refusal === null ? null : <span className="update-refusal">{refusal}</span>}
            <Button size="small" icon={RefreshCw} title={refusal ?? explanation} onClick={() => void update()}>
              <span className="wide-text">{words.header.update}</span><span className="narrow-text" aria-hidden="true">{words.header.updateShort}</span>
            </Button>
          </>
        ) : null}
        <span className={offline ? 'badge badge-ok' : 'badge'} title={explanation} data-testid="offline-badge" data-state={shell}>
          <Icon size={14} aria-hidden="true" /> {label}
        </span>
        <button type="button" className="badge badge-button" title={words.proof.title} onClick={onProof} data-testid="network-witness">
          <span className={witness.sinceOpened === 0 ? 'dot' : 'dot dot-caution'} aria-hidden="true" />
          {witness.openedAt === null ? (
            words.header.requestsNone
          ) : (
            <>
              <span className="wide-text">{words.header.requests(witness.sinceOpened)}</span>
              <span className="narrow-text" aria-hidden="true">{words.header.requestsShort(witness.sinceOpened)}</span>
            </>
          )}
        </button>
        <IconButton icon={SettingsIcon} label={words.header.settings} onClick={onSettings} />
        <IconButton icon={CircleQuestionMark} label={words.header.help} shortcut="help" onClick={onHelp} />
      </div>
    </header>
  );
}
