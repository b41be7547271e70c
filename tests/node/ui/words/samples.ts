import { KINDS, type SearchReport } from '../../../../src/core/detect/detection.ts';
import { WEAK_FILL_RULES } from '../../../../src/core/mask/strength.ts';
import { DECISION_STATES, FILL_STYLES, REGION_KINDS, type Decision, type RegionKind } from '../../../../src/core/review/decision.ts';
import type { Place, RegionNumber } from '../../../../src/core/review/review-names.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

/** A text that is in no dictionary, so that it is seen where a sentence has it. */
export const NAME = 'Xqz';

const decision = (kind: RegionKind, score: number | null): Decision => ({
  id: 'a', kind, origin: score === null ? 'person' : 'detector', score, box: sourceBox(1, 2, 3, 4), shape: 'ellipse', state: 'pending', decidedBy: 'policy', fill: null,
});
const number = (kind: RegionKind): RegionNumber => ({ kind, number: 2, total: 5 });
const places: readonly Place[] = ['upper-left', 'top', 'upper-right', 'left', 'centre', 'right', 'lower-left', 'bottom', 'lower-right'];
const search: SearchReport = { kinds: ['face', 'text'], detectors: [], smallestHeight: 12, scales: [1], inferences: 1 };

/** Values of every type that a function of the dictionary takes, by the name of the type. */
export const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  number: [0, 1, 2, 1234],
  'string | null': [null, '12 MB'],
  string: [NAME],
  'readonly string[]': [[NAME], [NAME, `${NAME}2`, `${NAME}3`]],
  Kind: KINDS,
  'readonly Kind[]': [[], ['face'], KINDS],
  RegionKind: REGION_KINDS,
  'readonly { readonly kind: RegionKind; readonly n: number }[]': [[{ kind: 'face', n: 5 }, { kind: 'area', n: 1 }], REGION_KINDS.map((kind) => ({ kind, n: 2 }))],
  'readonly { readonly sound: SoundChoice; readonly n: number }[]': [[{ sound: 'drop', n: 1 }], [{ sound: 'drop', n: 2 }, { sound: 'voice', n: 1 }, { sound: 'keep', n: 3 }]],
  Decision: [...KINDS.map((kind) => decision(kind, 0.87)), decision('area', null)],
  RegionNumber: REGION_KINDS.map(number),
  SearchReport: [search],
  WeakFillRule: WEAK_FILL_RULES,
  DecisionState: DECISION_STATES,
  DecidedBy: ['policy', 'person'],
  'FillStyle | null': [...FILL_STYLES, null],
  Place: places,
  PackProblemCode: ['missing', 'not-a-pack'],
  PolicyProblem: [
    { path: '', problem: 'missing' },
    { path: '', problem: 'out-of-range', allowed: { type: 'number', from: 0, to: 1, whole: true, orZero: true } },
    { path: '', problem: 'wrong-type', allowed: { type: 'flag' } },
    { path: '', problem: 'not-one-of', allowed: { type: 'values', values: [NAME] } },
    { path: '', problem: 'too-many', allowed: { type: 'count', most: 20 } },
    { path: '', problem: 'wrong-form', allowed: { type: 'text', from: 1, to: 40 } },
    { path: '', problem: 'unknown-field', allowed: { type: 'fields', fields: [] } },
    { path: '', problem: 'unknown-field', allowed: { type: 'fields', fields: [NAME] } },
  ],
  'number | null': [0.87, null],
  GalleryOrder: ['file'],
  Date: [new Date(2024, 4, 6, 12, 30)],
  '{ readonly files: number; readonly saved: number; readonly decided: number; readonly pending: number }': [
    { files: 1, saved: 0, decided: 1, pending: 0 }, { files: 3, saved: 2, decided: 5, pending: 4 },
  ],
};

/**
 * Every combination of sample arguments.
 * @throws Error for a type without samples, which belongs into {@link SAMPLES}
 */
export function argumentsOf(types: readonly string[]): readonly (readonly unknown[])[] {
  return types.reduce<readonly (readonly unknown[])[]>((rows, type) => {
    const values = SAMPLES[type];
    if (values === undefined) throw new Error(`There are no sample values for the type ${type}.`);
    return rows.flatMap((row) => values.map((value) => [...row, value]));
  }, [[]]);
}
