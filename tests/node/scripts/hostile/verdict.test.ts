import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AnonymizerError, toWireError, type ErrorCode } from '../../../../src/core/errors.ts';
import type { RunnerReply } from '../../../../src/protocol/runner-page.ts';
import { pngFile } from '../../../../scripts/hostile/png-file.ts';
import { judge } from '../../../../scripts/hostile/verdict.ts';

const PICTURE = Uint8Array.from(pngFile({ width: 2, height: 2, depth: 8, colorType: 2 }, [['IDAT', deflateSync(Buffer.alloc(14))]]));

describe('judge', () => {
  it('accepts a masked picture that holds nothing else', async () => {
    expect(await judge(masked(PICTURE), 'a.png', PICTURE)).toEqual({ outcome: 'masked' });
  });

  it('finds fault with a picture that carries bytes after its end', async () => {
    expect((await judge(masked(Buffer.concat([PICTURE, Buffer.from('extra')])), 'a.png', PICTURE)).outcome).toBe('wrong');
  });

  it('finds fault with a picture that is another format than it says', async () => {
    expect((await judge(masked(Buffer.from('GIF89a')), 'a.png', PICTURE)).outcome).toBe('wrong');
  });

  it('accepts a refusal that names the fault of the file', async () => {
    expect(await judge(failed('input/corrupt'), 'a.png', PICTURE)).toEqual({ outcome: 'refused', code: 'input/corrupt' });
  });

  it.each(['engine/internal', 'engine/crashed', 'model/failed'] as const)('finds fault with %s', async (code) => {
    expect(await judge(failed(code), 'a.png', PICTURE)).toEqual({ outcome: 'wrong', reason: code });
  });

  it('finds fault with a reply that has neither picture nor refusal', async () => {
    expect((await judge({ ...masked(PICTURE), output: null } as RunnerReply, 'a.png', PICTURE)).outcome).toBe('wrong');
  });
});

function failed(code: ErrorCode): RunnerReply {
  return { status: 'failed', error: toWireError(new AnonymizerError(code)) };
}

function masked(bytes: Uint8Array): RunnerReply {
  const output = { base64: Buffer.from(bytes).toString('base64'), format: 'png', record: {} };
  return { status: 'ok', width: 2, height: 2, detections: [], timings: {}, output } as unknown as RunnerReply;
}
