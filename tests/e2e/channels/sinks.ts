import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One place that a channel may try to reach: a TCP and a UDP port of the same number. */
export interface Sink {
  readonly port: number;
  /** TCP connections and UDP packets so far; a connection counts even if no byte follows. */
  readonly hits: () => number;
  readonly close: () => Promise<void>;
}

/** How often a number is drawn that is free for both protocols: browsers hold many UDP ports of their own while WebRTC is tried. */
const DRAWS = 20;

/** Opens a sink on the loopback interface. It answers everything, so that no attempt fails on its side. */
export async function openSink(): Promise<Sink> {
  let hits = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }).end('ok');
  });
  server.on('connection', () => (hits += 1));
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => socket.destroy());
  const closeServer = (): Promise<void> =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  for (let draw = 1; ; draw += 1) {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const datagrams = createSocket('udp4', () => (hits += 1));
    try {
      await bound(datagrams, port);
    } catch (error) {
      await closeServer();
      if (draw === DRAWS) throw error;
      continue;
    }
    const closeDatagrams = (): Promise<void> => new Promise<void>((done) => datagrams.close(() => done()));
    return { port, hits: () => hits, close: () => Promise.all([closeDatagrams(), closeServer()]).then(() => undefined) };
  }
}

/** @throws Error where another socket has the port */
function bound(socket: Socket, port: number): Promise<void> {
  return new Promise((done, fail) => {
    socket.once('error', fail);
    socket.bind(port, '127.0.0.1', done);
  });
}
