import { describe, expect, it } from 'vitest';
import { ProgressLines } from '../../../../scripts/headless/progress-lines.ts';
import type { Stage } from '../../../../src/protocol/engine-api.ts';

/** Lines of one file, told at times that the test sets. */
function lines(isTerminal: boolean) {
  const said: string[] = [];
  const clock = { now: 0 };
  const told = new ProgressLines('[1/2] a.mp4', { isTerminal, now: () => clock.now, say: (text) => said.push(text) });
  return {
    said, told,
    at: (seconds: number, stage: Stage, fraction: number, frames?: number): void => {
      clock.now = seconds * 1000;
      told.tell({ stage, fraction, ...(frames === undefined ? {} : { frames }) });
    },
  };
}

describe('progress of a film', () => {
  it('is a line at every tenth of its search and of its export where lines stay', () => {
    const { said, at } = lines(false);
    for (let frame = 0; frame <= 200; frame += 1) at(frame, 'detect', frame / 200, 200);
    for (let frame = 0; frame <= 200; frame += 1) at(300 + frame / 2, 'mask', frame / 200, 200);
    at(400, 'encode', 0, 200);
    for (let frame = 0; frame <= 200; frame += 1) at(400 + frame, 'verify', frame / 200, 200);
    expect(said).toHaveLength(20);
    expect(said[0]).toBe('[1/2] a.mp4 search 10 %: 20 of 200 frames searched, 1.0 a second, about 3:00 left\n');
    expect(said[9]).toBe('[1/2] a.mp4 search 100 %: 200 of 200 frames searched, 1.0 a second\n');
    expect(said[10]).toBe('[1/2] a.mp4 export 10 %: 60 of 200 frames masked, 2.0 a second, about 4:30 left\n');
    expect(said[15]).toBe('[1/2] a.mp4 export 60 %: 80 of 200 frames re-checked, 1.0 a second, about 2:00 left\n');
    expect(said[19]).toBe('[1/2] a.mp4 export 100 %: 200 of 200 frames re-checked, 1.0 a second\n');
  });

  it('is one line on a terminal, written over every two seconds at the most', () => {
    const { said, told, at } = lines(true);
    for (let tenth = 0; tenth <= 70; tenth += 1) at(tenth / 10, 'detect', tenth / 36_000, 36_000);
    expect(said).toEqual([2, 4, 6].map((seconds) => `\r[1/2] a.mp4 search 0 %: ${String(seconds * 10)} of 36000 frames searched, 10.0 a second, about ${seconds === 2 ? '59:58' : seconds === 4 ? '59:56' : '59:54'} left\u001b[K`));
    told.end('1 masked');
    expect(said.at(-1)).toBe('\r[1/2] a.mp4 1 masked\u001b[K\n');
  });

  it('tells hours, and begins anew where an export has to mask more', () => {
    const { said, at } = lines(false);
    at(0, 'detect', 0, 1000);
    at(1000, 'detect', 0.1, 1000);
    expect(said).toEqual(['[1/2] a.mp4 search 10 %: 100 of 1000 frames searched, 0.1 a second, about 2:30:00 left\n']);
    for (const since of [2000, 3000]) {
      at(since, 'mask', 0, 1000);
      at(since + 100, 'mask', 1, 1000);
    }
    expect(said.slice(1)).toEqual(new Array<string>(2).fill('[1/2] a.mp4 export 33 %: 1000 of 1000 frames masked, 10.0 a second, about 3:20 left\n'));
  });
});

describe('progress of a picture', () => {
  it('is told to a terminal only', () => {
    const [terminal, file] = [lines(true), lines(false)];
    for (const { at, told } of [terminal, file]) {
      at(0, 'detect', 0.5);
      told.end('1 masked');
    }
    expect(terminal.said).toEqual(['\r[1/2] a.mp4 detect 50 %\u001b[K', '\r[1/2] a.mp4 1 masked\u001b[K\n']);
    expect(file.said).toEqual(['[1/2] a.mp4 1 masked\n']);
  });
});
