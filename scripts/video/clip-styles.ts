/** What one synthetic clip is like. Lengths in seconds, sizes in pixels. */
export interface ClipStyle {
  readonly name: string;
  /** What it is hard by, for people. */
  readonly about: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Faces in each scene. */
  readonly faces: number;
  /** Heights of faces from hairline to chin, from and to. */
  readonly heights: readonly [number, number];
  /** Widest way from the middle, as a share of the picture; above .5 faces leave it and come back. */
  readonly roam: number;
  /** Turns of a way a second, from and to. */
  readonly pace: readonly [number, number];
  /** How much faces grow and shrink, as the logarithm of the factor. */
  readonly grow: number;
  /** Faces go along the same lines in opposite directions. */
  readonly crosses: boolean;
  /** Seconds between hard cuts. */
  readonly cutEvery: number;
  /** Most pixels by which the camera shakes. */
  readonly shake: number;
  /** Frames are shown for unequal times. */
  readonly unequal: boolean;
  /** Most halvings of sharpness, coming and going. */
  readonly blur: number;
  /** Heads turn away, and pillars stand before faces. */
  readonly turns: boolean;
}

const PLAIN = { width: 1280, height: 720, seconds: 4, faces: 4, heights: [70, 150], roam: 0.36, pace: [0.05, 0.12], grow: 0.1, crosses: false, cutEvery: Infinity, shake: 0, unequal: false, blur: 0, turns: false } as const;

/** The clips of the evaluation, one for each way in which a video is hard. */
export const CLIP_STYLES: readonly ClipStyle[] = [
  { ...PLAIN, name: 'moving', about: 'faces that move', seed: 11 },
  { ...PLAIN, name: 'fast', about: 'faces that move by up to ten sides a second', seed: 22, pace: [0.15, 0.28] },
  { ...PLAIN, name: 'scaling', about: 'faces that come near and go away', seed: 12, faces: 3, heights: [80, 110], grow: 1.05, pace: [0.1, 0.2] },
  { ...PLAIN, name: 'crossing', about: 'faces that pass each other', seed: 13, crosses: true },
  { ...PLAIN, name: 'leaving', about: 'faces that leave and come back', seed: 14, roam: 0.62, pace: [0.1, 0.18], seconds: 6 },
  { ...PLAIN, name: 'cuts', about: 'hard cuts', seed: 15, cutEvery: 0.9 },
  { ...PLAIN, name: 'shaking', about: 'a camera that shakes', seed: 16, shake: 22 },
  { ...PLAIN, name: 'unequal', about: 'frames of unequal length', seed: 17, unequal: true },
  { ...PLAIN, name: 'small', about: 'faces of 16 to 32 pixels', seed: 18, faces: 6, heights: [16, 32], pace: [0.02, 0.05] },
  { ...PLAIN, name: 'blurred', about: 'faces that blur and clear up', seed: 19, blur: 4 },
  { ...PLAIN, name: 'turning', about: 'heads that turn away, pillars before faces', seed: 20, turns: true },
  { ...PLAIN, name: 'full-hd', about: '1080p, all at once', seed: 21, width: 1920, height: 1080, seconds: 3, faces: 6, heights: [40, 240], grow: 0.3, roam: 0.5, pace: [0.06, 0.12], shake: 8, blur: 2, turns: true },
];

/** Frames a second where all are shown for equal times. */
export const FRAME_RATE = 30;

/** When a frame is shown, in whole milliseconds where frames are shown for unequal times. */
export function frameTimeMs({ unequal }: Pick<ClipStyle, 'unequal'>, frame: number): number {
  if (!unequal) return (frame * 1000) / FRAME_RATE;
  // Swings around an even pace, and stands still for a moment every second or so.
  return Math.round(frame * 33 + 12 * Math.sin(frame * 1.3) + 120 * Math.floor(frame / 31));
}

/** Frames that a clip has. */
export function frameCountOf(style: Pick<ClipStyle, 'unequal' | 'seconds'>): number {
  let count = 1;
  while (frameTimeMs(style, count) < style.seconds * 1000 - 1e-6) count += 1;
  return count;
}
