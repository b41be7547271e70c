import { ImageDown, ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { DeviceNotes } from '../support/DeviceNotes.tsx';
import { UnfinishedCard } from '../unfinished/UnfinishedCard.tsx';
import { unfinishedState } from '../unfinished/unfinished-state.ts';
import { words } from '../words.ts';
import { FilePickers } from './FilePickers.tsx';
import { KindChips } from './KindChips.tsx';
import { Samples } from './Samples.tsx';
import './intake.css';

interface StartScreenProps {
  /** Files are being dragged over the page. */
  readonly over: boolean;
  readonly onProof: () => void;
}

/** The first screen: one sentence, the drop zone, samples, and the way to the proof. */
export function StartScreen({ over, onProof }: StartScreenProps): ReactElement {
  const isReturning = useStore(unfinishedState, ({ offers }) => offers.length > 0);
  return (
    <main className="start" id="main">
      <div className="start-column">
        <h1>{words.start.title}</h1>
        <p className="start-lead">{words.start.lead}</p>
        <UnfinishedCard />
        <section className={over ? 'drop-zone drop-zone-over' : 'drop-zone'} aria-label={words.start.drop}>
          <ImageDown size={40} strokeWidth={1.25} aria-hidden="true" />
          <p className="drop-title">{over ? words.start.dropNow : words.start.drop}</p>
          <FilePickers tone={isReturning ? 'plain' : 'primary'} />
          <p className="soft">{words.start.formats}</p>
        </section>
        <DeviceNotes />
        <KindChips />
        <Samples />
        <section className="start-notes">
          <p>
            <strong>{words.start.limitsTitle}.</strong> {words.start.limits}
          </p>
          <button type="button" className="link-button start-proof" onClick={onProof}>
            <ShieldCheck size={16} aria-hidden="true" /> {words.start.proof}
          </button>
        </section>
      </div>
    </main>
  );
}
