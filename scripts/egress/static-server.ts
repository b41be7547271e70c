import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webmanifest': 'application/manifest+json',
};

/** One request that reached the server. */
export interface LoggedRequest {
  readonly method: string;
  /** Path with query, as it came over the wire. */
  readonly target: string;
}

/** A small file server for tests whose folder, headers and extra answers can change while it runs. */
export interface StaticServer {
  readonly port: number;
  /** `http://localhost:<port>`; localhost counts as a secure context. */
  readonly origin: string;
  /** Every request since the start, oldest first. */
  readonly log: readonly LoggedRequest[];
  /** Folder that is served; may be changed. */
  root: string;
  /** Headers of every response, errors too; may be changed. */
  headers: Readonly<Record<string, string>>;
  /** Stops listening and cuts open connections. */
  readonly close: () => Promise<void>;
}

/** How to start a {@link StaticServer}. */
export interface StaticServerOptions {
  readonly root: string;
  readonly headers: Readonly<Record<string, string>>;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Answers a request itself and returns true, or leaves it to the folder. */
  readonly special?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Serves a folder on the loopback interface. */
export async function startStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  const log: LoggedRequest[] = [];
  const server = createServer((request, response) => {
    log.push({ method: request.method ?? '', target: request.url ?? '' });
    for (const [name, value] of Object.entries(state.headers)) response.setHeader(name, value);
    if (options.special?.(request, response) === true) return;
    sendFile(state.root, request, response);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed).listen(options.port ?? 0, options.host ?? '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const state: StaticServer = {
    port,
    origin: `http://localhost:${String(port)}`,
    log,
    root: options.root,
    headers: options.headers,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return state;
}

function sendFile(root: string, request: IncomingMessage, response: ServerResponse): void {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path));
  const inside = file.startsWith(resolve(root) + sep);
  if (!inside || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404\n');
    return;
  }
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
}
