import { assertNever } from '../errors.ts';
import { POLICY_FORM, POLICY_VERSION, type Form, type ListForm, type NumberForm } from './policy-form.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { ownField } from './read-form.ts';
import { SCHEMA_WORDS } from './schema-words.ts';

/** The part of JSON Schema that policies need. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly const?: number;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** What a field is read as where it is left out. */
  readonly default?: unknown;
}

/** File name under which the build publishes the schema, and its relative id. */
export const POLICY_SCHEMA_FILE = 'policy.schema.json';

/**
 * JSON Schema (draft 2020-12) of a policy document, made from the form that the parser follows. It takes what the parser takes, but
 * for rules between fields: thresholds in their order, fills as strong as demanded, zones inside the picture, ids of reasons that differ.
 */
export const POLICY_SCHEMA: JsonSchema = policySchema();

function policySchema(): JsonSchema {
  const { properties, ...rest } = schemaOf(POLICY_FORM, '', DEFAULT_POLICY);
  // A document without its version could be anything, so that is the one field without a default.
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: POLICY_SCHEMA_FILE,
    ...rest,
    required: ['version'],
    properties: { ...properties, version: { ...SCHEMA_WORDS['version'], const: POLICY_VERSION } },
  };
}

/**
 * @param path - of the field, with the names of kinds as `*` and list entries as `[]`: that is where its words are
 * @param fallback - its default; `undefined` where it has none
 */
function schemaOf(form: Form, path: string, fallback: unknown): JsonSchema {
  const isPart = form.type === 'section' && !form.whole;
  const words = { ...SCHEMA_WORDS[path], ...(isPart || fallback === undefined ? {} : { default: fallback }) };
  switch (form.type) {
    case 'flag':
      return { ...words, type: 'boolean' };
    case 'number':
      return { ...words, ...numberSchema(form) };
    case 'choice':
      return { ...words, enum: form.values };
    case 'text':
      return { ...words, type: 'string', minLength: form.from, maxLength: form.to, pattern: form.pattern.source };
    case 'list':
      return { ...words, ...listSchema(form, path) };
    case 'section': {
      const fields = Object.entries(form.fields);
      const properties = Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field, pathIn(path, name), form.whole ? undefined : ownField(fallback, name))]));
      return { ...words, type: 'object', properties, ...(form.whole ? { required: Object.keys(form.fields) } : {}), additionalProperties: false };
    }
    default:
      return assertNever(form);
  }
}

function numberSchema({ from, to, whole, orZero }: NumberForm): JsonSchema {
  const range: JsonSchema = { type: whole ? 'integer' : 'number', minimum: from, maximum: to };
  return orZero ? { anyOf: [{ const: 0 }, range] } : range;
}

function listSchema(form: ListForm<Form>, path: string): JsonSchema {
  return { type: 'array', maxItems: form.most, ...(form.unique === 'entries' ? { uniqueItems: true } : {}), items: schemaOf(form.item, `${path}[]`, undefined) };
}

function pathIn(path: string, name: string): string {
  if (path === 'kinds') return 'kinds.*';
  return path === '' ? name : `${path}.${name}`;
}
