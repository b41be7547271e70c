import { Users } from 'lucide-react';
import { useCallback, useState, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { words } from '../words.ts';
import { policyFor } from '../workspace.ts';
import { facesOfJob } from './faces-of-job.ts';
import { usePeople } from './people-of-app.ts';

/** Switches grouping by person on, after a warning, and off; nothing where no policy allows it or there is no face. */
export function PeopleButton(): ReactElement | null {
  const { grouping, people } = usePeople();
  const isAllowed = useWorkspace((state) => state.jobs.some((job) => policyFor(state, job.id).review.groupPeople && facesOfJob(job).length > 0));
  const [asking, setAsking] = useState(false);
  const close = useCallback(() => setAsking(false), []);
  const text = words.people;
  if (people.on) {
    return (
      <Button size="small" icon={Users} title={text.stopHint} onClick={() => {
        grouping.stop();
        announce(text.stopped);
      }}>{text.stop}</Button>
    );
  }
  if (!isAllowed || !grouping.isPossible) return null;
  return (
    <>
      <Button size="small" icon={Users} onClick={() => (people.agreed ? grouping.start() : setAsking(true))}>{text.group}</Button>
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
