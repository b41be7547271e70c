import type { ShortcutGroup, ShortcutName } from '../../keyboard/shortcuts.ts';
import { share } from './terms.ts';

/** The list of keys, and what is written on them. */
export const keysWords = {
  /** What is written on the keys of a chord such as `Ctrl+S`. */
  keyCaps: (keys: string): string => keys,
  help: {
    title: 'Keyboard shortcuts',
    off: 'Single-letter keys are switched off in the settings.',
    close: 'Close',
    groups: { review: 'Regions', tools: 'Tools', video: 'Videos', file: 'Files', view: 'View' } satisfies Record<ShortcutGroup, string>,
    actions: {
      selectTool: 'Select', boxTool: 'Draw a box', ellipseTool: 'Draw an ellipse', polygonTool: 'Draw a polygon', brushTool: 'Brush', zoneTool: 'Draw a zone',
      insert: 'Put a region in the middle (drawing tools)', crosshair: 'Move the cross (drawing tools)', place: 'Set a corner or a dab at the cross', finish: 'Close the polygon, end the brushed region',
      takeBack: 'Take the last corner back', line: 'Straight line with the brush', brushSmaller: 'Smaller brush', brushLarger: 'Larger brush', snap: 'Snap to edges on or off', selectMore: 'Add to the selection, or take out (picture, list)',
      nextUncertain: 'Next region to decide', previousUncertain: 'Previous region to decide', accept: 'Mask', reject: 'Keep clear',
      changeFill: 'Change the fill', duplicate: 'Duplicate', remove: 'Delete a drawn region, keep a found one clear', selectAll: 'Select all regions',
      nudge: 'Move by 1 px, by 10 px', resize: 'Resize', turn: 'Turn by 1°, by 15°', playPause: 'Play or pause', splitTrack: 'Cut the region in two here', joinTracks: 'Join the selected regions', keyframe: 'Put the box here by hand, or take that back', beginHere: 'Region begins here', endHere: 'Region ends here',
      partFrom: 'Marked part begins here', partTo: 'Marked part ends here', maskPart: 'Mask whole frames in the marked part, and mute it', maskRest: 'Mask whole frames outside the marked part, and mute the rest', mutePart: 'Mute the marked part', unmutePart: 'Unmute the marked part',
      undo: 'Undo', redo: 'Redo', nextFile: 'Next file', previousFile: 'Previous file', nextFrame: 'Next frame or page', previousFrame: 'Previous frame or page',
      export: 'Export', zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoomFit: 'Fit', zoomActual: share(1), zoomSelection: 'Zoom to the selection', panHold: 'Hold to drag the picture',
      compare: 'Before and after', opacity: 'Mask opacity, 9 is full', gallery: 'All regions of all files, or the picture', nextPanel: 'Next panel', previousPanel: 'Previous panel', help: 'This list', back: 'Back',
    } satisfies Record<ShortcutName, string>,
  },
};
