import { Check, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { CHANNELS, tryChannel, type Attempt, type Channel } from './try-channels.ts';

type Outcome = Attempt | 'running' | 'failed';

/** Buttons that try to send a byte out of the page, each by another way, and say how the browser stopped it. */
export function TryIt(): ReactElement {
  const [outcomes, setOutcomes] = useState<Partial<Record<Channel, Outcome>>>({});
  const text = words.proof;
  const attempt = async (channel: Channel): Promise<void> => {
    if (outcomes[channel] === 'running') return;
    const say = (outcome: Outcome): void => setOutcomes((now) => ({ ...now, [channel]: outcome }));
    say('running');
    try {
      const outcome = await tryChannel(channel);
      say(outcome);
      announce(`${text.channels[channel]}: ${text.attempts[outcome]}`);
    } catch {
      say('failed');
      announce(text.attemptFailed);
    }
  };
  return (
    <section className="proof-section">
      <h3>{text.tryTitle}</h3>
      <p>{text.tryLead}</p>
      <ul className="try-list">
        {CHANNELS.map((channel) => (
          <li key={channel} data-testid={`try-${channel}`} data-outcome={outcomes[channel]}>
            <span className="try-name">{text.channels[channel]}</span>
            <TryOutcome outcome={outcomes[channel]} />
            {/* A disabled button would lose the focus. */}
            <Button size="small" aria-disabled={outcomes[channel] === 'running'} aria-label={text.tryOne(text.channels[channel])} onClick={() => void attempt(channel)}>{text.try}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TryOutcome({ outcome }: { readonly outcome: Outcome | undefined }): ReactElement | null {
  const text = words.proof;
  if (outcome === undefined) return null;
  if (outcome === 'running') return <LoaderCircle size={14} className="mark-busy" aria-label={words.stages.load} />;
  const kept = outcome !== 'left' && outcome !== 'failed';
  const Mark = kept ? Check : TriangleAlert;
  return (
    <span className={kept ? 'try-kept' : 'field-caution'}>
      <Mark size={14} aria-hidden="true" /> {outcome === 'failed' ? text.attemptFailed : text.attempts[outcome]}
    </span>
  );
}
