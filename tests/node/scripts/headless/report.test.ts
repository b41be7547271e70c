import { describe, expect, it } from 'vitest';
import { reportJob, tally } from '../../../../scripts/headless/report.ts';
import { AnonymizerError, toWireError } from '../../../../src/core/errors.ts';
import type { ExportRecord } from '../../../../src/core/export/export-record.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { RunnerDetection, RunnerReply } from '../../../../src/protocol/runner-page.ts';

const detection: RunnerDetection = { kind: 'face', score: 0.9, box: sourceBox(1, 2, 3, 4), maskBox: sourceBox(0, 1, 5, 6), decision: 'masked' };
const a = { name: 'a.jpg', walked: false };
const record = { output: { sha256: 'ab'.repeat(32) } } as ExportRecord;
const timings = { decode: 1.26, detect: 2, mask: 0.04, encode: 3, verify: 4 };
const reply = (output: Extract<RunnerReply, { status: 'ok' }>['output']): RunnerReply => ({
  status: 'ok', width: 640, height: 480, detections: [detection], output, timings,
});

describe('reportJob', () => {
  it('reports a written picture with its path, hash and times, rounded to tenths of a millisecond', () => {
    expect(reportJob({ name: 'trip/a.jpg', walked: true }, reply({ base64: 'AAAA', sizeBytes: 3, format: 'jpeg', record }), { output: 'trip/anonymised-1.jpg', sidecar: null, report: null }, 12.34)).toEqual({
      input: 'trip/a.jpg', status: 'ok', width: 640, height: 480, detections: [detection],
      output: 'trip/anonymised-1.jpg', outputSha256: 'ab'.repeat(32),
      milliseconds: { decode: 1.3, detect: 2, mask: 0, encode: 3, verify: 4, total: 12.3 },
    });
  });

  it('names no output where none was written', () => {
    const job = reportJob(a, reply(null), null, 1);
    expect(job).not.toHaveProperty('output');
    expect(job).not.toHaveProperty('outputSha256');
    expect(reportJob(a, reply({ base64: 'AAAA', sizeBytes: 3, format: 'jpeg', record }), null, 1)).not.toHaveProperty('outputSha256');
  });

  it('counts a stage that did not run as nothing', () => {
    expect(reportJob(a, { ...reply(null), timings: { decode: 5 } } as RunnerReply, null, 6).milliseconds).toEqual({
      decode: 5, detect: 0, mask: 0, encode: 0, verify: 0, total: 6,
    });
  });

  it('reports a failure by code and sentence, without detections or times', () => {
    const error = new AnonymizerError('input/truncated', { sizeBytes: 9 });
    expect(reportJob(a, { status: 'failed', error: toWireError(error) }, null, 5)).toEqual({
      input: 'a.jpg', status: 'failed', error: { code: 'input/truncated', message: error.message }, detections: [],
    });
  });

  it('names what lies beside a picture', () => {
    const written = { output: 'b.png', sidecar: 'b.png.regions.json', report: 'b.report.pdf' };
    expect(reportJob(a, reply({ base64: 'AAAA', sizeBytes: 3, format: 'png', record }), written, 1)).toMatchObject(written);
  });

  it('tells what became of the sound of a video', () => {
    const film = { ...record, sound: 'kept', mutedParts: 2, mutedSeconds: 1.5, soundStored: { codec: 'opus', packets: 'anew' } } as ExportRecord;
    const written = { output: 'b.mp4', sidecar: null, report: null };
    expect(reportJob(a, reply({ base64: null, sizeBytes: 3, format: 'mp4', record: film }), written, 1).sound).toEqual({ fate: 'kept', stored: { codec: 'opus', packets: 'anew' }, mutedParts: 2, mutedSeconds: 1.5 });
    expect(reportJob(a, reply({ base64: null, sizeBytes: 3, format: 'mp4', record: { ...record, sound: 'dropped' } }), written, 1).sound).toEqual({ fate: 'dropped' });
    expect(reportJob(a, reply({ base64: null, sizeBytes: 3, format: 'png', record }), written, 1)).not.toHaveProperty('sound');
  });

  it('carries no bytes of the picture', () => {
    expect(JSON.stringify(reportJob(a, reply({ base64: 'canary', sizeBytes: 3, format: 'png', record }), { output: 'b.png', sidecar: null, report: null }, 1))).not.toContain('canary');
  });
});

describe('tally', () => {
  const refusal = (code: 'input/unsupported' | 'input/empty') => ({ status: 'failed', error: toWireError(new AnonymizerError(code)) }) as const;
  const found = reportJob({ name: 'note.txt', walked: true }, refusal('input/unsupported'), null, 1);
  const named = reportJob({ name: 'note.txt', walked: false }, refusal('input/unsupported'), null, 1);
  const empty = reportJob({ name: 'b.jpg', walked: true }, refusal('input/empty'), null, 1);
  const fine = reportJob(a, reply(null), null, 1);

  it('counts files in folders that are no pictures apart, and keeps their refusal in the report', () => {
    expect(tally([fine, found, fine], false)).toEqual({ done: 2, failed: 0, notPictures: 1 });
    expect(found).toMatchObject({ status: 'failed', error: { code: 'input/unsupported' }, notAPicture: true });
  });

  it('counts them as failures where it is told to', () => {
    expect(tally([fine, found], true)).toEqual({ done: 1, failed: 1, notPictures: 0 });
  });

  it('counts a file that only calls itself a picture as a failure, as it does a damaged one', () => {
    const called = ['a.jpg', 'trip/B.HEIC', 'scan.tiff', 'clip.mp4'].map((name) => reportJob({ name, walked: true }, refusal('input/unsupported'), null, 1));
    const others = ['clip.mp4.txt', 'jpg', 'trip.jpg/notes', 'a.jpg.txt'].map((name) => reportJob({ name, walked: true }, refusal('input/unsupported'), null, 1));
    expect(tally(called, false)).toEqual({ done: 0, failed: 4, notPictures: 0 });
    expect(tally(others, false)).toEqual({ done: 0, failed: 0, notPictures: 4 });
  });

  it('counts a file that was named, and a picture that was refused, as failures', () => {
    expect(tally([named, empty], false)).toEqual({ done: 0, failed: 2, notPictures: 0 });
  });
});
