import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EnginePage } from '../../scripts/headless/engine-page.ts';
import { DEFAULT_POLICY, OUTPUT_FORMATS, type Policy, type SoundRule } from '../../src/core/policy/policy.ts';
import type { FillStyle } from '../../src/core/review/decision.ts';
import type { WrittenFormat, WrittenImageFormat, WrittenVideoFormat } from '../../src/core/structure/inspection.ts';
import type { RunnerDetection, RunnerOutput, RunnerReply, RunnerRequest } from '../../src/protocol/runner-page.ts';

/** Formats of still pictures that a policy can ask for. */
export const STILL_FORMATS = OUTPUT_FORMATS.filter((format) => format !== 'source');

/** The build to attack; another one may be named, to see the suite fail on a weaker one. */
const DIST = process.env['CLOAKROOM_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));
/** The record's time never reaches the file; fixed all the same, so that nothing but the picture can differ. */
const CREATED_AT = '2001-01-01T00:00:00.000Z';

/** A region to mask, in pixels of the picture as displayed. */
export type Region = NonNullable<RunnerRequest['regions']>[number];

/** What is asked of the engine. */
export interface Wish {
  readonly regions: readonly Region[];
  /** Of the regions; solid unless named. */
  readonly fill?: FillStyle;
  readonly format?: Policy['output']['format'];
  readonly quality?: number;
  /** Sorts of metadata that stay; none unless asked for. */
  readonly keep?: Policy['metadata']['keep'];
  /** Whether faces are looked for, in the source and in the finished file. */
  readonly detects?: boolean;
  /** What becomes of a film's sound; without it a film with sound is refused. */
  readonly sound?: SoundRule;
  /** Parts of a film without their sound. */
  readonly muted?: RunnerRequest['muted'];
  /** Container of a film. */
  readonly container?: Policy['video']['format'];
  /** Whether a report is made. */
  readonly report?: boolean;
}

/** A finished file. */
export interface Output {
  readonly bytes: Buffer;
  readonly format: WrittenImageFormat;
}

/** A finished film. */
export interface FilmOutput {
  readonly bytes: Buffer;
  readonly format: WrittenVideoFormat;
  /** Hulls of what is covered, which may be more than the regions: masks reach as far as codecs spread a pixel. */
  readonly masks: readonly Region['box'][];
}

/** The built app's engine in a headless browser, fed with files made here. */
export class EngineSession {
  readonly #page = new EnginePage(DIST);
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<EngineSession> {
    const session = new EngineSession(await mkdtemp(join(tmpdir(), 'cloakroom-outputs-')));
    await session.#page.open();
    return session;
  }

  /**
   * Anonymises one file.
   * @throws Error with the engine's code when it is refused or held
   */
  async export(source: Buffer, wish: Wish): Promise<Output> {
    const { bytes, format } = await this.#written(source, wish);
    return { bytes, format: format as WrittenImageFormat };
  }

  /**
   * Anonymises one film; the regions lie on all of its frames.
   * @throws Error with the engine's code when it is refused or held
   */
  async film(source: Buffer, wish: Wish): Promise<FilmOutput> {
    const { bytes, format, masks } = await this.#written(source, wish);
    return { bytes, format: format as WrittenVideoFormat, masks };
  }

  /**
   * Anonymises one file, and has a report made about it.
   * @returns the PDF
   * @throws Error with the engine's code when the file is refused or held
   */
  async report(source: Buffer, wish: Wish): Promise<Buffer> {
    const { report } = await this.#output(source, { ...wish, report: true });
    if (report === undefined) throw new Error('no report');
    return Buffer.from(report, 'base64');
  }

  async #written(source: Buffer, wish: Wish): Promise<Omit<FilmOutput, 'format'> & { readonly format: WrittenFormat }> {
    const { base64, format, detections } = await this.#output(source, wish);
    return { bytes: Buffer.from(base64 ?? '', 'base64'), format, masks: detections.map(({ maskBox }) => maskBox) };
  }

  async #output(source: Buffer, wish: Wish): Promise<RunnerOutput & { readonly detections: readonly RunnerDetection[] }> {
    const reply = await this.reply(source, wish);
    if (reply.status === 'failed') throw new Error(reply.error.code);
    if (reply.output === null) throw new Error('no output');
    return { ...reply.output, detections: reply.detections };
  }

  /** Whatever the engine answers, refusals too. */
  async reply(source: Buffer, { regions, fill, format = 'source', quality = 0.92, keep = [], detects = false, sound = 'ask', muted, container = 'source', report = false }: Wish): Promise<RunnerReply> {
    // One name for all: a name is no part of what may differ.
    const path = join(this.#folder, `${String((this.#count += 1) % 2)}.bin`);
    await writeFile(path, source);
    const { kinds, output, video } = DEFAULT_POLICY;
    const policy: Policy = {
      ...DEFAULT_POLICY, metadata: { keep }, weakFills: 'anywhere', kinds: { ...kinds, face: { ...kinds.face, enabled: detects } },
      audio: { sound }, video: { ...video, format: container }, output: { ...output, format, quality },
    };
    return this.#page.run(path, { policy, detectOnly: false, regions: regions.map((region) => ({ ...region, ...(fill === undefined ? {} : { fill }) })), createdAt: CREATED_AT, report, ...(muted === undefined ? {} : { muted }) }, () => undefined);
  }

  async close(): Promise<void> {
    await this.#page.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
