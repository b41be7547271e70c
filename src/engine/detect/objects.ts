import type { Detection, Kind } from '../../core/detect/detection.ts';
import type { MergedObject } from '../../core/detect/objects/merge-objects.ts';
import { vehiclesOf } from '../../core/detect/objects/merge-objects.ts';
import { proposeHeads } from '../../core/detect/objects/propose-heads.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { clip, type Box, type Size } from '../../core/geometry/box.ts';
import type { Detector } from './detector.ts';
import type { ObjectViews } from './object-source.ts';

/** Version of the rules that turn objects into finds. */
const VERSION = '1.0.0';

/** A find before it has a kind and passed the threshold. */
interface Candidate {
  readonly score: number;
  readonly box: Box<'source'>;
}

/**
 * Makes the detector of whole persons.
 * @param source - shared with the other detectors that build on objects
 */
export function personDetector(source: ObjectViews): Detector {
  return objectDetector(source, { name: 'object-persons', kind: 'person', smallestHeight: 24, pick: personsOf });
}

/**
 * Makes the detector of vehicles: bicycles, cars, motorcycles, buses, trains and trucks.
 * @param source - shared with the other detectors that build on objects
 */
export function vehicleDetector(source: ObjectViews): Detector {
  return objectDetector(source, { name: 'object-vehicles', kind: 'vehicle', smallestHeight: 24, pick: vehiclesOf });
}

/**
 * Makes the detector of heads: one for every person whose box tells where it is, whether a face is found there or not.
 * `dropHeadsWithFaces` takes away those that a face speaks for.
 * @param source - shared with the other detectors that build on objects
 */
export function headDetector(source: ObjectViews): Detector {
  const pick = (objects: readonly MergedObject[], picture: Size): readonly Candidate[] => proposeHeads(personsOf(objects), picture);
  return objectDetector(source, { name: 'object-heads', kind: 'head', smallestHeight: 12, pick });
}

function personsOf(objects: readonly MergedObject[]): readonly MergedObject[] {
  return objects.filter(({ className }) => className === 'person');
}

/** What tells one detector from another. */
interface Recipe {
  readonly name: string;
  readonly kind: Kind;
  readonly smallestHeight: number;
  readonly pick: (objects: readonly MergedObject[], picture: Size) => readonly Candidate[];
}

function objectDetector(source: ObjectViews, { name, kind, smallestHeight, pick }: Recipe): Detector {
  return {
    name,
    version: VERSION,
    models: [source.model],
    kinds: [kind],
    smallestHeight,
    detect: async (picture: Raster, { scoreThresholds, view, onFraction }) => {
      const { objects, scales, inferences } = await source.look(picture, view);
      const threshold = scoreThresholds[kind] ?? Infinity;
      const detections = pick(objects, picture)
        .filter(({ score }) => score >= threshold)
        .map(({ score, box }): Detection => ({ kind, score, box: clip(box, picture), detector: source.model.name }));
      onFraction(1);
      return { detections, scales, inferences };
    },
  };
}
