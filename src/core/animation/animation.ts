import type { Box, Size } from '../geometry/box.ts';

/** What happens to a frame's area before the next one is drawn. */
export type Disposal = 'keep' | 'clear' | 'restore';

/** One frame as a file stores it: a piece of the canvas. */
export interface StoredFrame {
  /** Where the piece lies on the canvas; whole pixels. A GIF's may reach over the right and lower edges: what lies inside is shown. */
  readonly area: Box<'source'>;
  /** Milliseconds that it is shown, as the file says; 0 and more. */
  readonly duration: number;
  /** `over`: transparent pixels let the canvas show through. `replace`: the piece takes the canvas's place, transparency included. */
  readonly blend: 'over' | 'replace';
  /** `clear` makes the area transparent; `restore` puts back what was there before this frame. */
  readonly disposal: Disposal;
}

/** An animation as it is stored. */
export interface AnimationLayout {
  readonly canvas: Size;
  /** Times that it plays; 0 means for ever. */
  readonly plays: number;
  /** At least two. */
  readonly frames: readonly StoredFrame[];
}

/** An animation taken apart. */
export interface SplitAnimation {
  readonly layout: AnimationLayout;
  /**
   * A stand-alone file, of the same format, that holds one piece and nothing else: no metadata, no other frame.
   * @param index - 0 for the first frame
   * @returns a file whose size is that of the frame's area
   */
  stillFile(index: number): Uint8Array<ArrayBuffer>;
}

/** One piece of an animation that is put together. */
export interface AnimationPiece extends StoredFrame {
  /** A stand-alone still file of the animation's format, as {@link SplitAnimation.stillFile} gives or an encoder makes. */
  readonly still: Uint8Array;
}
