import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStaticServer, type StaticServer } from '../egress/static-server.ts';
import { sealBuild } from '../seal-build.ts';
import { sealedHeaders } from '../sealed-headers.ts';

/** The part of a chunk's name that stands for its content. */
const HASHED = /-[\w-]{8}\.(?=\w+$)/u;
/** What records say about the build. */
const BUILD_NAME = /cloakroom-\d+\.\d+\.\d+/gu;

/** A copy of the built app on a server of its own, of which newer builds can be published. */
export class PublishedBuild {
  #folder: string;
  readonly #server: StaticServer;
  readonly #missing: string[];
  #published = 0;

  private constructor(folder: string, server: StaticServer, missing: string[]) {
    this.#folder = folder;
    this.#server = server;
    this.#missing = missing;
  }

  /**
   * Copies the app and serves it.
   * @param app - the built app, left as it is
   */
  static async start(app: string): Promise<PublishedBuild> {
    const folder = mkdtempSync(join(tmpdir(), 'cloakroom-published-'));
    cpSync(app, folder, { recursive: true });
    const missing: string[] = [];
    const server = await startStaticServer({
      root: folder,
      headers: sealedHeaders(),
      special: (request, response) => {
        response.once('finish', () => {
          if (response.statusCode === 404) missing.push(request.url ?? '');
        });
        return false;
      },
    });
    return new PublishedBuild(folder, server, missing);
  }

  /** For example `http://localhost:40123`. */
  get origin(): string {
    return this.#server.origin;
  }

  /** Paths that were asked for and not there. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  /** Identity of the build on the server. */
  get build(): string {
    return this.#manifest().build;
  }

  /** Paths of the build on the server, without the first slash. */
  get paths(): readonly string[] {
    return Object.keys(this.#manifest().assets);
  }

  /**
   * Puts a newer build in place of the one on the server.
   * @param how - `renamed` gives every chunk another name and the records another build, as a changed source does
   * @returns its identity
   */
  async publishNew({ renamed = false } = {}): Promise<string> {
    this.#published += 1;
    const next = mkdtempSync(join(tmpdir(), 'cloakroom-published-'));
    cpSync(this.#folder, next, { recursive: true });
    if (renamed) renameChunks(next, this.#published);
    writeFileSync(join(next, 'new-in-this-build.txt'), `new ${String(this.#published)}`);
    const { build } = await sealBuild(next);
    // At once, as a host does it: nobody gets parts of two builds.
    this.#server.root = next;
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = next;
    return build;
  }

  #manifest(): { readonly build: string; readonly assets: Readonly<Record<string, string>> } {
    return JSON.parse(readFileSync(join(this.#folder, 'build-manifest.json'), 'utf8')) as { readonly build: string; readonly assets: Readonly<Record<string, string>> };
  }

  /** Ends the server and deletes the copy. */
  async close(): Promise<void> {
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The name of a chunk ends in eight characters that stand for its content; they become others, in all files that name it. */
function renameChunks(folder: string, number: number): void {
  const assets = join(folder, 'assets');
  const taken = new Set<string>();
  const renamed = readdirSync(assets).flatMap((from) => {
    const to = from.replace(HASHED, `-${String(number).padStart(8, 'n')}.`);
    if (to === from || taken.has(to)) return [];
    taken.add(to);
    return [[from, to] as const];
  });
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to));
  for (const file of [join(folder, 'index.html'), join(folder, 'runner.html'), ...readdirSync(assets).map((name) => join(assets, name))]) {
    if (!/\.(?:html|js|mjs|css)$/u.test(file)) continue;
    const text = renamed.reduce((so, [from, to]) => so.replaceAll(from, to), readFileSync(file, 'utf8'));
    writeFileSync(file, text.replaceAll(BUILD_NAME, '$&-newer'));
  }
}
