/** What an address asks of the page when it opens: nothing, the pictures of the clipboard, or files that were shared. */
export type Arrival = { readonly type: 'none' } | { readonly type: 'paste' } | { readonly type: 'shared'; readonly token: string };

/**
 * Reads what an address asks for. Nothing else in it plays a part.
 * @param search - query of the address, with its question mark
 */
export function readArrival(search: string): Arrival {
  const query = new URLSearchParams(search);
  const token = query.get('shared');
  if (token !== null) return { type: 'shared', token };
  return query.get('action') === 'paste' ? { type: 'paste' } : { type: 'none' };
}
