import { countRegions, readStoredFile, readStoredSession, type StoredFile, type StoredSession } from '../../core/review/stored-file.ts';
import { isExpired } from './retention-clock.ts';
import type { UntrustedContent } from './unfinished-store.ts';

/** A session that no tab is at work on, and its files. */
export interface LeftSession {
  readonly id: string;
  /** `null` where a later version of the app wrote it. */
  readonly session: StoredSession | null;
  /** In the order of the queue. */
  readonly files: readonly StoredFile[];
  /** Keys of everything that belongs to it, whether it can be read or not. */
  readonly keys: readonly string[];
}

/** What lies in the database, sorted. */
export interface Survey {
  readonly left: readonly LeftSession[];
  /** Latest time believed in any tab; `null` where there is none. */
  readonly highWater: number | null;
  /** Files that have run out, are damaged, or have lost their session. */
  readonly dropFiles: readonly string[];
  /** Sessions without a file. */
  readonly dropSessions: readonly string[];
}

/**
 * Sorts what was stored: what can be offered, and what has to go.
 * @param now - time by which terms run out
 * @param living - sessions of living tabs: they are left alone
 */
export function survey(content: UntrustedContent, now: number, living: ReadonlySet<string>): Survey {
  const bySession = new Map<string, { readonly key: string; readonly value: unknown }[]>();
  for (const entry of content.files) {
    const of = sessionOf(entry.value);
    bySession.set(of, [...(bySession.get(of) ?? []), entry]);
  }
  const left: LeftSession[] = [];
  const dropFiles: string[] = [];
  const dropSessions: string[] = [];
  for (const { key, value } of content.sessions) {
    if (living.has(key)) continue;
    const entries = bySession.get(key) ?? [];
    const reading = readStoredSession(value);
    const read = entries.map((entry) => ({ ...entry, reading: readStoredFile(entry.value) }));
    if (reading.status === 'too-new' || read.some((entry) => entry.reading.status === 'too-new')) {
      left.push({ id: key, session: null, files: [], keys: entries.map((entry) => entry.key) });
      continue;
    }
    const files = read.flatMap(({ key: own, reading: file }) => {
      const good = reading.status === 'ok' && file.status === 'ok' && file.value.id === own && !isExpired(reading.value.touchedAt, file.value.retention, now);
      return good ? [file.value] : [];
    });
    dropFiles.push(...read.flatMap((entry) => (files.some((file) => file.id === entry.key) ? [] : [entry.key])));
    if (reading.status !== 'ok' || files.length === 0) dropSessions.push(key);
    else left.push({ id: key, session: reading.value, files: files.toSorted((a, b) => a.place - b.place), keys: files.map(({ id }) => id) });
  }
  const known = new Set(content.sessions.map(({ key }) => key));
  for (const [id, entries] of bySession) if (!known.has(id) && !living.has(id)) dropFiles.push(...entries.map(({ key }) => key));
  const highWater = typeof content.highWater === 'number' && Number.isFinite(content.highWater) ? content.highWater : null;
  return { left: left.toSorted((a, b) => (b.session?.touchedAt ?? 0) - (a.session?.touchedAt ?? 0)), highWater, dropFiles, dropSessions };
}

function sessionOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'session' in value && typeof value.session === 'string' ? value.session : '';
}

/** What the start screen says about one session. */
export interface Offer {
  readonly id: string;
  /** `null` where a later version of the app wrote it: it can only be discarded. */
  readonly touchedAt: number | null;
  readonly files: number;
  readonly saved: number;
  readonly decided: number;
  readonly pending: number;
}

/** Sums one session up. */
export function offerOf({ id, session, files }: LeftSession): Offer {
  const counts = files.map(countRegions);
  return {
    id,
    touchedAt: session?.touchedAt ?? null,
    files: files.length,
    saved: files.filter(({ saved }) => saved).length,
    decided: counts.reduce((sum, { decided }) => sum + decided, 0),
    pending: counts.reduce((sum, { pending }) => sum + pending, 0),
  };
}
