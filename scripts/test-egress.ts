// npm run test:egress: does anything leave the device? Whole journey and every channel, in a sealed network.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JourneyOutcome } from './egress/journey.ts';
import { buildSealedNetwork, whyNoNamespaces } from './egress/namespace.ts';
import { outsidePlaces } from './egress/netlog.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TSX = join(createRequire(import.meta.url).resolve('tsx/package.json'), '../dist/cli.mjs');
/** Without the sealed headers at least this many channels must show on the wire, or the recorder is blind. */
const CAUGHT_AT_LEAST = 45;

/** Words that each channel tries to get out; none may be in any recorded byte. */
const LOOT = ['SECRET', 'loot', 'sink', 'example'];

type Part = 'journey' | 'probe';
interface Finding {
  readonly title: string;
  readonly passed: boolean;
  readonly facts: readonly string[];
}

const scratch = mkdtempSync(join(tmpdir(), 'cloakroom-egress-'));
const dist = resolve(process.argv[2] ?? join(ROOT, 'dist'));
let findings: readonly Finding[] = [];
try {
  if (!existsSync(join(dist, 'sw.js'))) throw new Error('There is no sealed build; run npm run build first.');
  const why = whyNoNamespaces();
  if (why === null) findings = await inNamespaces();
  else findings = withNetLog(why);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
report(findings);

/** Ground truth: every packet that leaves the namespace, name look-ups included. */
async function inNamespaces(): Promise<readonly Finding[]> {
  const network = buildSealedNetwork(scratch);
  const stop = (): void => {
    network.remove();
    process.exit(1);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const recorded = async (part: Part, sealing: 'sealed' | 'open'): Promise<readonly string[]> => {
    await network.record(`${part}-${sealing}`);
    const status = await network.run(process.execPath, command(part, sealing));
    if (status !== 0) throw new Error(`The ${part} run (${sealing}) did not finish.`);
    return network.packets();
  };
  try {
    // The journey goes first, on a fresh wire: the system announces the end of a probe's multicast group a little later.
    const journey = await recorded('journey', 'sealed');
    const sealed = await recorded('probe', 'sealed');
    const loot = LOOT.filter((word) => network.recordedBytes().includes(word));
    const leaks = sealed.filter((line) => !isOwnAnnouncement(line));
    const open = await recorded('probe', 'open');
    const caught = channelsIn(open);
    return [
      judged('Control: without headers the recorder catches the channels', caught.length >= CAUGHT_AT_LEAST, [
        `${String(caught.length)} of ${String(Object.keys(said('probe', 'open')).length)} channels seen on the wire, ${String(open.length)} packets`,
        `silent even so, hence not measured: ${silent(caught).join(', ') || 'none'}`,
      ]),
      judged('Every channel under the sealed headers', leaks.length === 0 && loot.length === 0, [
        `${String(leaks.length)} packets left`,
        ...leaks.slice(0, 5),
        `${String(sealed.length - leaks.length)} announcements of a random local name by WebRTC (multicast DNS and IGMP), ${String(loot.length)} words of the loot in their bytes`,
      ]),
      judgedJourney(journey.length === 0, [`${String(journey.length)} packets left`, ...journey.slice(0, 5)]),
    ];
  } finally {
    network.remove();
  }
}

/** The weaker variant: what the browser itself logs. It can't see what other programs send. */
function withNetLog(why: string): readonly Finding[] {
  console.log(`No network namespace, because ${why}. Reading the browser's own network log instead, which is weaker evidence.`);
  const logged = (part: Part, sealing: 'sealed' | 'open'): readonly string[] => {
    const file = join(scratch, `${part}-${sealing}.netlog.json`);
    const { status } = spawnSync(process.execPath, [...command(part, sealing), file], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) throw new Error(`The ${part} run (${sealing}) did not finish.`);
    return outsidePlaces(file);
  };
  const open = logged('probe', 'open').filter((place) => place.endsWith('.sink.example'));
  const sealed = logged('probe', 'sealed');
  const journey = logged('journey', 'sealed');
  return [
    judged('Control: without headers the log shows the channels', open.length >= 30, [`${String(open.length)} places tried`]),
    judged('Every channel under the sealed headers', sealed.length === 0, [`${String(sealed.length)} places tried`, ...sealed.slice(0, 5)]),
    judgedJourney(journey.length === 0, [`${String(journey.length)} places tried`, ...journey.slice(0, 5)]),
  ];
}

function command(part: Part, sealing: 'sealed' | 'open'): readonly string[] {
  return [TSX, join(ROOT, 'scripts/egress/inside.ts'), part, dist, outcomeFile(part, sealing), sealing];
}

function outcomeFile(part: Part, sealing: 'sealed' | 'open'): string {
  return join(scratch, `${part}-${sealing}.json`);
}

function said(part: Part, sealing: 'sealed' | 'open'): Readonly<Record<string, string>> {
  return (JSON.parse(readFileSync(outcomeFile(part, sealing), 'utf8')) as { said: Record<string, string> }).said;
}

/** Channels whose host name was looked up: `fetch.page`, `websocket.worker`, … */
function channelsIn(packets: readonly string[]): readonly string[] {
  const names = packets.flatMap((line) => /([a-z0-9-]+\.(?:page|worker))\.sink\.example/i.exec(line)?.[1]?.toLowerCase() ?? []);
  return [...new Set(names)].sort();
}

/**
 * Before it is stopped, WebRTC tells the local network a random name for this device's own address. The page chooses no
 * bit of it, and the app takes RTCPeerConnection away; still it is a packet, so it is counted and shown.
 */
function isOwnAnnouncement(line: string): boolean {
  const record = String.raw`\(Cache flush\) (A 10\.199\.47\.2|A 0\.0\.0\.0|AAAA ::)`;
  const announcement = new RegExp(String.raw`\.5353 > 224\.0\.0\.251\.5353: 0\*- \[0q\] \d+/0/\d+ ${record}(, ${record})* \(\d+\)$`);
  return / > 224\.0\.0\.22: igmp/.test(line) || announcement.test(line);
}

function silent(caught: readonly string[]): readonly string[] {
  return Object.keys(said('probe', 'open')).map((host) => host.replace('.sink.example', '')).filter((channel) => !caught.includes(channel));
}

function judgedJourney(nothingLeft: boolean, facts: readonly string[]): Finding {
  const outcome = JSON.parse(readFileSync(outcomeFile('journey', 'sealed'), 'utf8')) as JourneyOutcome;
  const asked = outcome.requestsAfterOpening.filter((request) => request !== 'GET /sw.js');
  const passed = nothingLeft && asked.length === 0 && outcome.savedBytes.every((bytes) => bytes > 1000);
  return judged('The whole journey: start, open, detect, review, export, reload without a server, and all of it again', passed, [
    ...facts,
    `${String(asked.length)} requests to the app's own server after the first file was opened`,
    `saved ${outcome.savedBytes.map((bytes) => `${String(bytes)} bytes`).join(' and ')}`,
    `the page's own witness: ${outcome.witness}`,
  ]);
}

function judged(title: string, passed: boolean, facts: readonly string[]): Finding {
  return { title, passed, facts };
}

function report(all: readonly Finding[]): void {
  for (const { title, passed, facts } of all) {
    console.log(`${passed ? 'ok    ' : 'FAILED'}  ${title}`);
    for (const fact of facts) console.log(`        ${fact}`);
  }
  mkdirSync(join(ROOT, 'artifacts'), { recursive: true });
  writeFileSync(join(ROOT, 'artifacts/egress-network.json'), `${JSON.stringify(all, null, 2)}\n`);
  const failed = all.filter(({ passed }) => !passed).length;
  console.log(`\n${String(all.length - failed)} passed, ${String(failed)} failed`);
  if (failed > 0 || all.length === 0) process.exitCode = 1;
}
