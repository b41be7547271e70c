import { AnonymizerError } from '../../errors.ts';
import type { Kind } from '../detection.ts';
import type { RawFind } from '../decode-rfb.ts';
import type { Activation, PackManifest } from './pack-manifest.ts';

/** A find of a pack's network, its score not calibrated yet. */
export interface PackFind extends RawFind {
  readonly kind: Kind;
}

/** A network's outputs by name. */
export type PackOutputs = Readonly<Record<string, Float32Array>>;

/** Which columns of the scores count. */
export type PackClasses = PackManifest['classes'];

/**
 * One output, whose length the manifest and the input determine.
 * @param length - values that it must hold
 * @throws AnonymizerError `model/failed` where the network gives something else: a pack that does not fit its manifest
 *   must be an error, and never a picture without finds
 */
export function outputOf(outputs: PackOutputs, name: string, length: number): Float32Array {
  const values = outputs[name];
  if (values?.length !== length) throw new AnonymizerError('model/failed', { values: values?.length ?? 0, expected: length });
  return values;
}

/** Applies the activation that the network leaves to its decoder. A value that is no number counts as 0. */
export function activate(value: number, activation: Activation): number {
  const score = activation === 'sigmoid' ? 1 / (1 + Math.exp(-value)) : value;
  return score > 0 ? Math.min(score, 1) : 0;
}

/** Adds a find unless its box is not finite or has no area. */
export function pushFind(finds: PackFind[], kind: Kind, score: number, left: number, top: number, width: number, height: number): void {
  if (!Number.isFinite(left + top + width + height) || width <= 0 || height <= 0) return;
  finds.push({ kind, score, box: { left, top, width, height } });
}
