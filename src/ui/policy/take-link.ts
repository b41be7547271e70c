import { policyFromLink } from '../../core/policy/policy-link.ts';
import { policyRoom } from './policy-room.ts';

/**
 * Takes a policy out of the page's address and shows it: nothing of it is in force before a person says so. The fragment is taken
 * out of the address, so that a reload doesn't ask again. Fragments are never sent to a server.
 */
export function takeLink(): void {
  const linked = policyFromLink(location.hash);
  if (linked === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  policyRoom.setState({ open: true, linked });
}
