import type { Kind } from '../detection.ts';

/** A number for every channel, in the order of {@link PackInput.color}. */
export type PerChannel = readonly [number, number, number];

/** How pixels become the network's input: `(v - mean) / scale` for each channel, `v` from 0 to 255. */
export interface PackInput {
  /** Name of the network's only input, 32-bit floats. */
  readonly name: string;
  readonly layout: 'NCHW' | 'NHWC';
  readonly color: 'RGB' | 'BGR';
  readonly mean: PerChannel;
  readonly scale: PerChannel;
  /** Channel value, 0 to 255, of what the picture does not fill; goes through mean and scale like any other. */
  readonly pad: number;
  /**
   * `dynamic`: any size whose sides are multiples of `multipleOf`. `tiles`: a fixed size, the picture is cut into such tiles at
   * every level. `letterbox`: a fixed size, the whole picture is fitted into it, top left.
   */
  readonly size:
    | { readonly type: 'dynamic'; readonly multipleOf: number }
    | { readonly type: 'tiles' | 'letterbox'; readonly width: number; readonly height: number };
}

/** How a network's raw value becomes a score. */
export const ACTIVATIONS = ['none', 'sigmoid'] as const;
/** Activation that the decoder still has to apply. */
export type Activation = (typeof ACTIVATIONS)[number];

/**
 * One tensor of scores `[1, N, classes]` and one of boxes `[1, N, 4]` against prior boxes (SSD, RFB): stride by stride, row by
 * row, column by column, side by side. Centre = prior + value * centreVariance * side, size = side * exp(value * sizeVariance).
 */
export interface AnchorDecoder {
  readonly type: 'anchor-based';
  readonly outputs: { readonly scores: string; readonly boxes: string };
  /** Priors: side lengths in input pixels for each stride. */
  readonly priors: readonly { readonly stride: number; readonly sides: readonly number[] }[];
  readonly centreVariance: number;
  readonly sizeVariance: number;
  /** Columns of the score tensor, a background column among them. */
  readonly columns: number;
  readonly activation: Activation | 'softmax';
}

/** Tensors for each stride, one prediction a cell (YuNet, YOLOX, FCOS, SCRFD with one or more anchors a cell). */
export interface AnchorFreeDecoder {
  readonly type: 'anchor-free';
  /** Names by stride; `objectness` is `null` where the network has none. */
  readonly heads: readonly { readonly stride: number; readonly scores: string; readonly objectness: string | null; readonly boxes: string }[];
  readonly columns: number;
  /** Predictions that share a cell. */
  readonly perCell: number;
  readonly activation: Activation;
  /** How score and objectness become one: their product or its root. */
  readonly combine: 'product' | 'root';
  /**
   * `centre-exp`: (dx, dy, log w, log h), centre = (cell + d) * stride. `distances`: (left, top, right, bottom) in strides from
   * (cell + offset) * stride.
   */
  readonly boxes: 'centre-exp' | 'distances';
  /** Where in a cell distances start, in cells: 0 or 0.5. */
  readonly offset: number;
}

/** A heat map `[1, H/s, W/s, classes]`, whose peaks are centres, and a map of sizes (CenterNet). */
export interface CentreDecoder {
  readonly type: 'centre-point';
  readonly outputs: { readonly heat: string; readonly sizes: string; /** Sub-cell offsets, or `null`. */ readonly offsets: string | null };
  /** Layout of the outputs. */
  readonly layout: 'NCHW' | 'NHWC';
  readonly stride: number;
  readonly columns: number;
  readonly activation: Activation;
  /** `ltrb`: distances from the centre; `wh`: width and height. */
  readonly boxes: 'ltrb' | 'wh';
  /** What sizes are measured in. */
  readonly unit: 'pixels' | 'cells';
}

/** One tensor with boxes (centre x, centre y, width, height) and class scores in each row (YOLO). */
export interface YoloDecoder {
  readonly type: 'yolo';
  readonly output: string;
  /** `rows`: `[1, N, 4 (+1) + classes]` as of v5; `columns`: `[1, 4 (+1) + classes, N]` as of v8. */
  readonly arrangement: 'rows' | 'columns';
  /** `true` where the fifth value is an objectness that multiplies the class scores (v5, v7). */
  readonly objectness: boolean;
  readonly columns: number;
  readonly activation: Activation;
  /** Boxes in input pixels, or as shares of the input. */
  readonly unit: 'pixels' | 'share';
}

/** How a network's outputs become boxes. */
export type PackDecoder = AnchorDecoder | AnchorFreeDecoder | CentreDecoder | YoloDecoder;
/** Decoder names. */
export const DECODERS = ['anchor-based', 'anchor-free', 'centre-point', 'yolo'] as const;

/** Where the picture is looked at. */
export interface PackSearch {
  /** Level pixels per picture pixel, powers of two from 1/64 to 4, largest first. Not used by a letterboxed network. */
  readonly scales: readonly number[];
  /** Scales above 1 only for pictures whose longer side is at most this many pixels. */
  readonly upscaleBelow: number;
  /** Levels whose longer side is under half of this are left out. */
  readonly smallestSide: number;
  /**
   * Finds at half the native size and below count only from this height in picture pixels, so that small levels add close-ups
   * and no noise; 0 for all.
   */
  readonly coarseFrom: number;
  /** Longest side of a tile in level pixels, for networks that take any size. */
  readonly tileSide: number;
  /** Raw scores below it are dropped before anything else, 0..1. */
  readonly scoreFloor: number;
  /** Overlap at which two finds of one tile and kind are one, 0..1. */
  readonly iouThreshold: number;
  /** Height in picture pixels below which nothing is expected to be found. */
  readonly smallestHeight: number;
}

/** `p = sigmoid(slope * logit(score) + offset + size * log2(h / referenceHeight))` with `h` in level pixels, for each scale. */
export interface PackCalibration {
  /** Levels down to `fromScale`, largest first; the last one starts at 0. */
  readonly levels: readonly { readonly fromScale: number; readonly slope: number; readonly offset: number; readonly size: number }[];
  readonly referenceHeight: number;
  /** Correction of the fused score of several levels, which are not independent. */
  readonly fused: { readonly slope: number; readonly offset: number };
  /** The same for the thorough search with its two views. */
  readonly fusedThorough: { readonly slope: number; readonly offset: number };
  /** What it was fitted on, for people. */
  readonly fittedOn: string;
}

/** A detector that somebody adds: everything that the engine needs to run an ONNX file, and to say what it ran. */
export interface PackManifest {
  /** Version of this form. */
  readonly pack: 1;
  /** Lower-case letters, digits and hyphens; goes into every record. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly version: string;
  /** SPDX expression, or the licence's own name. */
  readonly licence: string;
  /** Where the file and its licence come from: an address for people, never asked for. */
  readonly source: string;
  /** Lower-case hex of the ONNX file's SHA-256. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Columns of the network's scores that count, and what they are here. */
  readonly classes: readonly { readonly column: number; readonly label: string; readonly kind: Kind }[];
  readonly input: PackInput;
  readonly decoder: PackDecoder;
  readonly search: PackSearch;
  /** `null`: the network's own scores are taken as they are, and the best level's counts. */
  readonly calibration: PackCalibration | null;
}

/** Largest ONNX file that is taken, in bytes: it is held in memory more than once while it loads. */
export const PACK_MAX_BYTES = 256_000_000;
/** Longest manifest that is read, in bytes. */
export const MANIFEST_MAX_BYTES = 200_000;

/** Kinds that a pack offers, once each. */
export function packKinds(manifest: Pick<PackManifest, 'classes'>): readonly Kind[] {
  return [...new Set(manifest.classes.map(({ kind }) => kind))];
}

/** Every output of the network that its decoder reads. */
export function packOutputs(decoder: PackDecoder): readonly string[] {
  switch (decoder.type) {
    case 'anchor-based':
      return [decoder.outputs.scores, decoder.outputs.boxes];
    case 'anchor-free':
      return decoder.heads.flatMap(({ scores, objectness, boxes }) => [scores, ...(objectness === null ? [] : [objectness]), boxes]);
    case 'centre-point':
      return [decoder.outputs.heat, decoder.outputs.sizes, ...(decoder.outputs.offsets === null ? [] : [decoder.outputs.offsets])];
    case 'yolo':
      return [decoder.output];
  }
}
