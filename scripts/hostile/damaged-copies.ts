import type { HostileFile } from './hostile-set.ts';

/** Shares of a file that are kept by a truncation. */
const KEPT_SHARES = [0.02, 0.1, 0.5, 0.9, 0.999];
/** Bytes kept by the truncations inside the header. */
const KEPT_BYTES = [0, 1, 3, 11, 25];
const FLIPPED_COPIES = 8;
/** Flips of the first half of the copies fall here, where the structure stands. */
const HEAD_BYTES = 700;

/** A good file, and the ending of its name, without the dot. */
export interface SeedFile {
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** Truncations and copies with flipped bits of one good file. */
export function damagedCopies({ extension, bytes }: SeedFile): HostileFile[] {
  const lengths = [...KEPT_BYTES, ...KEPT_SHARES.map((share) => Math.floor(bytes.length * share))];
  const random = sequence(bytes.length);
  const flipped = Array.from({ length: FLIPPED_COPIES }, (_, copy): HostileFile => {
    const damaged = Uint8Array.from(bytes);
    const reach = copy < FLIPPED_COPIES / 2 ? Math.min(HEAD_BYTES, bytes.length) : bytes.length;
    for (let flips = 0; flips <= copy; flips += 1) {
      const at = random(reach);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8));
    }
    return { name: `flipped-${String(copy + 1)}.${extension}`, bytes: damaged };
  });
  const doubled = new Uint8Array(bytes.length * 2);
  doubled.set(bytes);
  doubled.set(bytes, bytes.length);
  return [
    ...lengths.map((length) => ({ name: `truncated-${String(length)}.${extension}`, bytes: bytes.subarray(0, length) })),
    ...flipped,
    { name: `twice.${extension}`, bytes: doubled },
  ];
}

/** Numbers below a bound that look random and are the same in every run. @see Park and Miller, minimal standard generator */
function sequence(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
