import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useWorkspace } from './app-context.ts';
import { Announcer } from './controls/Announcer.tsx';
import { ErrorBoundary } from './controls/ErrorBoundary.tsx';
import { ClosedNotice } from './detect/ClosedNotice.tsx';
import { StartScreen } from './intake/StartScreen.tsx';
import { usePageDrop } from './intake/use-intake.ts';
import { Header } from './proof/Header.tsx';
import { UnfinishedNotice } from './unfinished/UnfinishedNotice.tsx';
import { useUnloadGuard } from './use-unload-guard.ts';
import { keepFocus } from './keyboard/keep-focus.ts';
import { useHelpKey } from './keyboard/use-shortcuts.ts';
import { loadWorkroom } from './load-workroom.ts';
import { PolicyNotice } from './policy/PolicyNotice.tsx';
import { closePolicyRoom, policyRoom } from './policy/policy-room.ts';
import { useWords } from './words/use-words.ts';
import './app.css';

const Workroom = lazy(async () => ({ default: (await loadWorkroom()).Workroom }));
const ProofDialog = lazy(async () => ({ default: (await import('./proof/ProofDialog.tsx')).ProofDialog }));
const PolicyRoom = lazy(async () => ({ default: (await import('./policy/PolicyRoom.tsx')).PolicyRoom }));
const AboutDialog = lazy(async () => ({ default: (await import('./about/AboutDialog.tsx')).AboutDialog }));
const SettingsDialog = lazy(async () => ({ default: (await import('./settings/SettingsDialog.tsx')).SettingsDialog }));
const ShortcutsDialog = lazy(async () => ({ default: (await import('./keyboard/ShortcutsDialog.tsx')).ShortcutsDialog }));

/** The whole page: header, then the start screen or the workroom, and the dialogs that both share. */
export function App(): ReactElement {
  const words = useWords();
  const empty = useWorkspace((state) => state.jobs.length === 0);
  const over = usePageDrop();
  const [dialog, setDialog] = useState<'proof' | 'settings' | 'help' | 'about' | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const inPolicyRoom = useStore(policyRoom, (state) => state.open);
  useUnloadGuard();
  useHelpKey(() => setDialog('help'));
  useEffect(keepFocus, []);
  useEffect(() => {
    document.title = words.product;
  }, [words]);
  return (
    <div className="app">
      <Header onProof={() => setDialog('proof')} onHelp={() => setDialog('help')} onSettings={() => setDialog('settings')} />
      <UnfinishedNotice />
      <ClosedNotice />
      <PolicyNotice />
      {empty ? (
        <StartScreen over={over} onProof={() => setDialog('proof')} />
      ) : (
        <Suspense fallback={<p className="app-loading">{words.start.loading}</p>}>
          <ErrorBoundary>
            <Workroom />
          </ErrorBoundary>
        </Suspense>
      )}
      {over && !empty ? <div className="drop-cover" aria-hidden="true">{words.start.dropNow}</div> : null}
      <Suspense fallback={null}>
        {dialog === 'proof' ? <ProofDialog onClose={close} /> : null}
        {inPolicyRoom ? <PolicyRoom onClose={closePolicyRoom} /> : null}
        {dialog === 'settings' ? <SettingsDialog onClose={close} onAbout={() => setDialog('about')} /> : null}
        {dialog === 'about' ? <AboutDialog onClose={close} /> : null}
        {dialog === 'help' ? <ShortcutsDialog onClose={close} /> : null}
      </Suspense>
      <Announcer />
    </div>
  );
}
