import { FolderOpen, History, Images, Trash2 } from 'lucide-react';
import { useRef, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { askToKeepOnce } from '../about/storage.ts';
import { announce } from '../announcer.ts';
import { Button } from '../controls/Button.tsx';
import { fromFileList } from '../intake/collect-files.ts';
import { useOpenFiles } from '../intake/use-intake.ts';
import { words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import type { Offer } from './offers.ts';
import { unfinishedState } from './unfinished-state.ts';
import './unfinished.css';

/** What earlier visits left, and the way to go on with it or to delete it. Nothing where there is none. */
export function UnfinishedCard(): ReactElement | null {
  useWords();
  const { offers, problem, discardAll } = useStore(unfinishedState);
  if (problem === 'too-new') return <Card><p>{words.unfinished.tooNewAll}</p><Discard label={words.unfinished.title} onDiscard={discardAll} /></Card>;
  if (offers.length === 0) return null;
  const readable = offers.some(({ touchedAt }) => touchedAt !== null);
  return (
    <Card>
      <ul className="unfinished-list">
        {offers.map((offer) => (
          <OfferRow key={offer.id} offer={offer} />
        ))}
      </ul>
      {readable ? <Openers /> : null}
    </Card>
  );
}

function Card({ children }: { readonly children: React.ReactNode }): ReactElement {
  return (
    <section className="unfinished" aria-labelledby="unfinished-title" data-testid="unfinished">
      <h2 id="unfinished-title">
        <History size={16} aria-hidden="true" /> {words.unfinished.title}
      </h2>
      {children}
    </section>
  );
}

function OfferRow({ offer }: { readonly offer: Offer }): ReactElement {
  const { discard } = useStore(unfinishedState);
  const { touchedAt } = offer;
  const label = touchedAt === null ? words.unfinished.tooNew : words.unfinished.from(new Date(touchedAt), daysAgo(touchedAt));
  return (
    <li data-testid="unfinished-offer">
      <p>
        {touchedAt === null ? label : <strong>{label}</strong>}
        {touchedAt === null ? null : <span className="unfinished-sum">{words.unfinished.sum(offer)}</span>}
      </p>
      <Discard label={label} onDiscard={() => discard(offer.id)} />
    </li>
  );
}

function Discard({ label, onDiscard }: { readonly label: string; readonly onDiscard: () => Promise<void> }): ReactElement {
  const run = async (): Promise<void> => {
    await onDiscard();
    announce(words.unfinished.discarded);
  };
  return (
    <Button tone="quiet" icon={Trash2} aria-label={words.unfinished.discardThis(label)} onClick={() => void run()}>
      {words.unfinished.discard}
    </Button>
  );
}

/** The same files can be opened in every way; these are the nearest. */
function Openers(): ReactElement {
  const open = useOpenFiles();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const pick = (input: HTMLInputElement | null): void => {
    input?.click();
    void askToKeepOnce();
  };
  const input = {
    type: 'file',
    multiple: true,
    hidden: true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>): void => {
      open(fromFileList(event.target.files ?? []));
      event.target.value = '';
    },
  } as const;
  return (
    <>
      <p className="soft">{words.unfinished.how}</p>
      <div className="unfinished-openers">
        <Button tone="primary" icon={Images} onClick={() => pick(files.current)}>
          {words.unfinished.chooseFiles}
        </Button>
        <Button icon={FolderOpen} onClick={() => pick(folder.current)}>
          {words.unfinished.chooseFolder}
        </Button>
      </div>
      <input {...input} ref={files} data-testid="unfinished-input" aria-label={words.unfinished.chooseFiles} />
      <input {...input} ref={folder} data-testid="unfinished-folder" aria-label={words.unfinished.chooseFolder} {...{ webkitdirectory: '' }} />
    </>
  );
}

/** Midnights between a time and now: 0 for today. */
function daysAgo(at: number): number {
  const midnight = (time: Date): number => new Date(time).setHours(0, 0, 0, 0);
  return Math.max(0, Math.round((midnight(new Date()) - midnight(new Date(at))) / 86_400_000));
}
