/** What can be wrong with a manifest, with the one sentence that says it. `{field}` is the place in the manifest. */
const SENTENCES = {
  'not-json': 'The manifest is not JSON.',
  'not-object': 'The manifest’s “{field}” must be an object.',
  'not-a-pack': 'This JSON file is not a detector’s manifest: it has no "pack": 1.',
  'newer-form': 'This manifest has a form that this version of Cloakroom does not know.',
  'missing': 'The manifest lacks “{field}”.',
  'unknown-field': 'The manifest has a field that is not known: “{field}”.',
  'not-text': 'The manifest’s “{field}” must be a text of a reasonable length.',
  'not-number': 'The manifest’s “{field}” must be a number in its range.',
  'not-boolean': 'The manifest’s “{field}” must be true or false.',
  'not-list': 'The manifest’s “{field}” must be a list that is neither empty nor too long.',
  'not-choice': 'The manifest’s “{field}” is none of the values that it can have.',
  'not-name': 'The manifest’s “{field}” must be 2 to 40 lower-case letters, digits and hyphens.',
  'not-hash': 'The manifest’s “{field}” must be a SHA-256 of 64 lower-case hexadecimal digits.',
  'not-address': 'The manifest’s “{field}” must be a public https address.',
  'no-licence': 'The manifest does not say under which licence the detector is.',
  'wrong-order': 'The manifest’s “{field}” must fall from one entry to the next.',
  'wrong-column': 'The manifest’s “{field}” names a column that the network does not have.',
  'twice': 'The manifest’s “{field}” names the same thing twice.',
} as const;

/** Stable code of a manifest's problem. */
export type PackProblemCode = keyof typeof SENTENCES;

/** A manifest that is refused. Its message is a sentence for people that names the field, and nothing of the field's value. */
export class PackManifestError extends Error {
  readonly code: PackProblemCode;
  /** Place in the manifest, such as `input.mean`; empty for the whole. */
  readonly field: string;

  /**
   * @param code - what is wrong
   * @param field - where; made of this program's own names and list positions, never of the manifest's
   */
  constructor(code: PackProblemCode, field: string) {
    super(SENTENCES[code].replace('{field}', field));
    this.name = 'PackManifestError';
    this.code = code;
    this.field = field;
  }
}
