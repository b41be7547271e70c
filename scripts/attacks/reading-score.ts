/** What of a text an attacker is after: letters and digits, without case and diacritics. */
export function readable(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Share of a text's letters and digits that a reading has right: one less the edits that turn the best-fitting stretch of the
 * reading into the text, per character. What else the reading holds, such as a neighbour's letters, costs nothing.
 * @param truth - what is there
 * @param reading - what was read
 * @returns 0..1; 0 where the text has neither letters nor digits
 */
export function shareRead(truth: string, reading: string): number {
  const wanted = Array.from(readable(truth));
  const read = Array.from(readable(reading));
  if (wanted.length === 0) return 0;
  // The first row is all zeros, and the best of the last row counts: the stretch may start and end anywhere.
  let row = read.map(() => 0);
  row.push(0);
  for (const [i, character] of wanted.entries()) {
    const next = [i + 1];
    for (const [j, other] of read.entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (character === other ? 0 : 1)));
    }
    row = next;
  }
  return 1 - Math.min(...row) / wanted.length;
}
