import type { Kind } from '../../../core/detect/detection.ts';
import type { DecisionState, FillStyle, RegionKind, Shape } from '../../../core/review/decision.ts';
import type { Place } from '../../../core/review/review-names.ts';
import { formatsOf } from '../formats.ts';

/** How English writes numbers, shares, sizes and lists. */
export const { number, count, share, bytes, list } = formatsOf('en-GB');
const sums = new Intl.ListFormat('en-GB', { type: 'conjunction' });
/** `5 faces, 2 heads and 1 area`: what is counted together. */
export const sum = (items: readonly string[]): string => sums.format(items);
/** No detector is certain, so 99 is the most that is said. */
export const whole = (share: number): number => Math.min(99, Math.round(share * 100));
/** A confidence in words. */
export const percent = (share: number): string => `${whole(share)} percent`;

/** What regions are, for one and for several. */
export const kinds: Readonly<Record<RegionKind, { readonly one: string; readonly many: string }>> = {
  face: { one: 'face', many: 'faces' },
  head: { one: 'head', many: 'heads' },
  person: { one: 'person', many: 'people' },
  vehicle: { one: 'vehicle', many: 'vehicles' },
  'licence-plate': { one: 'number plate', many: 'number plates' },
  'qr-code': { one: 'code', many: 'codes' },
  'personal-text': { one: 'personal detail', many: 'personal details' },
  text: { one: 'line of text', many: 'lines of text' },
  area: { one: 'area', many: 'areas' },
};
/** `a face`, `an area`. */
export const a = (kind: RegionKind): string => `${kind === 'area' ? 'an' : 'a'} ${kinds[kind].one}`;
/** What is looked for, as a heading. */
export const kindNames: Readonly<Record<Kind, string>> = {
  face: 'Faces', head: 'Heads without a face', person: 'People', vehicle: 'Vehicles', 'licence-plate': 'Number plates', 'qr-code': 'QR and barcodes',
  'personal-text': 'Personal data in text', text: 'All text',
};
/** What a search for it takes in. */
export const kindHints: Readonly<Record<Kind, string>> = {
  face: 'Every size from about 10 px up.',
  head: 'From behind or turned away, placed by the body.',
  person: 'The whole body as a box.',
  vehicle: 'Cars, vans, buses, trucks, motorcycles, bicycles, trains.',
  'licence-plate': 'Read by shape and characters.',
  'qr-code': 'Readable or damaged.',
  'personal-text': 'Text is read here to tell names, addresses, numbers and dates of birth from the rest.',
  text: 'Every line, whatever it says.',
};
/** With a capital letter, as at the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How a region was decided. */
export const states: Readonly<Record<DecisionState, string>> = { pending: 'to decide', accepted: 'masked', rejected: 'kept clear' };

/** Where on the picture. */
export const places: Readonly<Record<Place, string>> = {
  'upper-left': 'at the upper left', top: 'at the top', 'upper-right': 'at the upper right', left: 'on the left', centre: 'in the middle',
  right: 'on the right', 'lower-left': 'at the lower left', bottom: 'at the bottom', 'lower-right': 'at the lower right',
};

/** How masked pixels look. */
export const fills: Readonly<Record<FillStyle, string>> = { solid: 'Solid', soft: 'Soft blur', pixelate: 'Pixelate' };
/** Outlines of masks. */
export const shapes: Readonly<Record<Shape, string>> = { ellipse: 'Ellipse', rectangle: 'Rectangle', polygon: 'Polygon', brush: 'Brush' };
