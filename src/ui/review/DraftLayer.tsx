import type { ReactElement } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import { draftBox, type Draft } from './draft.ts';
import type { Tool } from './tools.ts';
import type { Guides } from './use-stage-gestures.ts';
import { toStage, type Point, type View } from './viewport.ts';

interface DraftLayerProps {
  readonly draft: Draft | null;
  readonly marquee: Box<'source'> | null;
  /** Lines that what is dragged lies on, in picture pixels. */
  readonly guides: Guides;
  /** The keyboard's cross, in picture pixels. */
  readonly cross: Point | null;
  /** Where the brush's tip is, in picture pixels. */
  readonly pointer: Point | null;
  readonly tool: Tool;
  /** Diameter of the brush in picture pixels. */
  readonly brush: number;
  readonly view: View;
}

/** What is being drawn, over the picture: lines dark and light, which show on anything. */
export function DraftLayer({ draft, marquee, guides, cross, pointer, tool, brush, view }: DraftLayerProps): ReactElement | null {
  const tip = tool === 'brush' ? (cross ?? pointer) : null;
  if (draft === null && marquee === null && cross === null && tip === null && guides.x === null && guides.y === null) return null;
  const box = draftBox(draft);
  const size = box === null ? null : toStage(view, { x: box.left, y: box.top + box.height });
  return (
    <>
      <svg className="draft-layer" aria-hidden="true" data-testid="draft">
        <GuideLines guides={guides} view={view} />
        {box === null ? null : <Frame box={box} view={view} isEllipse={tool === 'ellipse'} />}
        {draft?.type === 'polygon' ? <OpenPolygon corners={draft.corners} to={cross ?? draft.to} view={view} /> : null}
        {draft?.type === 'stroke' ? <polyline className="draft-stroke" points={line(draft.points.length === 1 ? [...draft.points, ...draft.points] : draft.points, view)} strokeWidth={brush * view.scale} /> : null}
        {marquee === null ? null : <Frame box={marquee} view={view} isEllipse={false} />}
        {tip === null ? null : <Ring at={tip} radius={(brush / 2) * view.scale} view={view} />}
        {cross === null ? null : <Cross at={cross} view={view} />}
      </svg>
      {box === null || size === null ? null : <span className="draft-size" style={{ translate: `${size.x}px ${size.y + 6}px` }}>{`${box.width} × ${box.height}`}</span>}
    </>
  );
}

/** Over the whole stage, so that it shows what the edge was drawn to. */
function GuideLines({ guides, view }: { readonly guides: Guides; readonly view: View }): ReactElement {
  const { x, y } = toStage(view, { x: guides.x ?? 0, y: guides.y ?? 0 });
  return (
    <>
      {guides.x === null ? null : <line className="snap-guide" data-testid="snap-guide" x1={x} x2={x} y1="0" y2="100%" />}
      {guides.y === null ? null : <line className="snap-guide" data-testid="snap-guide" x1="0" x2="100%" y1={y} y2={y} />}
    </>
  );
}

function Frame({ box, view, isEllipse }: { readonly box: Box<'source'>; readonly view: View; readonly isEllipse: boolean }): ReactElement {
  const { x, y } = toStage(view, { x: box.left, y: box.top });
  const width = box.width * view.scale;
  const height = box.height * view.scale;
  return (
    <>
      {['draft-dark', 'draft-light'].map((name) =>
        isEllipse ? (
          <ellipse key={name} className={name} cx={x + width / 2} cy={y + height / 2} rx={width / 2} ry={height / 2} />
        ) : (
          <rect key={name} className={name} x={x} y={y} width={width} height={height} />
        ),
      )}
    </>
  );
}

function OpenPolygon({ corners, to, view }: { readonly corners: readonly Point[]; readonly to: Point; readonly view: View }): ReactElement {
  const first = corners[0];
  const points = line([...corners, to], view);
  const at = first === undefined ? null : toStage(view, first);
  return (
    <>
      <polyline className="draft-dark" points={points} />
      <polyline className="draft-light" points={points} />
      {corners.map((corner, index) => {
        const { x, y } = toStage(view, corner);
        return <rect key={index} className="draft-corner" x={x - 4} y={y - 4} width={8} height={8} />;
      })}
      {at === null || corners.length < 3 ? null : <circle className="draft-first" cx={at.x} cy={at.y} r={12} />}
    </>
  );
}

function Ring({ at, radius, view }: { readonly at: Point; readonly radius: number; readonly view: View }): ReactElement {
  const { x, y } = toStage(view, at);
  return (
    <>
      <circle className="draft-dark" cx={x} cy={y} r={radius} />
      <circle className="draft-light draft-solid" cx={x} cy={y} r={radius} />
    </>
  );
}

function Cross({ at, view }: { readonly at: Point; readonly view: View }): ReactElement {
  const { x, y } = toStage(view, at);
  const arms = `M${x - 24} ${y}h18m12 0h18M${x} ${y - 24}v18m0 12v18`;
  return (
    <g data-testid="cross">
      <path className="cross-dark" d={arms} />
      <path className="cross-light" d={arms} />
    </g>
  );
}

function line(points: readonly Point[], view: View): string {
  return points.map((point) => toStage(view, point)).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}
