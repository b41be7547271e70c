import { useSyncExternalStore, type ReactElement } from 'react';
import { Dialog } from '../controls/Dialog.tsx';
import { words } from '../words.ts';
import { networkWitness } from './network-witness.ts';
import { TryIt } from './TryIt.tsx';

/** What the page asked the network for, what the browser enforces, how to test it, and what can't be promised. */
export function ProofDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const witness = useSyncExternalStore(networkWitness.subscribe, networkWitness.getSnapshot);
  const text = words.proof;
  return (
    <Dialog title={text.title} onClose={onClose} wide>
      <section className="proof-section">
        <h3>{text.witness}</h3>
        <p>{witness.openedAt === null ? text.witnessBefore : text.witnessSince(witness.sinceOpened, witness.blocked)}</p>
        {witness.requests.length === 0 ? (
          <p className="soft">{text.noRequests}</p>
        ) : (
          <div className="request-list" tabIndex={0} role="region" aria-label={text.witness}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{text.path}</th>
                  <th scope="col">{text.kind}</th>
                  <th scope="col">{text.answered}</th>
                </tr>
              </thead>
              <tbody>
                {witness.requests.map((request, index) => (
                  <tr key={index}>
                    <td>{request.path}</td>
                    <td>{request.kind}</td>
                    <td>{request.fromCache ? text.device : text.network}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <TryIt />
      <List title={text.enforced} items={text.enforcedList} />
      <List title={text.test} items={text.testList} ordered />
      <List title={text.limits} items={text.limitsList} />
    </Dialog>
  );
}

function List({ title, items, ordered = false }: { readonly title: string; readonly items: readonly string[]; readonly ordered?: boolean }): ReactElement {
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <section className="proof-section">
      <h3>{title}</h3>
      <Tag>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </Tag>
    </section>
  );
}
