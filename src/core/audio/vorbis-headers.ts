/** Marks the second of a Vorbis stream's three headers, which holds comments. */
const COMMENTS = [3, 0x76, 0x6f, 0x72, 0x62, 0x69, 0x73] as const;

/**
 * Empties the comments in the headers of a Vorbis stream, and the name of the program that wrote it. Decoders need neither.
 * @param headers - three of them behind their number and the lengths of the first two, as Matroska stores them
 * @returns the headers anew; `null` where they are laid out otherwise
 * @see https://xiph.org/vorbis/doc/Vorbis_I_spec.html 4.2 and 5.2
 */
export function withoutComments(headers: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (headers[0] !== 2) return null;
  const lengths: number[] = [];
  let at = 1;
  for (let sum = 0; lengths.length < 2; at += 1) {
    const byte = headers[at];
    if (byte === undefined) return null;
    sum += byte;
    if (byte === 255) continue;
    lengths.push(sum);
    sum = 0;
  }
  const [first = 0, second = 0] = lengths;
  const [comments, setup] = [at + first, at + first + second];
  if (setup >= headers.length || second < COMMENTS.length || COMMENTS.some((byte, index) => headers[comments + index] !== byte)) return null;
  // No vendor, no comment, and the bit that ends the header.
  const empty = [...COMMENTS, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  const lacing = [...new Array<number>(Math.floor(first / 255)).fill(255), first % 255];
  return Uint8Array.from([2, ...lacing, empty.length, ...headers.subarray(at, comments), ...empty, ...headers.subarray(setup)]);
}
