import { BOX_SHAPES, FILL_STYLES, ZONE_EFFECTS } from '../review/decision.ts';
import { WEAK_FILL_RULES } from '../mask/strength.ts';
import { KEPT_METADATA, OUTPUT_FORMATS, REASON_RULES, RETENTIONS, SOUND_RULES, SIDECARS, VIDEO_OUTPUTS, VIDEO_QUALITIES, type KindPolicy, type Policy } from './policy.ts';

/** `true` or `false`. */
export interface FlagForm {
  readonly type: 'flag';
}

/** A number from `from` to `to`, both included; with `orZero` also 0. */
export interface NumberForm {
  readonly type: 'number';
  readonly from: number;
  readonly to: number;
  readonly whole: boolean;
  readonly orZero: boolean;
}

/** One of several words. */
export interface ChoiceForm<T extends string = string> {
  readonly type: 'choice';
  readonly values: readonly T[];
}

/** A text of `from` to `to` characters (code points), all of which fit `pattern`. */
export interface TextForm {
  readonly type: 'text';
  readonly from: number;
  readonly to: number;
  /** With the flag `u`, as JSON Schema reads its patterns. */
  readonly pattern: RegExp;
}

/** A list of at most `most` entries; `unique` says what must differ: whole entries, or their ids. */
export interface ListForm<Item = unknown> {
  readonly type: 'list';
  readonly most: number;
  readonly item: Item;
  readonly unique: 'no' | 'entries' | 'ids';
}

/** Named fields. Fields that are left out take their defaults, unless the section is `whole`. */
export interface SectionForm<Fields = unknown> {
  readonly type: 'section';
  readonly fields: Fields;
  readonly whole: boolean;
}

/** Form of any field. */
export type Form = FlagForm | NumberForm | ChoiceForm | TextForm | ListForm<Form> | SectionForm<Readonly<Record<string, Form>>>;

/** The form that a type of the policy has: a field without one does not compile. */
type FormOf<T> = [T] extends [boolean]
  ? FlagForm
  : [T] extends [number]
    ? NumberForm
    : [T] extends [string]
      ? string extends T
        ? TextForm
        : ChoiceForm<T>
      : T extends readonly (infer Item)[]
        ? ListForm<FormOf<Item>>
        : SectionForm<{ readonly [Field in keyof T]: FormOf<T[Field]> }>;

/** Version that is written; older ones are migrated, newer ones refused. */
export const POLICY_VERSION = 3;
/** Versions that are read. */
export const READ_VERSIONS = [1, 2, POLICY_VERSION] as const;

const FLAG: FlagForm = { type: 'flag' };
const SHARE = number(0, 1);
const BYTE = number(0, 255, { whole: true });
/** One line: no control characters, line breaks, halves of characters or marks that turn the writing direction. */
const LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;
const RESERVED = section({}, false);

const KIND: FormOf<KindPolicy> = section(
  {
    enabled: FLAG,
    maskThreshold: SHARE,
    reviewThreshold: SHARE,
    maskScale: number(1, 3),
    maskMargin: number(0, 2),
    // Less than one thickness would be finer than letters.
    lengthBucket: number(1, 12, { orZero: true }),
    fill: choice(FILL_STYLES),
    shape: choice(BOX_SHAPES),
  },
  false,
);

/** A side of a zone is at least one pixel in ten thousand: an empty zone would do nothing, or take everything. */
const ZONE_SIDE = number(0.0001, 1);

/**
 * The form of the policy: every limit is written here, once, and the parser, the schema, links and files
 * follow it. The order of the fields is the order in files.
 */
export const POLICY_FORM: FormOf<Policy> = section(
  {
    version: number(POLICY_VERSION, POLICY_VERSION, { whole: true }),
    name: text(0, 80, LINE),
    locked: FLAG,
    kinds: section({ face: KIND, head: KIND, person: KIND, vehicle: KIND, 'licence-plate': KIND, 'qr-code': KIND, 'personal-text': KIND, text: KIND }, false),
    detection: section({ thorough: FLAG }, false),
    weakFills: choice(WEAK_FILL_RULES),
    settings: section({ solidColor: section({ r: BYTE, g: BYTE, b: BYTE }, true), pixelateBlocks: number(2, 16, { whole: true }), softness: SHARE }, false),
    zones: list(20, section({ effect: choice(ZONE_EFFECTS), shape: choice(BOX_SHAPES), left: SHARE, top: SHARE, width: ZONE_SIDE, height: ZONE_SIDE }, true), 'no'),
    metadata: section({ keep: list(KEPT_METADATA.length, choice(KEPT_METADATA), 'entries') }, false),
    review: section(
      {
        reasons: list(20, section({ id: text(1, 40, /^[a-z0-9-]*$/u), label: text(1, 80, LINE) }, true), 'ids'),
        reasonFor: choice(REASON_RULES),
        secondReviewer: FLAG,
        groupPeople: FLAG,
      },
      false,
    ),
    retention: section({ unfinished: choice(RETENTIONS) }, false),
    audio: section({ sound: choice(SOUND_RULES) }, false),
    video: section({ everyNth: number(1, 12, { whole: true }), holdSeconds: number(0, 10), format: choice(VIDEO_OUTPUTS), quality: choice(VIDEO_QUALITIES) }, false),
    document: RESERVED,
    table: RESERVED,
    output: section({ format: choice(OUTPUT_FORMATS), quality: number(0.5, 1), namePattern: text(1, 120, LINE), records: FLAG, sidecar: choice(SIDECARS) }, false),
  },
  false,
);

/** Fields that version 1 had; within them, all that version 2 has but for these of `output`. */
export const FIRST_VERSION = {
  fields: ['version', 'kinds', 'detection', 'weakFills', 'settings', 'output'],
  output: ['format', 'quality', 'namePattern'],
} as const;

/** Fields that version 2 had; its part about sound was empty. */
export const SECOND_VERSION = {
  fields: ['version', 'name', 'locked', 'kinds', 'detection', 'weakFills', 'settings', 'zones', 'metadata', 'review', 'retention', 'audio', 'document', 'table', 'output'],
  audio: [],
} as const;

function number(from: number, to: number, { whole = false, orZero = false }: { readonly whole?: boolean; readonly orZero?: boolean } = {}): NumberForm {
  return { type: 'number', from, to, whole, orZero };
}

function choice<T extends string>(values: readonly T[]): ChoiceForm<T> {
  return { type: 'choice', values };
}

function text(from: number, to: number, pattern: RegExp): TextForm {
  return { type: 'text', from, to, pattern };
}

function list<Item>(most: number, item: Item, unique: ListForm['unique']): ListForm<Item> {
  return { type: 'list', most, item, unique };
}

function section<Fields>(fields: Fields, whole: boolean): SectionForm<Fields> {
  return { type: 'section', fields, whole };
}
