import { Fields, numberIn } from './manifest-fields.ts';
import { ACTIVATIONS, DECODERS, type AnchorDecoder, type AnchorFreeDecoder, type CentreDecoder, type PackDecoder, type YoloDecoder } from './pack-manifest.ts';
import { PackManifestError } from './pack-problem.ts';

/** Longest name of a network's output. */
const NAME = 200;
const MOST_COLUMNS = 10_000;
const STRIDES = { low: 1, high: 512 };

const KNOWN = {
  'anchor-based': ['type', 'outputs', 'priors', 'centreVariance', 'sizeVariance', 'columns', 'activation'],
  'anchor-free': ['type', 'heads', 'columns', 'perCell', 'activation', 'combine', 'boxes', 'offset'],
  'centre-point': ['type', 'outputs', 'layout', 'stride', 'columns', 'activation', 'boxes', 'unit'],
  yolo: ['type', 'output', 'arrangement', 'objectness', 'columns', 'activation', 'unit'],
} as const;

/**
 * Reads the decoder of a manifest.
 * @param untrusted - the field's value
 * @returns the decoder, and how many columns its scores have
 * @throws PackManifestError
 */
export function parseDecoder(untrusted: unknown): { readonly decoder: PackDecoder; readonly columns: number } {
  const type = new Fields(untrusted, 'decoder', [...new Set(Object.values(KNOWN).flat())]).choice('type', DECODERS);
  const fields = new Fields(untrusted, 'decoder', KNOWN[type]);
  const decoder = READERS[type](fields);
  return { decoder, columns: decoder.columns };
}

const READERS: { readonly [T in PackDecoder['type']]: (fields: Fields) => PackDecoder } = {
  'anchor-based': anchors,
  'anchor-free': anchorFree,
  'centre-point': centrePoints,
  yolo,
};

function anchors(fields: Fields): AnchorDecoder {
  const outputs = fields.object('outputs', ['scores', 'boxes']);
  return {
    type: 'anchor-based',
    outputs: { scores: outputs.text('scores', NAME), boxes: outputs.text('boxes', NAME) },
    priors: fields.list('priors', 12, (untrusted, path) => {
      const prior = new Fields(untrusted, path, ['stride', 'sides']);
      return { stride: stride(prior), sides: prior.list('sides', 24, (side, place) => numberIn(side, 1, 8192, place)) };
    }),
    centreVariance: fields.number('centreVariance', 0.001, 10),
    sizeVariance: fields.number('sizeVariance', 0.001, 10),
    columns: columns(fields),
    activation: fields.choice('activation', [...ACTIVATIONS, 'softmax'], 'none'),
  };
}

function anchorFree(fields: Fields): AnchorFreeDecoder {
  const heads = fields.list('heads', 12, (untrusted, path) => {
    const head = new Fields(untrusted, path, ['stride', 'scores', 'objectness', 'boxes']);
    return { stride: stride(head), scores: head.text('scores', NAME), objectness: head.optionalText('objectness', NAME), boxes: head.text('boxes', NAME) };
  });
  if (new Set(heads.map((head) => head.stride)).size < heads.length) throw new PackManifestError('twice', fields.at('heads'));
  return {
    type: 'anchor-free',
    heads,
    columns: columns(fields),
    perCell: fields.whole('perCell', 1, 24, 1),
    activation: fields.choice('activation', ACTIVATIONS, 'none'),
    combine: fields.choice('combine', ['product', 'root'], 'product'),
    boxes: fields.choice('boxes', ['centre-exp', 'distances']),
    offset: fields.number('offset', 0, 1, 0),
  };
}

function centrePoints(fields: Fields): CentreDecoder {
  const outputs = fields.object('outputs', ['heat', 'sizes', 'offsets']);
  return {
    type: 'centre-point',
    outputs: { heat: outputs.text('heat', NAME), sizes: outputs.text('sizes', NAME), offsets: outputs.optionalText('offsets', NAME) },
    layout: fields.choice('layout', ['NCHW', 'NHWC']),
    stride: stride(fields),
    columns: columns(fields),
    activation: fields.choice('activation', ACTIVATIONS, 'none'),
    boxes: fields.choice('boxes', ['ltrb', 'wh']),
    unit: fields.choice('unit', ['pixels', 'cells']),
  };
}

function yolo(fields: Fields): YoloDecoder {
  return {
    type: 'yolo',
    output: fields.text('output', NAME),
    arrangement: fields.choice('arrangement', ['rows', 'columns']),
    objectness: fields.boolean('objectness'),
    columns: columns(fields),
    activation: fields.choice('activation', ACTIVATIONS, 'none'),
    unit: fields.choice('unit', ['pixels', 'share'], 'pixels'),
  };
}

function columns(fields: Fields): number {
  return fields.whole('columns', 1, MOST_COLUMNS);
}

function stride(fields: Fields): number {
  return fields.whole('stride', STRIDES.low, STRIDES.high);
}
