/**
 * Shapes of what is kept between visits: one description serves both ways. `keep` makes a copy that has the fields of the shape
 * and no others, so that nothing gets in that is not listed; `read` refuses whatever does not fit to the letter, because stored
 * data may be damaged, or another program's.
 */
export type Way = 'keep' | 'read';

/** Copies a value into its shape; `undefined` where it does not fit. */
export type ShapeOf<T> = (value: unknown, way: Way) => T | undefined;

/** `true` or `false`. */
export const flag: ShapeOf<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/**
 * A finite number.
 * @param from - least, included
 * @param to - most, included
 */
export function number(from: number, to: number): ShapeOf<number> {
  return (value) => (typeof value === 'number' && value >= from && value <= to ? value : undefined);
}

/** A whole number; limits as for {@link number}. */
export function whole(from: number, to: number): ShapeOf<number> {
  return (value) => (Number.isInteger(value) ? number(from, to)(value, 'read') : undefined);
}

/** One of several words. */
export function word<T extends string>(words: readonly T[]): ShapeOf<T> {
  return (value) => words.find((known) => known === value);
}

/**
 * An id or another technical text.
 * @param pattern - anchored at both ends
 */
export function id(pattern: RegExp): ShapeOf<string> {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined);
}

/** A value or `null`. */
export function nullable<T>(shape: ShapeOf<T>): ShapeOf<T | null> {
  return (value, way) => (value === null ? null : shape(value, way));
}

/** Checks a value that has its shape further. */
export function only<T>(shape: ShapeOf<T>, fits: (value: T) => boolean): ShapeOf<T> {
  return (value, way) => {
    const read = shape(value, way);
    return read !== undefined && fits(read) ? read : undefined;
  };
}

/**
 * A list.
 * @param most - entries, included
 */
export function list<T>(item: ShapeOf<T>, most: number): ShapeOf<readonly T[]> {
  return (value, way) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const entries: T[] = [];
    for (const entry of value as readonly unknown[]) {
      const read = item(entry, way);
      if (read === undefined) return undefined;
      entries.push(read);
    }
    return entries;
  };
}

/** Shapes of the fields of `T`; those that `T` may lack stay out where they are missing. */
export type FieldShapes<T> = { readonly [Name in keyof T]-?: ShapeOf<Exclude<T[Name], undefined>> };

/**
 * Named fields.
 * @param shapes - of every field
 * @param optional - names of those that may be missing
 */
export function fields<T extends object>(shapes: FieldShapes<T>, optional: readonly (keyof T & string)[] = []): ShapeOf<T> {
  const known: readonly (readonly [string, ShapeOf<unknown>])[] = Object.entries<ShapeOf<unknown>>(shapes as Record<string, ShapeOf<unknown>>);
  return (value, way) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const copy: Record<string, unknown> = {};
    for (const [name, shape] of known) {
      const field = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      if (field === undefined) {
        if (!optional.includes(name as keyof T & string)) return undefined;
        continue;
      }
      const read = shape(field, way);
      if (read === undefined) return undefined;
      copy[name] = read;
    }
    const strange = way === 'read' && Object.keys(value).some((name) => !Object.hasOwn(shapes, name));
    // Every field was read by its own shape.
    return strange ? undefined : (copy as T);
  };
}
