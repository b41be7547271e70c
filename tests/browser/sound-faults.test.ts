import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../src/core/errors.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { clip, steady } from './clips.ts';
import { boxAt, bytesOf, fileOf } from './damaged-clips.ts';
import { exported } from './exported-clip.ts';

const TIMEOUT_MS = 120_000;

/** Three seconds of a tone beside grey pictures. */
function good(): Promise<File> {
  return clip({ format: 'mp4', codec: 'avc', width: 64, height: 48, times: steady(30, 10), draw: () => undefined, sound: true });
}

/** How an export ends whose sound is kept, changed or dropped. */
async function endings(file: File): Promise<readonly string[]> {
  const ends: string[] = [];
  for (const sound of ['keep', 'voice', 'drop'] as const satisfies readonly Policy['audio']['sound'][]) {
    const end = await exported(file, 'mp4', [], { ...DEFAULT_POLICY, audio: { sound } }).then(({ status }) => status, (error: unknown) => (error instanceof AnonymizerError ? error.code : String(error)));
    ends.push(end);
  }
  return ends;
}

describe('a sound of which some is not in the file', () => {
  it('is let out where all of it is', async () => {
    expect(await endings(await good())).toEqual(['released', 'released', 'released']);
  }, TIMEOUT_MS);

  it('is refused where its end is cut off and no box says how long it was', async () => {
    const bytes = await bytesOf(await good());
    new DataView(bytes.buffer).setUint32(boxAt(bytes, 'mdat').start - 8, 0);
    expect(await endings(fileOf(bytes.slice(0, -100)))).toEqual(['input/corrupt', 'input/corrupt', 'released']);
  }, TIMEOUT_MS);

  it('is refused where a part in its middle lies behind the end', async () => {
    const bytes = await bytesOf(await good());
    const behind = bytes.subarray(boxAt(bytes, 'stco').end);
    const { start, end } = boxAt(behind, 'stco');
    expect(end - start).toBeGreaterThanOrEqual(8 + 4 * 3);
    new DataView(behind.buffer, behind.byteOffset).setUint32(start + 8 + 4, 0x7fffffff);
    expect(await endings(fileOf(bytes))).toEqual(['input/corrupt', 'input/corrupt', 'released']);
  }, TIMEOUT_MS);
});
