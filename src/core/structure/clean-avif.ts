import { AnonymizerError } from '../errors.ts';
import { isAlpha } from './avif-metadata.ts';
import { readMeta, type AvifMeta } from './avif-items.ts';
import { joinBytes, textBytes } from './byte-join.ts';
import { keptUnits } from './clean-avif-units.ts';
import { findBox, type IsoBox } from './iso-boxes.ts';
import { spatialExtents, topBoxes } from './iso-picture.ts';

/** How an alpha plane calls itself. @see AVIF 1.1, section 4.1 */
const ALPHA_NAME = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0';
/** Colours: BT.709 primaries, sRGB's curve, BT.601 matrix (or none), full range. @see ITU-T H.273 */
const SRGB = [0, 1, 0, 13] as const;

/** One picture of the output. */
interface Plane {
  readonly data: Uint8Array;
  /** Property boxes, in the order of the container's list. */
  readonly properties: readonly Uint8Array[];
}

/**
 * Rewrites an encoder's AVIF from nothing: the compressed picture and its alpha plane in a container that names nobody,
 * colours stated as sRGB, no metadata units inside the AV1 data.
 * @param bytes - what an encoder made
 * @param exif - block to carry, made of what is kept; `null` for none
 * @throws AnonymizerError `input/corrupt` or `input/truncated` when it can't be walked or holds no single AV1 picture
 */
export function cleanAvif(bytes: Uint8Array, exif: Uint8Array | null = null): Uint8Array<ArrayBuffer> {
  const metaBox = findBox(topBoxes(bytes).boxes, 'meta');
  if (metaBox === undefined) {
    throw new AnonymizerError('input/corrupt');
  }
  const meta = readMeta(bytes, metaBox);
  const alphaId = meta.references.find(({ type, from, to }) => type === 'auxl' && to.includes(meta.primaryId) && isAlpha(bytes, meta, from))?.from;
  const planes = [readPlane(bytes, meta, meta.primaryId, false)];
  if (alphaId !== undefined) {
    planes.push(readPlane(bytes, meta, alphaId, true));
  }
  const fileType = box('ftyp', textBytes('avif'), be32(0), textBytes('avifmif1miaf'));
  const dataStart = fileType.length + metaFor(planes, exif, 0).length + 8;
  return joinBytes([fileType, metaFor(planes, exif, dataStart), box('mdat', ...dataOf(planes, exif))]);
}

function readPlane(bytes: Uint8Array, meta: AvifMeta, id: number, alpha: boolean): Plane {
  const properties = meta.properties.get(id) ?? [];
  const extents = meta.extents.get(id);
  if (meta.items.find((item) => item.id === id)?.type !== 'av01' || extents === undefined) {
    throw new AnonymizerError('input/corrupt');
  }
  const { width, height } = spatialExtents(bytes, properties);
  const data = keptUnits(joinBytes(extents.map(({ start, end }) => bytes.subarray(start, end))));
  const configuration = required(bytes, properties, 'av1C').slice(0, 4);
  const written = [
    fullBox('ispe', 0, be32(width), be32(height)),
    box('pixi', required(bytes, properties, 'pixi')),
    // Without the copy of the sequence header, which stands in the data as well.
    box('av1C', configuration),
    alpha ? fullBox('auxC', 0, textBytes(ALPHA_NAME)) : box('colr', textBytes('nclx'), Uint8Array.of(...SRGB), matrixOf(bytes, properties)),
  ];
  return { data, properties: written };
}

function required(bytes: Uint8Array, properties: readonly IsoBox[], type: string): Uint8Array {
  const found = findBox(properties, type);
  if (found === undefined) {
    throw new AnonymizerError('input/corrupt');
  }
  return bytes.subarray(found.dataStart, found.end);
}

/** Matrix and range as the encoder used them: they say how to undo what it did, and nothing about the colours. */
function matrixOf(bytes: Uint8Array, properties: readonly IsoBox[]): Uint8Array {
  const color = required(bytes, properties, 'colr');
  if (color.length < 11 || color[0] !== 0x6e) {
    throw new AnonymizerError('input/corrupt');
  }
  return color.slice(8, 11);
}

/** Data of all items in order. Four bytes before a block say that it begins right behind them. @see ISO/IEC 23008-12, A.2.1 */
function dataOf(planes: readonly Plane[], exif: Uint8Array | null): readonly Uint8Array[] {
  return [...planes.map(({ data }) => data), ...(exif === null ? [] : [joinBytes([be32(0), exif])])];
}

function metaFor(planes: readonly Plane[], exif: Uint8Array | null, dataStart: number): Uint8Array {
  const types = [...planes.map(() => 'av01'), ...(exif === null ? [] : ['Exif'])];
  const references = [
    ...(planes.length > 1 ? [box('auxl', be16(2), be16(1), be16(1))] : []),
    ...(exif === null ? [] : [box('cdsc', be16(types.length), be16(1), be16(1))]),
  ];
  let at = dataStart;
  const locations = dataOf(planes, exif).map((data, index) => {
    const start = at;
    at += data.length;
    return joinBytes([be16(index + 1), be16(0), be16(1), be32(start), be32(data.length)]);
  });
  let number = 0;
  const associations = planes.map(({ properties }, index) => {
    // A decoder must know the codec's configuration and what an auxiliary picture is.
    const entries = properties.map((_, place) => (number += 1) | (place === 2 ? 0x80 : 0));
    return joinBytes([be16(index + 1), Uint8Array.of(entries.length, ...entries)]);
  });
  return fullBox(
    'meta',
    0,
    fullBox('hdlr', 0, be32(0), textBytes('pict'), new Uint8Array(13)),
    fullBox('pitm', 0, be16(1)),
    fullBox('iloc', 0, Uint8Array.of(0x44, 0), be16(types.length), ...locations),
    fullBox('iinf', 0, be16(types.length), ...types.map((type, index) => fullBox('infe', 2, be16(index + 1), be16(0), textBytes(`${type}\0`)))),
    ...(references.length > 0 ? [fullBox('iref', 0, ...references)] : []),
    box('iprp', box('ipco', ...planes.flatMap(({ properties }) => properties)), fullBox('ipma', 0, be32(planes.length), ...associations)),
  );
}

function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const data = joinBytes(content);
  return joinBytes([be32(data.length + 8), textBytes(type), data]);
}

function fullBox(type: string, version: number, ...content: readonly Uint8Array[]): Uint8Array {
  return box(type, Uint8Array.of(version, 0, 0, 0), ...content);
}

function be16(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value & 255);
}

function be32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
