import { describe, expect, it } from 'vitest';
import { reportJob } from '../../../../scripts/headless/report.ts';
import { AnonymizerError, toWireError } from '../../../../src/core/errors.ts';
import type { ExportRecord } from '../../../../src/core/export/export-record.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { RunnerDetection, RunnerReply } from '../../../../src/protocol/runner-page.ts';

const detection: RunnerDetection = { kind: 'face', score: 0.9, box: sourceBox(1, 2, 3, 4), maskBox: sourceBox(0, 1, 5, 6), decision: 'masked' };
const record = { output: { sha256: 'ab'.repeat(32) } } as ExportRecord;
const timings = { decode: 1.26, detect: 2, mask: 0.04, encode: 3, verify: 4 };
const reply = (output: Extract<RunnerReply, { status: 'ok' }>['output']): RunnerReply => ({
  status: 'ok', width: 640, height: 480, detections: [detection], output, timings,
});

describe('reportJob', () => {
  it('reports a written picture with its path, hash and times, rounded to tenths of a millisecond', () => {
    expect(reportJob('trip/a.jpg', reply({ base64: 'AAAA', format: 'jpeg', record }), 'trip/anonymised-1.jpg', 12.34)).toEqual({
      input: 'trip/a.jpg', status: 'ok', width: 640, height: 480, detections: [detection],
      output: 'trip/anonymised-1.jpg', outputSha256: 'ab'.repeat(32),
      milliseconds: { decode: 1.3, detect: 2, mask: 0, encode: 3, verify: 4, total: 12.3 },
    });
  });

  it('names no output where none was written', () => {
    const job = reportJob('a.jpg', reply(null), null, 1);
    expect(job).not.toHaveProperty('output');
    expect(job).not.toHaveProperty('outputSha256');
    expect(reportJob('a.jpg', reply({ base64: 'AAAA', format: 'jpeg', record }), null, 1)).not.toHaveProperty('outputSha256');
  });

  it('counts a stage that did not run as nothing', () => {
    expect(reportJob('a.jpg', { ...reply(null), timings: { decode: 5 } } as RunnerReply, null, 6).milliseconds).toEqual({
      decode: 5, detect: 0, mask: 0, encode: 0, verify: 0, total: 6,
    });
  });

  it('reports a failure by code and sentence, without detections or times', () => {
    const error = new AnonymizerError('input/truncated', { sizeBytes: 9 });
    expect(reportJob('a.jpg', { status: 'failed', error: toWireError(error) }, null, 5)).toEqual({
      input: 'a.jpg', status: 'failed', error: { code: 'input/truncated', message: error.message }, detections: [],
    });
  });

  it('carries no bytes of the picture', () => {
    expect(JSON.stringify(reportJob('a.jpg', reply({ base64: 'canary', format: 'png', record }), 'b.png', 1))).not.toContain('canary');
  });
});
