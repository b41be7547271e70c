import { KINDS } from '../detection.ts';
import { Fields, numberIn } from './manifest-fields.ts';
import { MANIFEST_MAX_BYTES, PACK_MAX_BYTES, type PackCalibration, type PackInput, type PackManifest, type PackSearch, type PerChannel } from './pack-manifest.ts';
import { PackManifestError } from './pack-problem.ts';
import { parseDecoder } from './parse-decoder.ts';

const TOP = ['pack', 'name', 'title', 'version', 'licence', 'source', 'sha256', 'sizeBytes', 'classes', 'input', 'decoder', 'search', 'calibration'] as const;
/** Longest side of a network's fixed input, and of a tile, in pixels. */
const MAX_SIDE = 4096;

/**
 * Reads a manifest's text.
 * @param text - of an untrusted file
 * @throws PackManifestError
 */
export function readPackManifest(text: string): PackManifest {
  let untrusted: unknown;
  try {
    if (text.length > MANIFEST_MAX_BYTES) throw new RangeError('too long');
    untrusted = JSON.parse(text);
  } catch {
    throw new PackManifestError('not-json', '');
  }
  return parsePackManifest(untrusted);
}

/**
 * Checks an untrusted manifest and fills in what it may leave out. Only known fields come through.
 * @param untrusted - parsed JSON
 * @throws PackManifestError with the first problem and its place
 */
export function parsePackManifest(untrusted: unknown): PackManifest {
  if (typeof untrusted !== 'object' || untrusted === null || !Object.hasOwn(untrusted, 'pack')) throw new PackManifestError('not-a-pack', '');
  if ((untrusted as { pack: unknown }).pack !== 1) throw new PackManifestError('newer-form', 'pack');
  const top = new Fields(untrusted, '', TOP);
  const name = top.text('name', 40);
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/u.test(name)) throw new PackManifestError('not-name', 'name');
  const { decoder, columns } = parseDecoder(top.value('decoder'));
  return {
    pack: 1,
    name,
    title: top.text('title', 80, name),
    version: top.text('version', 40),
    licence: licence(top),
    source: address(top.text('source', 500)),
    sha256: hash(top.text('sha256', 64)),
    sizeBytes: top.whole('sizeBytes', 1, PACK_MAX_BYTES),
    classes: parseClasses(top, columns),
    input: parseInput(top),
    decoder,
    search: parseSearch(top),
    calibration: top.value('calibration', null) === null ? null : parseCalibration(top),
  };
}

function licence(top: Fields): string {
  const found = top.value('licence', '');
  if (found === '' || found === null) throw new PackManifestError('no-licence', 'licence');
  return top.text('licence', 200);
}

function hash(text: string): string {
  if (!/^[0-9a-f]{64}$/u.test(text)) throw new PackManifestError('not-hash', 'sha256');
  return text;
}

function address(text: string): string {
  if (!/^https:\/\/[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:\/[^\s"'<>\\]*)?$/iu.test(text)) throw new PackManifestError('not-address', 'source');
  return text;
}

function parseClasses(top: Fields, columns: number): PackManifest['classes'] {
  const classes = top.list('classes', 400, (untrusted, path) => {
    const fields = new Fields(untrusted, path, ['column', 'label', 'kind']);
    const column = fields.whole('column', 0, 9999);
    if (column >= columns) throw new PackManifestError('wrong-column', fields.at('column'));
    return { column, label: fields.text('label', 60), kind: fields.choice('kind', KINDS) };
  });
  if (new Set(classes.map(({ column }) => column)).size < classes.length) throw new PackManifestError('twice', 'classes');
  return classes;
}

function parseInput(top: Fields): PackInput {
  const input = top.object('input', ['name', 'layout', 'color', 'mean', 'scale', 'pad', 'size']);
  const scale = perChannel(input, 'scale', 1e-6, 1e6);
  const type = input.object('size', ['type', 'multipleOf', 'width', 'height']).choice('type', ['dynamic', 'tiles', 'letterbox']);
  const size = input.object('size', type === 'dynamic' ? ['type', 'multipleOf'] : ['type', 'width', 'height']);
  return {
    name: input.text('name', 200),
    layout: input.choice('layout', ['NCHW', 'NHWC']),
    color: input.choice('color', ['RGB', 'BGR']),
    mean: perChannel(input, 'mean', -1e6, 1e6),
    scale,
    pad: input.number('pad', 0, 255, 0),
    size: type === 'dynamic' ? { type, multipleOf: size.whole('multipleOf', 1, 512) } : { type, width: size.whole('width', 32, MAX_SIDE), height: size.whole('height', 32, MAX_SIDE) },
  };
}

function perChannel(fields: Fields, key: string, low: number, high: number): PerChannel {
  const found = fields.value(key);
  const [a, b, c, ...more] = Array.isArray(found) ? (found as unknown[]) : [found, found, found];
  if (more.length > 0) throw new PackManifestError('not-list', fields.at(key));
  return [numberIn(a, low, high, fields.at(key)), numberIn(b, low, high, fields.at(key)), numberIn(c, low, high, fields.at(key))];
}

function parseSearch(top: Fields): PackSearch {
  const search = top.object('search', ['scales', 'upscaleBelow', 'smallestSide', 'coarseFrom', 'tileSide', 'scoreFloor', 'iouThreshold', 'smallestHeight'], {});
  const scales = search.list('scales', 9, (untrusted, path) => {
    const scale = numberIn(untrusted, 1 / 64, 4, path);
    if (!Number.isInteger(Math.log2(scale))) throw new PackManifestError('not-number', path);
    return scale;
  }, [1, 0.5, 0.25]);
  falling(scales, search.at('scales'));
  return {
    scales,
    upscaleBelow: search.whole('upscaleBelow', 0, 8192, 1100),
    smallestSide: search.whole('smallestSide', 1, MAX_SIDE, 128),
    coarseFrom: search.number('coarseFrom', 0, MAX_SIDE, 0),
    tileSide: search.whole('tileSide', 512, MAX_SIDE, 2112),
    scoreFloor: search.number('scoreFloor', 0.01, 1, 0.25),
    iouThreshold: search.number('iouThreshold', 0.05, 0.95, 0.4),
    smallestHeight: search.number('smallestHeight', 1, 1000, 10),
  };
}

function parseCalibration(top: Fields): PackCalibration {
  const calibration = top.object('calibration', ['levels', 'referenceHeight', 'fused', 'fusedThorough', 'fittedOn']);
  const levels = calibration.list('levels', 12, (untrusted, path) => {
    const level = new Fields(untrusted, path, ['fromScale', 'slope', 'offset', 'size']);
    return { fromScale: level.number('fromScale', 0, 4), slope: level.number('slope', 0.01, 20), offset: level.number('offset', -20, 20), size: level.number('size', -10, 10, 0) };
  });
  falling(levels.map(({ fromScale }) => fromScale), calibration.at('levels'));
  const line = (fields: Fields): PackCalibration['fused'] => ({ slope: fields.number('slope', 0.01, 20), offset: fields.number('offset', -20, 20) });
  const fused = line(calibration.object('fused', ['slope', 'offset']));
  return {
    levels,
    referenceHeight: calibration.number('referenceHeight', 1, 1000, 24),
    fused,
    fusedThorough: line(calibration.object('fusedThorough', ['slope', 'offset'], fused)),
    fittedOn: calibration.text('fittedOn', 400),
  };
}

function falling(values: readonly number[], path: string): void {
  if (values.some((value, index) => index > 0 && value >= (values[index - 1] ?? 0))) throw new PackManifestError('wrong-order', path);
}
