import type { Box, Size } from '../geometry/box.ts';
import type { Outline } from '../geometry/outline.ts';
import type { FillStyle, RegionId, RegionKind, Shape } from '../review/decision.ts';

/**
 * The block grid that a JPEG's compression lays over the oriented picture. Pixels of one cell depend on each other,
 * so a mask takes whole cells plus `margin` pixels (upsampled chroma reaches past the cell).
 * Cells start at `originX + n * cellWidth`, `originY + n * cellHeight`.
 */
export interface BlockGrid {
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** 0 >= origin > -cellWidth. Not 0 where orientation flips a side whose length is no multiple of the cell. */
  readonly originX: number;
  readonly originY: number;
  /** Pixels added on every side after the snap to cells. */
  readonly margin: number;
}

/** An RGB colour, 0..255 each. */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** A shape at its place in the picture. */
export interface PlacedShape {
  readonly shape: Shape;
  /** Grown box before its rotation, in pixels of the oriented picture; may reach past the edges. */
  readonly box: Box<'source'>;
  /** Clockwise rotation of the box about its centre in degrees; left out means 0. */
  readonly angle?: number;
  /** There where `shape` is a polygon or a brush: what it looks like inside its box. */
  readonly outline?: Outline;
}

/** One masked region, growth applied, before the snap to the block grid. */
export interface MaskRegion extends PlacedShape {
  readonly id: RegionId;
  readonly kind: RegionKind;
  readonly fill: FillStyle;
  /** Everything outside the shape is masked instead of what is inside. */
  readonly inverse?: boolean;
  /** Of an inverse mask alone: more shapes that stay clear. What lies outside all of them is masked. */
  readonly alsoClear?: readonly PlacedShape[];
}

/** Strength settings shared by all regions of one plan. */
export interface FillSettings {
  /** Colour of solid fills. */
  readonly solidColor: Rgb;
  /** Pixelation: number of blocks across the longer side of the region, 2..16. */
  readonly pixelateBlocks: number;
  /** Soft blur: smoothing 0..1; 0 keeps the sharpest interpolation from outside, 1 is nearly one colour. */
  readonly softness: number;
}

/** What will be masked in one picture: made from decisions, and the only thing that `mask` takes. */
export interface MaskPlan {
  /** Size of the oriented picture. */
  readonly size: Size;
  /** `null` for lossless sources. */
  readonly grid: BlockGrid | null;
  readonly regions: readonly MaskRegion[];
  readonly settings: FillSettings;
}
