import type { ShortcutGroup, ShortcutName } from '../../keyboard/shortcuts.ts';

/** The list of keys. */
export const keysWords = {
  help: {
    title: 'Keyboard shortcuts',
    off: 'Single-letter keys are switched off in the settings.',
    close: 'Close',
    groups: { review: 'Regions', tools: 'Tools', file: 'Files', view: 'View' } satisfies Record<ShortcutGroup, string>,
    actions: {
      selectTool: 'Select', boxTool: 'Draw a box', ellipseTool: 'Draw an ellipse', insert: 'Put a region in the middle (drawing tools)',
      nextUncertain: 'Next region to decide', previousUncertain: 'Previous region to decide', accept: 'Mask', reject: 'Keep clear',
      changeFill: 'Change the fill', duplicate: 'Duplicate', remove: 'Delete a drawn region, keep a found one clear', selectAll: 'Select all regions',
      nudge: 'Move by 1 px, by 10 px', resize: 'Resize', undo: 'Undo', redo: 'Redo', nextFile: 'Next file', previousFile: 'Previous file', nextFrame: 'Next frame or page', previousFrame: 'Previous frame or page',
      export: 'Export', zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoomFit: 'Fit', zoomActual: '100 %', panHold: 'Hold to drag the picture',
      compare: 'Before and after', opacity: 'Mask opacity, 9 is full', nextPanel: 'Next panel', previousPanel: 'Previous panel', help: 'This list', back: 'Back',
    } satisfies Record<ShortcutName, string>,
  },
};
