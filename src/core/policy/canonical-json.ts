/**
 * One spelling of a JSON value: fields sorted by UTF-16 code units, no white space, numbers and texts as ECMAScript writes them.
 * Equal values give equal texts, whatever the order in which their fields were set.
 * @see RFC 8785 (JSON Canonicalization Scheme)
 * @param value - as parsed from JSON: finite numbers, texts, flags, null, arrays and plain objects; deep nesting is the caller's to bound
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}
