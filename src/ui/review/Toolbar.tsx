import {
  Brush, Circle, Columns2, Maximize, MousePointer2, PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen, Pentagon, Redo2, ScanSearch, Square, SquareDashed, Undo2, ZoomIn, ZoomOut, type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useWorkspace } from '../app-context.ts';
import { IconButton } from '../controls/Button.tsx';
import { Choice } from '../controls/Fields.tsx';
import { Key } from '../controls/Key.tsx';
import type { ShortcutName } from '../keyboard/shortcuts.ts';
import { useKeyNames } from '../keyboard/use-key-names.ts';
import { words } from '../words.ts';
import { canTravel } from '../workspace/workspace-state.ts';
import type { Tool } from './tools.ts';
import type { Viewport } from './use-viewport.ts';

/** How the original and the masks are shown. */
export type Comparison = 'after' | 'split' | 'before';

/** Which panels beside the picture are shown, and how to switch them. */
export interface PanelSwitches {
  readonly queueShown: boolean;
  readonly inspectorShown: boolean;
  readonly onQueue: () => void;
  readonly onInspector: () => void;
}

interface ToolbarProps {
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly comparison: Comparison;
  readonly onComparison: (comparison: Comparison) => void;
  readonly viewport: Viewport;
  readonly panels: PanelSwitches;
  /** `null` while nothing is selected. */
  readonly onZoomSelection: (() => void) | null;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

const TOOLS = [
  { value: 'select', icon: MousePointer2, shortcut: 'selectTool' },
  { value: 'box', icon: Square, shortcut: 'boxTool' },
  { value: 'ellipse', icon: Circle, shortcut: 'ellipseTool' },
  { value: 'polygon', icon: Pentagon, shortcut: 'polygonTool' },
  { value: 'brush', icon: Brush, shortcut: 'brushTool' },
  { value: 'zone', icon: SquareDashed, shortcut: 'zoneTool' },
] as const satisfies readonly { readonly value: Tool; readonly icon: LucideIcon; readonly shortcut: ShortcutName }[];

/** Tools, undo, before and after, zoom, panels. */
export function Toolbar(props: ToolbarProps): ReactElement {
  const { tool, viewport, comparison, panels } = props;
  const keys = useKeyNames();
  const canUndo = useWorkspace((state) => canTravel(state, 'past'));
  const canRedo = useWorkspace((state) => canTravel(state, 'future'));
  return (
    <div className="toolbar" role="toolbar" aria-label={words.tools.label} data-panel="tools">
      <IconButton
        className="wide-only"
        icon={panels.queueShown ? PanelLeftClose : PanelLeftOpen}
        label={panels.queueShown ? words.stage.hideQueue : words.stage.showQueue}
        onClick={panels.onQueue}
      />
      <div className="toolbar-group">
        {TOOLS.map(({ value, icon: Icon, shortcut }) => (
          <button
            key={value}
            type="button"
            className="button button-quiet tool"
            aria-pressed={tool === value}
            aria-keyshortcuts={keys.aria(shortcut)}
            aria-description=""
            title={keys.tip(words.tools[value], shortcut)}
            onClick={() => props.onTool(value)}
          >
            <Icon size={16} aria-hidden="true" />
            <span className="tool-name">{words.tools[value]}</span>
            <Key name={shortcut} />
          </button>
        ))}
      </div>
      <div className="toolbar-group">
        <IconButton icon={Undo2} label={words.tools.undo} shortcut="undo" disabled={!canUndo} onClick={props.onUndo} />
        <IconButton icon={Redo2} label={words.tools.redo} shortcut="redo" disabled={!canRedo} onClick={props.onRedo} />
      </div>
      <div className="toolbar-group toolbar-compare" aria-keyshortcuts={keys.aria('compare')}>
        <Choice
          legend={words.stage.compare}
          hideLegend
          value={comparison}
          options={[
            { value: 'before', label: words.stage.before },
            { value: 'split', label: <Columns2 size={16} aria-label={words.stage.compare} /> },
            { value: 'after', label: words.stage.after },
          ]}
          onChange={props.onComparison}
        />
        <Key name="compare" />
      </div>
      <div className="toolbar-group toolbar-zoom">
        <IconButton icon={ZoomOut} label={words.stage.zoomOut} shortcut="zoomOut" onClick={() => viewport.zoomBy(1 / 1.25)} />
        <button type="button" className="button button-quiet zoom-value" title={keys.tip(words.stage.actual, 'zoomActual')} aria-keyshortcuts={keys.aria('zoomActual')} onClick={viewport.actual}>
          {words.share(viewport.view.scale)}
        </button>
        <IconButton icon={ZoomIn} label={words.stage.zoomIn} shortcut="zoomIn" onClick={() => viewport.zoomBy(1.25)} />
        <IconButton className="zoom-selection" icon={ScanSearch} label={words.stage.zoomSelection} shortcut="zoomSelection" disabled={props.onZoomSelection === null} onClick={() => props.onZoomSelection?.()} />
        <IconButton icon={Maximize} label={words.stage.fit} shortcut="zoomFit" onClick={viewport.fit} />
      </div>
      <IconButton
        className="wide-only"
        icon={panels.inspectorShown ? PanelRightClose : PanelRightOpen}
        label={panels.inspectorShown ? words.stage.hideInspector : words.stage.showInspector}
        onClick={panels.onInspector}
      />
    </div>
  );
}
