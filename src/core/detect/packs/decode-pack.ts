import type { Size } from '../../geometry/box.ts';
import { nms } from '../suppression.ts';
import { decodeAnchorFree } from './decode-anchor-free.ts';
import { decodeAnchors } from './decode-anchors.ts';
import { decodeCentrePoints } from './decode-centre-points.ts';
import { decodeYolo } from './decode-yolo.ts';
import type { PackFind, PackOutputs } from './pack-find.ts';
import { packKinds, type PackManifest } from './pack-manifest.ts';

/** Best finds of one tile and kind that are suppressed against each other; more would take seconds, and are noise. */
const MOST_FINDS = 4000;

/**
 * Turns the outputs of a pack's network into finds of one tile.
 * @param input - size of the network's input in pixels
 * @returns finds in input pixels, suppressed within each kind, raw scores
 * @throws AnonymizerError `model/failed` for outputs that do not fit the manifest
 */
export function decodePack(outputs: PackOutputs, manifest: Pick<PackManifest, 'decoder' | 'classes' | 'search'>, input: Size): PackFind[] {
  const finds = decode(outputs, manifest, input);
  return packKinds(manifest).flatMap((kind) => {
    const best = finds
      .filter((find) => find.kind === kind)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_FINDS);
    return nms<'model', PackFind>(best, manifest.search.iouThreshold);
  });
}

function decode(outputs: PackOutputs, { decoder, classes, search }: Pick<PackManifest, 'decoder' | 'classes' | 'search'>, input: Size): PackFind[] {
  switch (decoder.type) {
    case 'anchor-based':
      return decodeAnchors(outputs, decoder, classes, input, search.scoreFloor);
    case 'anchor-free':
      return decodeAnchorFree(outputs, decoder, classes, input, search.scoreFloor);
    case 'centre-point':
      return decodeCentrePoints(outputs, decoder, classes, input, search.scoreFloor);
    case 'yolo':
      return decodeYolo(outputs, decoder, classes, input, search.scoreFloor);
  }
}
