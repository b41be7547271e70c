import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canariesIn } from './canaries.ts';
import { dirtyJpegs, dirtyOthers, dirtyPngs } from './dirty-files.ts';
import { EngineSession, type Region, type Wish } from './engine-session.ts';
import { background, plant, SECRETS } from './secrets.ts';
import type { Picture } from './picture.ts';

const REGION: Region = { box: { left: 10, top: 8, width: 34, height: 32 }, shape: 'ellipse' };

let session: EngineSession;
beforeAll(async () => {
  session = await EngineSession.open();
}, 60_000);
afterAll(() => session.close());

/** A report's bytes, and all that is packed in it. */
function unpacked(pdf: Buffer): Buffer {
  const parts = [pdf];
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    try {
      parts.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('endstream', at))));
    } catch {
      // A picture, which is not packed.
    }
  }
  return Buffer.concat(parts);
}

/** A picture in a form whose size says nothing of what is in it. */
function bmp({ width, height, data }: Picture): Buffer {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + rowBytes * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  // Rows from the lowest up, blue before red.
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) file[54 + (height - 1 - y) * rowBytes + 3 * x + channel] = data[(y * width + x) * 4 + 2 - channel] ?? 0;
    }
  }
  return file;
}

/** How many reports differ from the first, over pictures of one size that have another secret under the mask. */
async function differing(wish: Omit<Wish, 'regions'>): Promise<number> {
  const scene = background(11, 96, 80);
  const reports: Buffer[] = [];
  for (const [index, secret] of SECRETS.entries()) reports.push(await session.report(bmp(plant(scene, REGION, secret, index)), { ...wish, regions: [REGION] }));
  return reports.filter((report) => !report.equals(reports[0] ?? Buffer.alloc(0))).length;
}

describe('a report', () => {
  it.each(['solid', 'soft'] as const)('does not depend on what lies under a mask that is %s', async (fill) => {
    expect(await differing({ fill, format: 'png' })).toBe(0);
  });

  it('is told from another where the mask lets something through', async () => {
    expect(await differing({ fill: 'pixelate', format: 'png' })).toBeGreaterThan(0);
  });

  it.each([...dirtyJpegs(), ...dirtyPngs(), ...dirtyOthers()])('carries nothing of a $name', async ({ bytes }) => {
    const report = unpacked(await session.report(bytes, { regions: [REGION] }));
    expect(canariesIn(report)).toEqual([]);
    // What is packed was looked into: it draws the title.
    expect(report.toString('latin1')).toContain(`<${Buffer.from('Report on a masked file').toString('hex').toUpperCase()}>`);
  });
});
