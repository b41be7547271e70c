import { Users } from 'lucide-react';
import { useCallback, useState, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { words } from '../words.ts';
import { policyFor } from '../workspace/workspace-state.ts';
import { facesOfJob } from './faces-of-job.ts';
import { usePeople } from './people-of-app.ts';
import './people.css';

/** Switches grouping by person on, after a warning, and off; nothing where no policy allows it or there is no face. */
export function PeopleButton(): ReactElement | null {
  const { grouping, people } = usePeople();
  const isAllowed = useWorkspace((state) => state.jobs.some((job) => policyFor(state, job.id).review.groupPeople && facesOfJob(job).length > 0));
  const [asking, setAsking] = useState(false);
  const close = useCallback(() => setAsking(false), []);
  const text = words.people;
  const { on, agreed, progress } = people;
  if (!on && !(isAllowed && grouping.isPossible)) return null;
  const onClick = (): void => {
    if (!on) {
      if (agreed) grouping.start();
      else setAsking(true);
      return;
    }
    grouping.stop();
    announce(text.stopped);
  };
  return (
    <>
      {/* One button for both, so that the focus stays on it. */}
      <Button size="small" icon={Users} title={on ? text.stopHint : undefined} onClick={onClick}>{on ? (progress === null ? text.stop : text.cancel) : text.group}</Button>
      {asking ? (
        <Dialog title={text.title} onClose={close} foot={
          <>
            <Button onClick={close}>{text.notNow}</Button>
            <Button tone="primary" icon={Users} onClick={() => {
              close();
              grouping.start();
            }}>{text.compare}</Button>
          </>
        }>
          <ul className="people-warning">{text.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
        </Dialog>
      ) : null}
    </>
  );
}
