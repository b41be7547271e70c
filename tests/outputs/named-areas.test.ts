import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedRegion } from '../../src/core/export/export-record.ts';
import { EngineSession, type Region, type Wish } from './engine-session.ts';
import { encodePng } from './png-file.ts';
import { background } from './secrets.ts';

const REGION: Region = { box: { left: 8, top: 40, width: 20, height: 14 }, shape: 'rectangle' };

let session: EngineSession;
beforeAll(async () => {
  session = await EngineSession.open();
}, 60_000);
afterAll(() => session.close());

async function recorded(wish: Omit<Wish, 'regions'>): Promise<readonly RecordedRegion[]> {
  const reply = await session.reply(encodePng(background(5, 96, 80)), { ...wish, regions: [REGION] });
  if (reply.status === 'failed' || reply.output === null) throw new Error('no output');
  return reply.output.record.regions;
}

describe('regions that are named instead of searched for', () => {
  it('are recorded as areas, solid or of the fill that was named', async () => {
    expect(await recorded({})).toMatchObject([{ kind: 'area', origin: 'person', fill: 'solid', irreversible: true, leak: null }]);
    expect(await recorded({ fill: 'soft' })).toMatchObject([{ kind: 'area', fill: 'soft' }]);
    expect(await recorded({ fill: 'pixelate' })).toMatchObject([{ kind: 'area', fill: 'pixelate', irreversible: false }]);
  });
});
