import { useId, type CSSProperties, type ReactElement } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import type { Outline, OutlinePoint } from '../../core/geometry/outline.ts';

interface RegionOutlineProps {
  readonly outline: Outline;
  readonly box: Box<'source'>;
}

/** The outline of a polygon or of brush strokes inside its box: dark and light, as wide at every zoom. */
export function RegionOutline({ outline, box }: RegionOutlineProps): ReactElement {
  const id = useId();
  if (outline.type === 'polygon') {
    const path = pathOf([outline.points], box.width, box.height, true);
    return (
      <svg className="region-outline" aria-hidden="true">
        <path className="outline-dark" d={path} vectorEffect="non-scaling-stroke" />
        <path className="outline-light" d={path} vectorEffect="non-scaling-stroke" />
      </svg>
    );
  }
  // In radii of the tip, so that a tip that was stretched together with its box is a circle here.
  const width = 1 / outline.radiusX;
  const height = 1 / outline.radiusY;
  const path = pathOf(outline.strokes, width, height, false);
  const radiusX = outline.radiusX * box.width;
  const radiusY = outline.radiusY * box.height;
  const tip = { '--tip-x': radiusX, '--tip-y': radiusY, '--tip': Math.sqrt(radiusX * radiusY) } as CSSProperties;
  return (
    <svg className="region-outline region-outline-brush" style={tip} aria-hidden="true">
      <mask id={id} maskUnits="userSpaceOnUse" x={-2} y={-2} width={width + 4} height={height + 4}>
        <rect x={-2} y={-2} width={width + 4} height={height + 4} fill="white" />
        <path className="brush-inside" d={path} stroke="black" />
      </mask>
      <g mask={`url(#${id})`}>
        <path className="outline-dark" d={path} />
        <path className="outline-light" d={path} />
      </g>
    </svg>
  );
}

function pathOf(lines: readonly (readonly OutlinePoint[])[], width: number, height: number, isClosed: boolean): string {
  const text = (value: number): string => value.toFixed(3);
  return lines
    .map((points) => {
      const [first] = points;
      // A line needs a second point to have round ends.
      const all = points.length === 1 && first !== undefined ? [first, first] : points;
      return `M${all.map(({ x, y }) => `${text(x * width)} ${text(y * height)}`).join('L')}${isClosed ? 'Z' : ''}`;
    })
    .join('');
}
