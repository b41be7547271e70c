import type { Raster } from '../../src/core/detect/resample.ts';
import { warpLine } from '../../src/core/detect/text/warp-line.ts';
import { sourceBox, type Box } from '../../src/core/geometry/box.ts';

/** How the picture of a face is changed, as another day, camera and program would. */
export interface FaceChange {
  /** Of the box in the changed picture, in pixels. */
  readonly height: number;
  /** Clockwise, in degrees. */
  readonly turn: number;
  /** Width against height, at most 1. */
  readonly squeeze: number;
  readonly mirrored: boolean;
  readonly gamma: number;
  readonly contrast: number;
  /** Added to values 0..255. */
  readonly brightness: number;
  /** What red and blue are multiplied by. */
  readonly tint: readonly [red: number, blue: number];
  /** Difference of light between the middle and a side, -1..1, and where that side is, in radians. */
  readonly light: number;
  readonly lightFrom: number;
  /** Deviation of a Gaussian blur, in pixels of the changed picture. */
  readonly blur: number;
  /** JPEG quality, 0..1. */
  readonly quality: number;
  /** How far the box lies off, in its heights. */
  readonly shift: readonly [x: number, y: number];
  /** What the box's sides are multiplied by. */
  readonly scale: readonly [width: number, height: number];
}

/** A changed picture before its compression, and where the face is in it. */
export interface ChangedFace {
  readonly picture: Raster;
  readonly box: Box<'source'>;
}

/** Side of the changed picture, in heights of the face: what is cut out for the network lies within it at every turn. */
const SIDE = 2.6;
/** Heights that are drawn from; none is enlarged. */
const HEIGHTS = [48, 160] as const;
/** A box stands upright, so one around a turned face is this much wider for each unit of sine. */
const WIDER = 0.25;
/** Values as they are. */
const AS_THEY_ARE = Float32Array.from({ length: 256 }, (_, value) => value);

/**
 * Draws a change.
 * @param random - 0..1; called the same number of times whatever comes out
 * @param natural - height of the face in its own picture
 * @param height - of the face in the changed one; drawn where left out
 */
export function drawChange(random: () => number, natural: number, height?: number): FaceChange {
  const between = (min: number, max: number): number => min + (max - min) * random();
  const drawn = Math.min(natural, between(...HEIGHTS));
  const its = height ?? drawn;
  const both = Math.exp(between(-0.12, 0.12));
  return {
    height: its,
    turn: between(-15, 15),
    squeeze: between(0.86, 1),
    mirrored: random() < 0.5,
    gamma: Math.exp(between(-0.5, 0.5)),
    contrast: between(0.7, 1.25),
    brightness: between(-25, 25),
    tint: [between(0.85, 1.15), between(0.85, 1.15)],
    light: between(-0.35, 0.35),
    lightFrom: between(0, 2 * Math.PI),
    blur: (between(0, 1.2) * its) / 100,
    quality: between(0.35, 0.85),
    shift: [between(-0.06, 0.06), between(-0.06, 0.06)],
    scale: [both, both * Math.exp(between(-0.06, 0.06))],
  };
}

/**
 * Cuts a face out of its picture and changes it; compression is left to the caller.
 * @param picture - only read
 * @param face - its box there
 */
export function changeFace(picture: Raster, face: Box<'source'>, change: FaceChange): ChangedFace {
  const side = Math.round(SIDE * change.height);
  const shrunk = face.height / change.height;
  const out = cutOut(picture, face, { width: (side * shrunk) / change.squeeze, height: side * shrunk }, side, change);
  light(out, change);
  const [width, height] = [(face.width / shrunk) * change.squeeze * (1 + Math.abs(Math.sin((change.turn * Math.PI) / 180)) * WIDER) * change.scale[0], change.height * change.scale[1]];
  const [x, y] = change.shift.map((by) => side / 2 + by * change.height);
  return { picture: blurred(out, change.blur), box: sourceBox((x ?? 0) - width / 2, (y ?? 0) - height / 2, width, height) };
}

/** The face in the middle of a square, turned and maybe mirrored. */
function cutOut(picture: Raster, face: Box<'source'>, part: { readonly width: number; readonly height: number }, side: number, { turn, mirrored }: FaceChange): Raster {
  const planes = new Float32Array(3 * side * side);
  const rectangle = { centreX: face.left + face.width / 2, centreY: face.top + face.height / 2, ...part, angle: -turn };
  warpLine(picture, rectangle, { width: side, height: side }, false, planes, side, AS_THEY_ARE);
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const from = y * side + (mirrored ? side - 1 - x : x);
      // Planes come blue, green, red.
      for (let channel = 0; channel < 3; channel += 1) data[(y * side + x) * 4 + channel] = planes[(2 - channel) * side * side + from] ?? 0;
    }
  }
  return { width: side, height: side, data };
}

/** Changes tones, colour and light in place. */
function light({ width, height, data }: Raster, { gamma, contrast, brightness, tint, light: strength, lightFrom }: FaceChange): void {
  const [red, blue] = tint;
  const factors = [red, 1, blue];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const lit = 1 + 2 * strength * ((x / width - 0.5) * Math.cos(lightFrom) + (y / height - 0.5) * Math.sin(lightFrom));
      factors.forEach((factor, channel) => {
        const at = (y * width + x) * 4 + channel;
        data[at] = ((255 * ((data[at] ?? 0) / 255) ** gamma - 128) * contrast + 128 + brightness) * lit * factor;
      });
    }
  }
}

/** Gaussian blur; the same raster for a deviation that would change next to nothing. */
export function blurred(picture: Raster, deviation: number): Raster {
  if (deviation < 0.3) return picture;
  const reach = Math.ceil(3 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * deviation ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const { width, height } = picture;
  const pass = (data: Uint8ClampedArray, dx: number, dy: number): Uint8ClampedArray<ArrayBuffer> => {
    const result = new Uint8ClampedArray(data.length);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        for (let channel = 0; channel < 4; channel += 1) {
          let value = 0;
          weights.forEach((weight, at) => {
            const px = Math.min(width - 1, Math.max(0, x + dx * (at - reach)));
            const py = Math.min(height - 1, Math.max(0, y + dy * (at - reach)));
            value += weight * (data[(py * width + px) * 4 + channel] ?? 0);
          });
          result[(y * width + x) * 4 + channel] = value / sum;
        }
      }
    }
    return result;
  };
  return { width, height, data: pass(pass(picture.data, 1, 0), 0, 1) };
}
