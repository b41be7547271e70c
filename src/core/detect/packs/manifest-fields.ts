import { PackManifestError } from './pack-problem.ts';

/** One object of an untrusted manifest: reads its fields, and refuses what is missing, wrong, or not known. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;

  /**
   * @param untrusted - the object
   * @param path - where it lies in the manifest, empty for the whole
   * @param known - every field that it may have
   * @throws PackManifestError `not-object`, `unknown-field`
   */
  constructor(untrusted: unknown, path: string, known: readonly string[]) {
    if (typeof untrusted !== 'object' || untrusted === null || Array.isArray(untrusted)) throw new PackManifestError('not-object', path);
    // The unknown name itself may be anything, so only its place is told.
    if (Object.keys(untrusted).some((key) => !known.includes(key))) throw new PackManifestError('unknown-field', path === '' ? 'top level' : path);
    this.#values = untrusted as Readonly<Record<string, unknown>>;
    this.#path = path;
  }

  /** Place of a field in the manifest. */
  at(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  /** The field as it stands; `fallback` where it is missing. Without a fallback a missing field is refused. */
  value(key: string, fallback?: unknown): unknown {
    const found = Object.hasOwn(this.#values, key) ? this.#values[key] : fallback;
    if (found === undefined) throw new PackManifestError('missing', this.at(key));
    return found;
  }

  /** A nested object. */
  object(key: string, known: readonly string[], fallback?: object): Fields {
    return new Fields(this.value(key, fallback), this.at(key), known);
  }

  /** A text of 1 to `longest` characters, without control characters. */
  text(key: string, longest: number, fallback?: string): string {
    const found = this.value(key, fallback);
    if (typeof found !== 'string' || found.trim() === '' || found.length > longest || /\p{Cc}/u.test(found)) throw new PackManifestError('not-text', this.at(key));
    return found;
  }

  /** A text, or `null` where the field is missing or null. */
  optionalText(key: string, longest: number): string | null {
    return this.value(key, null) === null ? null : this.text(key, longest);
  }

  /** A finite number from `low` to `high`. */
  number(key: string, low: number, high: number, fallback?: number): number {
    return numberIn(this.value(key, fallback), low, high, this.at(key));
  }

  /** A whole number from `low` to `high`. */
  whole(key: string, low: number, high: number, fallback?: number): number {
    const found = this.number(key, low, high, fallback);
    if (!Number.isInteger(found)) throw new PackManifestError('not-number', this.at(key));
    return found;
  }

  /** True or false. */
  boolean(key: string, fallback?: boolean): boolean {
    const found = this.value(key, fallback);
    if (typeof found !== 'boolean') throw new PackManifestError('not-boolean', this.at(key));
    return found;
  }

  /** One of some values. */
  choice<const T extends string>(key: string, values: readonly T[], fallback?: T): T {
    const found = this.value(key, fallback);
    const known = values.find((value) => value === found);
    if (known === undefined) throw new PackManifestError('not-choice', this.at(key));
    return known;
  }

  /** A list of 1 to `longest` entries, each read by `read`, which is told its place. */
  list<T>(key: string, longest: number, read: (untrusted: unknown, path: string) => T, fallback?: readonly unknown[]): readonly T[] {
    const found = this.value(key, fallback);
    if (!Array.isArray(found) || found.length === 0 || found.length > longest) throw new PackManifestError('not-list', this.at(key));
    return found.map((entry: unknown, index) => read(entry, `${this.at(key)}[${String(index)}]`));
  }
}

/** A finite number from `low` to `high`. */
export function numberIn(untrusted: unknown, low: number, high: number, path: string): number {
  if (typeof untrusted !== 'number' || !(untrusted >= low && untrusted <= high)) throw new PackManifestError('not-number', path);
  return untrusted;
}
