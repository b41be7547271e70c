import { outputName } from '../../src/core/export/output-name.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import type { Size } from '../../src/core/geometry/box.ts';
import type { WrittenImageFormat } from '../../src/core/structure/inspection.ts';
import { sniffFormat } from '../../src/core/structure/sniff.ts';
import { verifyOutput } from '../../src/core/structure/verify.ts';
import type { RunnerReply } from '../../src/protocol/runner-page.ts';
import { filmFault } from './film-verdict.ts';

/** What became of one file. */
export type Verdict =
  | { readonly outcome: 'masked' }
  | { readonly outcome: 'refused'; readonly code: ErrorCode }
  | { readonly outcome: 'wrong'; readonly reason: string };

/** Codes that say that something went wrong in the engine, not in the file. */
const FAULTS: readonly ErrorCode[] = ['engine/internal', 'engine/crashed', 'engine/unavailable', 'engine/unknown-job', 'model/failed', 'model/integrity', 'policy/invalid', 'plan/invalid'];

/** What a name may never hold: separators, control and direction characters, what Windows refuses. */
const UNSAFE_NAME = /[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]|^[.\s-]|[.\s]$/u;
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Judges a reply: a masked picture or film whose bytes hold nothing else, or a refusal that names the file's fault.
 * @param reply - of the engine
 * @param sourceName - name of the file
 * @param source - its bytes
 */
export async function judge(reply: RunnerReply, sourceName: string, source: Uint8Array<ArrayBuffer>): Promise<Verdict> {
  if (reply.status === 'failed') {
    const { code } = reply.error;
    return FAULTS.includes(code) ? { outcome: 'wrong', reason: code } : { outcome: 'refused', code };
  }
  if (reply.output === null) return { outcome: 'wrong', reason: 'no output' };
  const { base64, format } = reply.output;
  const bytes = new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
  const fault = format === 'mp4' || format === 'webm' ? await filmFault(bytes, format, source) : pictureFault(bytes, format, reply);
  if (fault !== null) return { outcome: 'wrong', reason: fault };
  const name = outputName('{name}', { index: 1, total: 1, sourceName }, format);
  if (UNSAFE_NAME.test(name) || DEVICE_NAME.test(name) || Buffer.byteLength(name) > 143) return { outcome: 'wrong', reason: 'unsafe output name' };
  return { outcome: 'masked' };
}

function pictureFault(bytes: Uint8Array, format: WrittenImageFormat, size: Size): string | null {
  if (sniffFormat(bytes) !== format) return 'another format than it says';
  const [finding] = verifyOutput(bytes, format, size).findings;
  return finding === undefined ? null : `output holds ${finding.kind} (${finding.name})`;
}
