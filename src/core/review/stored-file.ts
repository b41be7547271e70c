import type { TimeSpan } from '../audio/time-span.ts';
import type { Detection, SearchReport } from '../detect/detection.ts';
import type { Size } from '../geometry/box.ts';
import { MAX_VIDEO_FRAMES } from '../limits.ts';
import { readPolicy } from '../policy/parse-policy.ts';
import { RETENTIONS, SOUND_RULES, type Policy, type Retention, type SoundChoice } from '../policy/policy.ts';
import { isZone, type Decision } from './decision.ts';
import { DECISIONS, DETECTIONS, MUTED, REVIEWER, SEARCH, SIZE } from './stored-region.ts';
import { fields, flag, id, nullable, number, only, whole, type ShapeOf, type Way, word } from './stored-shapes.ts';

/** Version of the form that is written; a later one is never read. */
export const STORED_VERSION = 1;

/** By which a file is known again: nobody learns more from it than whether a file that they hold is this one. */
export interface FilePrint {
  /** Random, 32 lower-case hex digits, another one for each file. */
  readonly salt: string;
  readonly sizeBytes: number;
  /** First 16 bytes of the SHA-256 over salt, size and content, as 32 lower-case hex digits. */
  readonly digest: string;
}

/** What is kept of the work on one file: decisions and finds. No name, no text that was read, no pixel. */
export interface StoredFile {
  readonly version: typeof STORED_VERSION;
  /** Random. */
  readonly id: string;
  /** Id of the session that it belongs to. */
  readonly session: string;
  /** Place in the queue, from 0. */
  readonly place: number;
  readonly print: FilePrint;
  /** Of the oriented picture. */
  readonly size: Size;
  /** Frames or pages of the file; left out where nobody noted it. */
  readonly frames?: number;
  /** `null` where it is to be searched anew. */
  readonly search: SearchReport | null;
  readonly detections: readonly Detection[];
  readonly decisions: readonly Decision[];
  readonly nextNumber: number;
  /** Parts of a video whose sound is silenced; left out where nothing is. */
  readonly muted?: readonly TimeSpan[];
  /** What a person said about a video's sound; left out while nobody has. */
  readonly sound?: SoundChoice;
  /** The file's own policy; `null` where it follows the session's. */
  readonly policy: Policy | null;
  /** For how long after the session's last work. */
  readonly retention: Retention;
  readonly reviewer: string | null;
  /** Who signed it off as it is. */
  readonly signedOffBy: string | null;
  /** Exported, and saved by the person. */
  readonly saved: boolean;
}

/** What the files of one tab have in common. */
export interface StoredSession {
  readonly version: typeof STORED_VERSION;
  /** Random. */
  readonly id: string;
  /** When it was last worked on, in milliseconds since 1970. */
  readonly touchedAt: number;
  readonly policy: Policy;
}

/** What became of untrusted stored data. */
export type StoredReading<T> = { readonly status: 'ok'; readonly value: T } | { readonly status: 'too-new' } | { readonly status: 'damaged' };

const UUID = id(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u);
const HEX_32 = id(/^[0-9a-f]{32}$/u);
const VERSION: ShapeOf<typeof STORED_VERSION> = (value) => (value === STORED_VERSION ? value : undefined);
/** Year 9999. */
const LATEST = 253_402_300_799_999;

/** A policy is a person's own document and has texts of its own: its name, the labels of its reasons, its pattern for names. */
const POLICY: ShapeOf<Policy> = (value) => {
  const reading = readPolicy(value);
  return reading.status === 'ok' ? reading.policy : undefined;
};

const SOUND: ShapeOf<SoundChoice> = word(SOUND_RULES.filter((rule) => rule !== 'ask'));

const FILE: ShapeOf<StoredFile> = only(
  fields<StoredFile>({
    version: VERSION,
    id: UUID,
    session: UUID,
    place: whole(0, 1_000_000),
    print: fields<FilePrint>({ salt: HEX_32, sizeBytes: whole(0, Number.MAX_SAFE_INTEGER), digest: HEX_32 }),
    size: SIZE,
    frames: whole(1, MAX_VIDEO_FRAMES),
    search: nullable(SEARCH),
    detections: DETECTIONS,
    decisions: DECISIONS,
    nextNumber: whole(1, 1_000_000_000),
    muted: MUTED,
    sound: SOUND,
    policy: nullable(POLICY),
    retention: word(RETENTIONS),
    reviewer: nullable(REVIEWER),
    signedOffBy: nullable(REVIEWER),
    saved: flag,
  }, ['frames', 'muted', 'sound']),
  agrees,
);

const SESSION: ShapeOf<StoredSession> = fields<StoredSession>({ version: VERSION, id: UUID, touchedAt: number(0, LATEST), policy: POLICY });

/** Ids count finds from 1 and drawn regions up to the next number, so a decision about something that is not there is a damaged one. */
function agrees({ decisions, detections, nextNumber }: StoredFile): boolean {
  const isThere = (find: string): boolean => detections[Number(find.slice(1)) - 1] !== undefined;
  const regions = new Set<string>(decisions.map((decision) => decision.id));
  return decisions.every(({ id: region, origin, joined = [] }) => {
    if (!joined.every((find) => isThere(find) && !regions.has(find))) return false;
    const sort = region.charAt(0);
    if (sort === 'r') return origin === 'detector' && isThere(region);
    // The second part of a region that was cut is of the same origin as the whole.
    return (origin !== 'detector' || sort === 't') && (sort === 'z' || Number(region.slice(1)) < nextNumber);
  });
}

/**
 * Makes the copy of a file's work that may be stored: fields that are not part of the form stay out.
 * @returns `null` where something does not fit the form, so that it could not be read again either
 */
export function keepFile(file: StoredFile): StoredFile | null {
  return FILE({ ...file, reviewer: REVIEWER(file.reviewer, 'keep') ?? null, signedOffBy: REVIEWER(file.signedOffBy, 'keep') ?? null }, 'keep') ?? null;
}

/** Makes the copy of a session that may be stored; `null` as for {@link keepFile}. */
export function keepSession(session: StoredSession): StoredSession | null {
  return SESSION(session, 'keep') ?? null;
}

/** Reads a stored file. @param untrusted - of any form */
export function readStoredFile(untrusted: unknown): StoredReading<StoredFile> {
  return reading(FILE, untrusted);
}

/** Reads a stored session. @param untrusted - of any form */
export function readStoredSession(untrusted: unknown): StoredReading<StoredSession> {
  return reading(SESSION, untrusted);
}

function reading<T>(shape: ShapeOf<T>, untrusted: unknown): StoredReading<T> {
  const version: unknown = typeof untrusted === 'object' && untrusted !== null && 'version' in untrusted ? untrusted.version : undefined;
  if (typeof version === 'number' && version > STORED_VERSION) return { status: 'too-new' };
  const way: Way = 'read';
  const value = shape(untrusted, way);
  return value === undefined ? { status: 'damaged' } : { status: 'ok', value };
}

/** Regions of a stored file: how many a person decided about, and how many wait. Zones are no regions. */
export function countRegions({ decisions }: StoredFile): { readonly decided: number; readonly pending: number } {
  const regions = decisions.filter((decision) => !isZone(decision));
  const pending = regions.filter(({ state }) => state === 'pending').length;
  return { decided: regions.filter(({ state, decidedBy }) => state !== 'pending' && decidedBy === 'person').length, pending };
}
