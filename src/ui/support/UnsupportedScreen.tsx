import { CircleAlert } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { Logo } from '../controls/Logo.tsx';
import { useWords } from '../words/use-words.ts';
import type { Feature } from './browser-support.ts';
import './support.css';

/** In place of the app, where this browser can't do the work: what is missing, and where it would work. */
export function UnsupportedScreen({ missing }: { readonly missing: readonly Feature[] }): ReactElement {
  const words = useWords();
  useEffect(() => {
    document.title = words.product;
  }, [words]);
  return (
    <main className="unsupported" id="main" data-testid="unsupported">
      <p className="unsupported-brand"><Logo /> {words.product}</p>
      <h1><CircleAlert size={24} aria-hidden="true" /> {words.support.title}</h1>
      <p>{words.support.why}</p>
      <ul>
        {missing.map((feature) => <li key={feature}>{words.support.missing[feature]}</li>)}
      </ul>
      <p>{words.support.wayOut}</p>
      <p className="soft">{words.support.nothingSent}</p>
    </main>
  );
}
