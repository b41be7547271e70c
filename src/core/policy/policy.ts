import type { Kind } from '../detect/detection.ts';
import type { FillSettings } from '../mask/mask-plan.ts';
import type { WeakFillRule } from '../mask/strength.ts';
import type { BoxShape, FillStyle, ZoneEffect } from '../review/decision.ts';

/** What is done with one kind. */
export interface KindPolicy {
  readonly enabled: boolean;
  /** Finds with at least this score are masked without asking, 0..1. */
  readonly maskThreshold: number;
  /** Finds with at least this score, but below `maskThreshold`, are shown for a decision, 0..1. */
  readonly reviewThreshold: number;
  /** Factor by which a found box is enlarged about its centre before masking, 1..3. */
  readonly maskScale: number;
  /** Added on every side of a found box after `maskScale`, as a share of its shorter side, 0..2. */
  readonly maskMargin: number;
  /**
   * Masks over found text become multiples of this long, in thicknesses of the mask, so that their length does not tell what
   * they cover; 1..12, or 0 to leave them as long as the text.
   */
  readonly lengthBucket: number;
  readonly fill: FillStyle;
  readonly shape: BoxShape;
}

/**
 * Format of an exported picture; `source` keeps JPEG, PNG, WebP and TIFF, makes JPEG of HEIC (PNG where it has alpha), and PNG of everything else.
 * Animations stay animations: GIF, PNG or WebP as they were, unless PNG or WebP is asked for. Pages stay a TIFF.
 */
export const OUTPUT_FORMATS = ['source', 'jpeg', 'png', 'webp', 'avif'] as const;
/** Format choice of the policy. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Metadata that can be kept by an explicit choice; everything else always goes. */
export const KEPT_METADATA = ['resolution', 'capture-time'] as const;
/** One sort of metadata that can be kept. */
export type KeptMetadata = (typeof KEPT_METADATA)[number];

/** List of regions beside each output, for other programs. */
export const SIDECARS = ['none', 'json', 'csv'] as const;
/** List of regions beside each output. */
export type Sidecar = (typeof SIDECARS)[number];

/** For how long decisions about unfinished work stay on the device. Pixels and names are never kept. */
export const RETENTIONS = ['none', '1h', '2h', '7d', '14d', '30d'] as const;
/** Retention class. */
export type Retention = (typeof RETENTIONS)[number];

/** Which regions need a reason before their file can be exported. */
export const REASON_RULES = ['never', 'kept-clear', 'drawn', 'both'] as const;
/** Which regions need a reason. */
export type ReasonRule = (typeof REASON_RULES)[number];

/** What happens to the sound of a video: voices say who somebody is, so there is no silent default. */
export const SOUND_RULES = ['ask', 'keep', 'drop', 'voice'] as const;
/** What happens to the sound of a video; `voice` leaves words, and changes who seems to say them. */
export type SoundRule = (typeof SOUND_RULES)[number];

/** What is done with a video's sound in the end. */
export type SoundChoice = Exclude<SoundRule, 'ask'>;

/** Container of an exported video; `source` keeps WebM, and makes MP4 of everything else. */
export const VIDEO_OUTPUTS = ['source', 'mp4', 'webm'] as const;
/** Container of an exported video. */
export type VideoOutput = (typeof VIDEO_OUTPUTS)[number];

/** How much of a picture an encoder may leave out to make a smaller file. */
export const VIDEO_QUALITIES = ['high', 'medium', 'small'] as const;
/** Quality of an exported video. */
export type VideoQuality = (typeof VIDEO_QUALITIES)[number];

/** A reason to choose from. */
export interface PolicyReason {
  /** What records carry: 1 to 40 lower-case letters, digits and dashes, unique in its policy. */
  readonly id: string;
  /** What people read: 1 to 80 characters. */
  readonly label: string;
}

/** A zone that lies on every picture; for fixed cameras, forms and templates. */
export interface PolicyZone {
  readonly effect: ZoneEffect;
  readonly shape: BoxShape;
  /** Shares of the picture's width and height, 0..1; `left + width` and `top + height` are at most 1. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the document that is reserved: present, and empty. */
export type Reserved = Readonly<Record<string, never>>;

/** Everything that decides what happens to a batch, as one versioned document. */
export interface Policy {
  readonly version: 3;
  /** What people call it, at most 80 characters; may be empty. */
  readonly name: string;
  /** Whoever works with a locked policy decides about regions, and can change none of its fields. */
  readonly locked: boolean;
  readonly kinds: Readonly<Record<Kind, KindPolicy>>;
  readonly detection: {
    /** Looks at every picture in two views, as one search: finds more, and takes about twice as long. */
    readonly thorough: boolean;
  };
  /** Where fills that can be undone in part are allowed, for kinds and for single regions. */
  readonly weakFills: WeakFillRule;
  readonly settings: FillSettings;
  /** At most 20. */
  readonly zones: readonly PolicyZone[];
  readonly metadata: { readonly keep: readonly KeptMetadata[] };
  readonly review: {
    /** At most 20. */
    readonly reasons: readonly PolicyReason[];
    readonly reasonFor: ReasonRule;
    /** Four eyes: a file is let out only once a second person has signed its review off under another name. */
    readonly secondReviewer: boolean;
    /** Whether faces may be grouped by person, on the device and in memory only. */
    readonly groupPeople: boolean;
  };
  readonly retention: { readonly unfinished: Retention };
  readonly audio: {
    /** What happens to the sound of a video. `ask`: nobody has said yet, and no video with sound is let out until somebody does. */
    readonly sound: SoundRule;
  };
  readonly video: {
    /** Every how many frames of a video are searched, 1..12; masks follow what was found over those between. */
    readonly everyNth: number;
    /** Seconds that a mask stays before something is first seen and after it was last seen, within its scene; 0..10. */
    readonly holdSeconds: number;
    readonly format: VideoOutput;
    readonly quality: VideoQuality;
  };
  readonly document: Reserved;
  readonly table: Reserved;
  readonly output: {
    readonly format: OutputFormat;
    /** Encoder quality for JPEG, WebP and AVIF, 0.5..1. */
    readonly quality: number;
    /** File name without extension. `{n}` is the running number, `{name}` the source's name (an explicit choice). */
    readonly namePattern: string;
    /** Whether the export record goes with each file that is saved into a folder or a ZIP. */
    readonly records: boolean;
    readonly sidecar: Sidecar;
  };
}

/**
 * The default: irreversible solid fill. Thresholds are calibrated confidences and favour recall: a face is masked where more
 * than about one find in four of its score is a face, and shown for a decision down to about one in ten. Found text is tight
 * around its letters, so it grows by a share of its height instead of by a factor. Masks are as long
 * as what they cover: one size for all names would cover several times as much of a photo, so that is a choice (`hidingBucket`).
 */
export const DEFAULT_POLICY: Policy = {
  version: 3,
  name: '',
  locked: false,
  kinds: {
    face: { enabled: true, maskThreshold: 0.28, reviewThreshold: 0.09, maskScale: 1.3, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'ellipse' },
    head: { enabled: false, maskThreshold: 0.95, reviewThreshold: 0.2, maskScale: 1.1, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'ellipse' },
    person: { enabled: false, maskThreshold: 0.4, reviewThreshold: 0.12, maskScale: 1.05, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    vehicle: { enabled: false, maskThreshold: 0.3, reviewThreshold: 0.1, maskScale: 1.05, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    'licence-plate': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.2, maskScale: 1, maskMargin: 0.65, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    'qr-code': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.25, maskScale: 1, maskMargin: 0.2, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    'personal-text': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.3, maskScale: 1, maskMargin: 0.3, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    text: { enabled: false, maskThreshold: 0.4, reviewThreshold: 0.3, maskScale: 1, maskMargin: 0.3, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
  },
  detection: { thorough: false },
  weakFills: 'not-on-text',
  settings: { solidColor: { r: 24, g: 26, b: 28 }, pixelateBlocks: 6, softness: 0.5 },
  zones: [],
  metadata: { keep: [] },
  review: {
    reasons: [
      { id: 'not-a-match', label: 'Not what it was taken for' },
      { id: 'consent', label: 'The person agreed' },
      { id: 'public-role', label: 'Public role at a public event' },
      { id: 'missed', label: 'The search missed it' },
      { id: 'context', label: 'Tells who it is by its surroundings' },
    ],
    reasonFor: 'never',
    secondReviewer: false,
    groupPeople: true,
  },
  retention: { unfinished: '7d' },
  audio: { sound: 'ask' },
  video: { everyNth: 1, holdSeconds: 1, format: 'source', quality: 'high' },
  document: {},
  table: {},
  output: { format: 'source', quality: 0.92, namePattern: 'anonymised-{n}', records: true, sidecar: 'none' },
};

/**
 * From which confidence faces are masked and shown in a thorough search: where a missed face costs more than false ones. At .08
 * about nine finds in ten of that very score are no face, and over public pictures fewer than three a picture.
 */
const THOROUGH_FACE = { maskThreshold: 0.08, reviewThreshold: 0.05 };

/** Default of one kind; the thorough search brings its own thresholds for faces. */
export function defaultKind(kind: Kind, thorough: boolean): KindPolicy {
  const own = DEFAULT_POLICY.kinds[kind];
  return thorough && kind === 'face' ? { ...own, ...THOROUGH_FACE } : own;
}

/**
 * Switches the thorough search on or off, with its thresholds for faces. Thresholds that a person chose stay.
 * @param thorough - what it becomes
 */
export function searchThoroughly(policy: Policy, thorough: boolean): Policy {
  const before = defaultKind('face', policy.detection.thorough);
  const { maskThreshold, reviewThreshold } = defaultKind('face', thorough);
  const { face } = policy.kinds;
  const untouched = face.maskThreshold === before.maskThreshold && face.reviewThreshold === before.reviewThreshold;
  const kinds = untouched ? { ...policy.kinds, face: { ...face, maskThreshold, reviewThreshold } } : policy.kinds;
  return { ...policy, kinds, detection: { thorough } };
}
