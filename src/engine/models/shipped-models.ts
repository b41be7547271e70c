import manifest from '../../../models/manifest.json';
import { KINDS, type Kind } from '../../core/detect/detection.ts';

/** What the settings say about a model that ships. */
export interface ShippedModel {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly sizeBytes: number;
  /** What it finds or helps to find. */
  readonly kinds: readonly Kind[];
}

/** Every model of `models/manifest.json`, in its order. */
export function shippedModels(): readonly ShippedModel[] {
  return manifest.models.map(({ name, version, licence, sizeBytes, kinds }) => ({ name, version, licence, sizeBytes, kinds: KINDS.filter((kind) => kinds.includes(kind)) }));
}
