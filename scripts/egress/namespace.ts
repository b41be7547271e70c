import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INSIDE = '10.199.47.2';
/** Address of the far end of the wire: gateway and name server of the sealed namespace. */
export const OUTSIDE = '10.199.47.1';
/** UDP port of the marker packet that ends a capture. Nobody listens there. */
export const MARKER_PORT = 47_119;

/** A network namespace whose only way out is a wire with a recorder at its far end. */
export interface SealedNetwork {
  /** Runs a program inside and waits for it. @returns its exit status */
  readonly run: (command: string, args: readonly string[]) => Promise<number>;
  /** Starts recording what comes out; ends the recording that ran before. */
  readonly record: (name: string) => Promise<void>;
  /**
   * Sends a marker through the wire, waits until the recorder has seen it, and ends the recording.
   * @returns one line per packet that came out before the marker
   */
  readonly packets: () => Promise<readonly string[]>;
  /** Everything that the last recording holds, payloads included. */
  readonly recordedBytes: () => Buffer;
  /** Removes everything, also after a failure. */
  readonly remove: () => void;
}

/** Says why namespaces can't be used here, or `null` when they can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a feature of Linux';
  if (process.getuid?.() !== 0) return 'making a network namespace needs the superuser';
  for (const tool of ['ip', 'tcpdump']) {
    if (!['/usr/sbin', '/sbin', '/usr/bin', '/bin'].some((folder) => existsSync(join(folder, tool)))) return `${tool} is not installed`;
  }
  try {
    const name = `ckr-try-${String(process.pid)}`;
    ip('netns', 'add', name);
    ip('netns', 'del', name);
    return null;
  } catch {
    return 'this system refuses to make a network namespace';
  }
}

/**
 * Builds two namespaces joined by a wire. Nothing on the wire reaches the real network.
 * @param scratch - folder for the recordings
 */
export function buildSealedNetwork(scratch: string): SealedNetwork {
  const id = String(process.pid);
  const [inside, outside] = [`ckr-in-${id}`, `ckr-out-${id}`];
  const [near, far] = [`cki${id}`, `cko${id}`];
  const resolver = join('/etc/netns', inside);
  let recorder: ChildProcess | null = null;
  let recording = '';
  const remove = (): void => {
    recorder?.kill('SIGKILL');
    for (const name of [inside, outside]) {
      try {
        ip('netns', 'del', name);
      } catch {
        // It was never made, or is gone already; both are what is wanted.
      }
    }
    rmSync(resolver, { recursive: true, force: true });
  };
  try {
    for (const name of [inside, outside]) {
      ip('netns', 'add', name);
      // The kernel's own IPv6 router search would be on the wire too.
      execFileSync('ip', ['netns', 'exec', name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6']);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    ip('-n', inside, 'link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', outside);
    for (const [name, device, address] of [[inside, near, INSIDE], [outside, far, OUTSIDE]] as const) {
      ip('-n', name, 'addr', 'add', `${address}/30`, 'dev', device);
      ip('-n', name, 'link', 'set', device, 'up');
    }
    ip('-n', inside, 'route', 'add', 'default', 'via', OUTSIDE);
    // Each end knows the other's hardware address, so that no question about it is on the wire.
    ip('-n', inside, 'neigh', 'replace', OUTSIDE, 'lladdr', hardwareAddress(outside, far), 'dev', near, 'nud', 'permanent');
    ip('-n', outside, 'neigh', 'replace', INSIDE, 'lladdr', hardwareAddress(inside, near), 'dev', far, 'nud', 'permanent');
    mkdirSync(resolver, { recursive: true });
    writeFileSync(join(resolver, 'resolv.conf'), `nameserver ${OUTSIDE}\n`);
  } catch (error) {
    remove();
    throw error;
  }

  const stopRecorder = async (): Promise<void> => {
    const ending = recorder;
    recorder = null;
    if (ending === null) return;
    const ended = new Promise<void>((done) => ending.once('exit', () => done()));
    ending.kill('SIGINT');
    await ended;
  };
  return {
    remove,
    recordedBytes: () => readFileSync(recording),
    run: (command, args) =>
      new Promise((done, failed) => {
        const child = spawn('ip', ['netns', 'exec', inside, command, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
        child.once('error', failed).once('exit', (status) => done(status ?? 1));
      }),
    record: async (name) => {
      await stopRecorder();
      recording = join(scratch, `${name}.pcap`);
      const started = spawn('ip', ['netns', 'exec', outside, 'tcpdump', '-i', far, '-Q', 'in', '-n', '--immediate-mode', '-U', '-w', recording], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      recorder = started;
      await new Promise<void>((done, failed) => {
        let said = '';
        started.once('exit', () => failed(new Error('The recorder did not start.')));
        started.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('listening on')) done();
        });
      });
    },
    packets: async () => {
      const send = `require('node:dgram').createSocket('udp4').send('marker', ${String(MARKER_PORT)}, '${OUTSIDE}', () => process.exit(0))`;
      execFileSync('ip', ['netns', 'exec', inside, process.execPath, '-e', send]);
      const lines = await readUntilMarker(recording);
      await stopRecorder();
      return lines;
    },
  };
}

/** The marker proves that the recorder was alive to the end, so that zero packets means zero. */
async function readUntilMarker(recording: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const lines = existsSync(recording) && readFileSync(recording).byteLength > 24 ? readPackets(recording) : [];
    const marker = lines.findIndex((line) => line.includes(`${OUTSIDE}.${String(MARKER_PORT)}`));
    if (marker >= 0) return lines.slice(0, marker);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('The recorder never saw the marker, so its recording proves nothing.');
}

function readPackets(recording: string): readonly string[] {
  const text = execFileSync('tcpdump', ['-n', '-t', '-r', recording], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
  return text.split('\n').filter((line) => line !== '');
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function hardwareAddress(namespace: string, device: string): string {
  const text = execFileSync('ip', ['-n', namespace, '-json', 'link', 'show', device], { encoding: 'utf8' });
  const [link] = JSON.parse(text) as readonly { readonly address: string }[];
  if (link === undefined) throw new Error('The wire has no end.');
  return link.address;
}
