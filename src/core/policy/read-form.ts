import { assertNever } from '../errors.ts';
import type { ChoiceForm, Form, ListForm, NumberForm, SectionForm, TextForm } from './policy-form.ts';
import { fieldPath, type Allowed, type ProblemList } from './policy-problem.ts';

/** Values by name, without a prototype's. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an untrusted value by its form. Takes time by the size of the form, not of what it is given: deep or long documents are
 * looked at only where the form has something.
 * @param form - what it must look like
 * @param untrusted - parsed JSON
 * @param fallback - stands in for what is missing, and for what is wrong, so that reading goes on to the next problem
 * @param path - of the value in its document
 * @param problems - takes what is wrong
 * @returns a copy in the order of the form; of no use where problems were added
 */
export function readForm(form: Form, untrusted: unknown, fallback: unknown, path: string, problems: ProblemList): unknown {
  switch (form.type) {
    case 'flag':
      if (typeof untrusted === 'boolean') return untrusted;
      break;
    case 'number':
      if (typeof untrusted === 'number' && !Number.isNaN(untrusted)) return readNumber(form, untrusted, path, problems);
      break;
    case 'choice':
      if (typeof untrusted === 'string') return readChoice(form, untrusted, path, problems);
      break;
    case 'text':
      if (typeof untrusted === 'string') return readText(form, untrusted, path, problems);
      break;
    case 'list':
      if (Array.isArray(untrusted)) return readList(form, untrusted, path, problems);
      break;
    case 'section':
      if (isSection(untrusted)) return readSection(form, untrusted, fallback, path, problems);
      break;
    default:
      return assertNever(form);
  }
  problems.add(path, 'wrong-type', allowedBy(form));
  return fallback;
}

/** Whether a value has named fields. */
export function isSection(untrusted: unknown): untrusted is Fields {
  return typeof untrusted === 'object' && untrusted !== null && !Array.isArray(untrusted);
}

/**
 * A field of its own, never one that a prototype brings; `undefined` counts as missing, which JSON can't say otherwise.
 * @param name - of the field
 */
export function ownField(section: unknown, name: string): unknown {
  return isSection(section) && Object.hasOwn(section, name) ? section[name] : undefined;
}

/** What a field of this form takes, for people. */
function allowedBy(form: Form): Allowed {
  switch (form.type) {
    case 'flag':
      return { type: 'flag' };
    case 'number':
      return { type: 'number', from: form.from, to: form.to, whole: form.whole, orZero: form.orZero };
    case 'choice':
      return { type: 'values', values: form.values };
    case 'text':
      return { type: 'text', from: form.from, to: form.to };
    case 'list':
      return { type: 'count', most: form.most };
    case 'section':
      return { type: 'fields', fields: Object.keys(form.fields) };
    default:
      return assertNever(form);
  }
}

function readNumber(form: NumberForm, value: number, path: string, problems: ProblemList): number {
  const { from, to, whole, orZero } = form;
  const fits = (value >= from && value <= to && (!whole || Number.isInteger(value))) || (orZero && value === 0);
  if (!fits) problems.add(path, 'out-of-range', allowedBy(form));
  // JSON has one zero; the negative one would come back as another policy.
  return value === 0 ? 0 : value;
}

function readChoice(form: ChoiceForm, value: string, path: string, problems: ProblemList): string {
  if (!form.values.includes(value)) problems.add(path, 'not-one-of', allowedBy(form));
  return value;
}

function readText(form: TextForm, value: string, path: string, problems: ProblemList): string {
  // A character has at most two units, so that long texts are not spread to be counted.
  const length = value.length > 2 * form.to ? Infinity : Array.from(value).length;
  if (length < form.from || length > form.to) problems.add(path, 'out-of-range', allowedBy(form));
  else if (!form.pattern.test(value)) problems.add(path, 'wrong-form', allowedBy(form));
  return value;
}

function readList(form: ListForm<Form>, untrusted: readonly unknown[], path: string, problems: ProblemList): unknown[] {
  if (untrusted.length > form.most) {
    problems.add(path, 'too-many', allowedBy(form));
    return [];
  }
  // Array.from also visits holes, which JSON can't have but a copied object can.
  const entries = Array.from(untrusted, (entry, index) => readForm(form.item, entry, undefined, `${path}[${String(index)}]`, problems));
  if (form.unique === 'no') return entries;
  const seen = new Set<unknown>();
  for (const [index, entry] of entries.entries()) {
    const key = form.unique === 'ids' ? ownField(entry, 'id') : entry;
    if (key !== undefined && seen.has(key)) problems.add(`${path}[${String(index)}]${form.unique === 'ids' ? '.id' : ''}`, 'duplicate');
    seen.add(key);
  }
  return entries;
}

function readSection(form: SectionForm<Readonly<Record<string, Form>>>, untrusted: Fields, fallback: unknown, path: string, problems: ProblemList): Fields {
  for (const name of Object.keys(untrusted)) {
    if (problems.isFull) break;
    if (!Object.hasOwn(form.fields, name)) problems.add(fieldPath(path, name), 'unknown-field', allowedBy(form));
  }
  const entries = Object.entries(form.fields).map(([name, field]): readonly [string, unknown] => {
    const value = ownField(untrusted, name);
    const at = fieldPath(path, name);
    if (value !== undefined) return [name, readForm(field, value, ownField(fallback, name), at, problems)];
    if (form.whole) problems.add(at, 'missing', allowedBy(field));
    return [name, ownField(fallback, name)];
  });
  return Object.fromEntries(entries);
}
