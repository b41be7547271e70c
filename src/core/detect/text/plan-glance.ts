import type { Size } from '../../geometry/box.ts';
import { planTextViews, viewAt, type TextView, type ViewSettings } from './text-views.ts';

/** How a picture is shown to find what is worth a closer look. */
export interface GlanceSettings extends Omit<ViewSettings, 'tileBelow'> {
  /** Larger pictures are shown at once at this factor of their size ... */
  readonly wholeScale: number;
  /** ... up to this longer side, pixels of the view. Beyond it they are shown small as a whole and, at `tiledScale`, in tiles. */
  readonly largestWhole: number;
}

/**
 * Views of a picture at a glance: one for most pictures, two for those that one view of a bearable size would shrink too much.
 * @param picture - size in pixels
 */
export function planGlance(picture: Size, settings: GlanceSettings): readonly TextView[] {
  const wanted = settings.wholeScale * Math.max(picture.width, picture.height);
  if (wanted <= settings.wholeSide) return planTextViews(picture, { ...settings, tileBelow: 0 });
  if (wanted <= settings.largestWhole) return [viewAt(picture, settings.wholeScale, settings.tileSide)];
  return planTextViews(picture, { ...settings, tileBelow: Infinity });
}
