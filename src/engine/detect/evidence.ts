import type { Raster } from '../../core/detect/resample.ts';
import type { Box } from '../../core/geometry/box.ts';
import type { ModelEntry } from '../models/manifest.ts';

/** Name, version and hash of a model that took part, for the record. */
export type ModelName = Pick<ModelEntry, 'name' | 'version' | 'sha256'>;

/** One object that the object network found, whatever kind it supports or makes plausible. */
export interface ObjectFind {
  /** Class of the COCO list in lower case, such as `person`, `car`, `motorcycle`. */
  readonly className: string;
  /** 0..1, as the network says it. */
  readonly score: number;
  /** Pixels of the oriented picture. */
  readonly box: Box<'source'>;
}

/** Finds objects in a picture, once: the same raster gives the same promise, so that several detectors can ask. */
export interface ObjectSource {
  readonly model: ModelName;
  objects(picture: Raster): Promise<readonly ObjectFind[]>;
}

/** One line of text, not yet read. */
export interface TextLine {
  /** The line before its rotation, tight around the letters, not grown; pixels of the oriented picture. */
  readonly box: Box<'source'>;
  /** Clockwise rotation of the box about its centre in degrees, above -90 to 90. */
  readonly angle: number;
  /** Mean probability of text inside, 0..1. */
  readonly score: number;
}

/** Where one character lies along its line. */
export interface ReadCharacter {
  readonly text: string;
  /** 0..1. */
  readonly score: number;
  /** Start and end along the line's box, from its own left to its own right, 0..1: in a line on its head the first character lies last. */
  readonly from: number;
  readonly to: number;
}

/** What a line says. Never logged, never recorded. */
export interface Reading {
  /** Characters joined. */
  readonly text: string;
  /** Mean of the characters' scores, 0 for an empty reading. */
  readonly score: number;
  readonly characters: readonly ReadCharacter[];
}

/** Finds and reads lines of text. The same raster, and the same line, give the same promise. */
export interface TextSource {
  /** Detector first, then recogniser. */
  readonly models: readonly ModelName[];
  /**
   * All lines down to a low score; callers filter.
   * @param onFraction - share done, 0..1
   */
  lines(picture: Raster, onFraction?: (fraction: number) => void): Promise<readonly TextLine[]>;
  /** Reads one line of that picture. */
  read(picture: Raster, line: TextLine): Promise<Reading>;
}
