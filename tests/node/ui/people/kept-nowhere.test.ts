import { expect, it } from 'vitest';
import { unfinishedState } from '../../../../src/ui/unfinished/unfinished-state.ts';
import { Device } from '../unfinished/device.ts';
import { Bench, embeddingOf } from './bench.ts';

it('has nothing of what faces are compared by, nor of the groups, in what is kept between visits or shown', async () => {
  unfinishedState.setState({ offers: [], problem: null, dismissed: false, restored: 0, asked: 0 });
  const device = new Device();
  const tab = device.open();
  await tab.ready;
  const bench = new Bench(tab.store);
  bench.search('canary', 'anna anna anna? -');
  bench.grouping.start();
  await bench.settled();
  await bench.grouping.decide(1, 'clear', null);
  bench.grouping.notThisPerson(['canary/r2']);
  await tab.written();
  const stored = JSON.stringify([...device.disk.files.values(), ...device.disk.sessions.values()]);
  expect(bench.states('canary')).toBe('cc?m');
  expect(device.disk.files.size).toBe(1);
  // Whatever a record has is there whether faces were grouped or not.
  const plain = device.open();
  await plain.ready;
  const other = new Bench(plain.store);
  other.search('canary', 'anna anna anna? -');
  plain.store.dispatch({ type: 'regions-decided', regions: [{ id: 'canary', ids: ['r1'] }], state: 'rejected' });
  await plain.written();
  const fieldsOf = (text: string) => [...new Set(text.match(/"[a-zA-Z]+"(?=:)/gu))].sort();
  const all = JSON.stringify([...device.disk.files.values(), ...device.disk.sessions.values()]);
  expect(fieldsOf(stored)).toEqual(fieldsOf(all));
  expect(stored).toContain('"rejected"');
  expect(stored).not.toMatch(/embedding|person-\d|canary\/r|"rules"|"asked"|"once"/iu);
  const numbers = [...(embeddingOf('anna?') ?? [])].filter((value) => value !== 0 && value !== 1);
  for (const text of [stored, JSON.stringify(bench.grouping.api.getState()), JSON.stringify(bench.store.getState())]) {
    for (const number of numbers) expect(text).not.toContain(String(number).slice(0, 6));
  }
  device.shutDown();
});
