/** A point of an outline, in shares of its region's box: 0..1 from the left and from the top. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
}

/** A closed polygon, filled by the even-odd rule; corners in order, the last joins the first. */
export interface PolygonOutline {
  readonly type: 'polygon';
  /** 3 to {@link MAX_OUTLINE_POINTS} corners. */
  readonly points: readonly OutlinePoint[];
}

/** Strokes of a brush. The tip is an ellipse, so that a brushed region can be resized like any other. */
export interface BrushOutline {
  readonly type: 'brush';
  /** Half the tip's width, as a share of the box's width. */
  readonly radiusX: number;
  /** Half the tip's height, as a share of the box's height. */
  readonly radiusY: number;
  /** Each stroke is a line through its points; one point is a dab. All strokes together hold 1 to {@link MAX_OUTLINE_POINTS} points. */
  readonly strokes: readonly (readonly OutlinePoint[])[];
}

/** What a region looks like inside its box where it is neither an ellipse nor a rectangle. Moves, grows and turns with the box. */
export type Outline = PolygonOutline | BrushOutline;

/** Points that one outline may have: a person's drawing has fewer, and each costs time in every row. */
export const MAX_OUTLINE_POINTS = 2000;
