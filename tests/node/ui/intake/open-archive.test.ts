import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { isArchive, openArchive } from '../../../../src/ui/intake/open-archive.ts';
import type { PickedFile } from '../../../../src/ui/job-queue.ts';
import { fakePng, makeZip, type MadeEntry } from '../../core/archive/zip-maker.ts';

const png = fakePng(3_000);
/** What only looks like a film: its first box, and bytes that don't get smaller. */
const film = Uint8Array.from([...new Uint8Array(4).fill(0).with(3, 24), ...new TextEncoder().encode('ftypisom\0\0\0\0isommp42'), ...fakePng(3_000).subarray(24)]);
/** Packs itself into so many bytes that 513 MB are no bomb. */
const LARGE = 513 * 2 ** 20;
const largely = (bytes: Uint8Array): MadeEntry => ({ path: 'a', bytes, deflate: true, follow: true, packed: Uint8Array.from([...new Uint8Array(deflateRawSync(bytes)), ...new Uint8Array(2_200_000)]), listed: { plain: LARGE } });

async function open(bytes: Uint8Array<ArrayBuffer>, { name = 'box.zip', folder = '', left = 2 ** 30 } = {}): Promise<PickedFile[]> {
  const files: PickedFile[] = [];
  for await (const file of openArchive({ file: new Blob([bytes]), name, folder }, { left })) files.push(file);
  return files;
}
const openEntries = (...entries: readonly MadeEntry[]): Promise<PickedFile[]> => open(makeZip(entries));
const paths = (files: readonly PickedFile[]): readonly string[] => files.map(({ folder, name }) => `${folder}/${name}`);
const codes = (files: readonly PickedFile[]): readonly (string | undefined)[] => files.map(({ refused }) => refused?.code);
const bytesOf = async (file: PickedFile | undefined): Promise<Uint8Array> => new Uint8Array((await file?.file.arrayBuffer()) ?? new ArrayBuffer(0));

describe('openArchive', () => {
  it('gives the files in the order of their paths, below a folder that is called like the archive', async () => {
    const files = await openEntries(
      { path: 'b10.png', bytes: png, deflate: true },
      { path: 'beach/c.png', bytes: png },
      { path: 'beach/', bytes: new Uint8Array(0) },
      { path: 'b9.png', bytes: png },
    );
    expect(paths(files)).toEqual(['box/b9.png', 'box/b10.png', 'box/beach/c.png']);
    expect(codes(files)).toEqual([undefined, undefined, undefined]);
    for (const file of files) expect(await bytesOf(file)).toEqual(png);
  });

  it('reads what another writer made, as it is and deflated', async () => {
    const files = await open(new Uint8Array(zipSync({ 'a/stored.png': [png, { level: 0 }], 'a/small.png': [png, { level: 9 }] })));
    expect(paths(files)).toEqual(['box/a/small.png', 'box/a/stored.png']);
    for (const file of files) expect(await bytesOf(file)).toEqual(png);
  });

  it('keeps entries that are packed as they are inside the archive, and counts only the others', async () => {
    const archive = makeZip([{ path: 'a.png', bytes: png }, { path: 'b.png', bytes: png, deflate: true }, { path: 'c.png', bytes: png, deflate: true }]);
    expect(codes(await open(archive, { left: png.length * 2 - 1 }))).toEqual([undefined, undefined, 'input/archive-full']);
    expect(codes(await open(archive, { left: png.length * 2 }))).toEqual([undefined, undefined, undefined]);
  });

  it('reads sizes that follow the data, and sizes in the wide field', async () => {
    const files = await openEntries({ path: 'a.png', bytes: png, deflate: true, follow: true }, { path: 'b.png', bytes: png, follow: true }, { path: 'c.png', bytes: png, wide: true }, { path: 'd.png', bytes: png, deflate: true, wide: true });
    expect(codes(files)).toEqual([undefined, undefined, undefined, undefined]);
    for (const file of files) expect(await bytesOf(file)).toEqual(png);
  });

  it('finds the list of an archive with the wide record and with a comment', async () => {
    expect(paths(await open(makeZip([{ path: 'a.png', bytes: png }], { zip64: true })))).toEqual(['box/a.png']);
    expect(paths(await open(makeZip([{ path: 'a.png', bytes: png }], { comment: 'x'.repeat(0xffff) })))).toEqual(['box/a.png']);
  });

  it('leaves out what systems leave behind, and nothing else', async () => {
    const litter = ['.DS_Store', 'a/Thumbs.db', '__MACOSX/a/._b.png', 'a/._b.png', 'desktop.ini'].map((path) => ({ path, bytes: png }));
    const files = await openEntries(...litter, { path: 'readme.txt', bytes: png }, { path: '.hidden.png', bytes: png });
    expect(paths(files)).toEqual(['box/hidden.png', 'box/readme.txt']);
  });

  it.each<[string, MadeEntry, string]>([
    ['a wrong checksum, deflated', { path: 'a.png', bytes: png, deflate: true, listed: { crc: 1 } }, 'input/archive-entry'],
    ['a wrong checksum behind the data', { path: 'a.png', bytes: png, deflate: true, follow: true, listed: { crc: 1 } }, 'input/archive-entry'],
    ['a wrong checksum, as it is', { path: 'a.png', bytes: png, follow: true, listed: { crc: 1 } }, 'input/archive-entry'],
    ['a password', { path: 'a.png', bytes: png, flags: 1 }, 'input/archive-encrypted'],
    ['strong encryption', { path: 'a.png', bytes: png, flags: 0x41 }, 'input/archive-encrypted'],
    ['another way of packing', { path: 'a.png', bytes: png, method: 93 }, 'input/archive-method'],
    ['an archive inside', { path: 'a/inner.ZIP', bytes: png }, 'input/archive-nested'],
    ['another name before the data', { path: 'a.png', bytes: png, listed: { path: 'b.png' } }, 'input/archive-entry'],
    ['a smaller size than the data has', { path: 'a.png', bytes: png, deflate: true, follow: true, listed: { plain: 2_999 } }, 'input/archive-entry'],
    ['a larger size than the data has', { path: 'a.png', bytes: png, deflate: true, follow: true, listed: { plain: 3_001 } }, 'input/archive-entry'],
    ['a size that the header denies', { path: 'a.png', bytes: png, deflate: true, listed: { plain: 3_001 } }, 'input/archive-entry'],
    ['damaged data', { path: 'a.png', bytes: png, deflate: true, packed: Uint8Array.from({ length: 99 }, () => 0xff) }, 'input/archive-entry'],
    ['data that end too early', { path: 'a.png', bytes: png, deflate: true, packed: new Uint8Array(0) }, 'input/archive-entry'],
    ['something that is neither picture nor video, deflated', { path: 'a.png', bytes: new TextEncoder().encode('text '.repeat(900)), deflate: true }, 'input/unsupported'],
    ['more bytes than a picture may have', largely(png), 'input/too-many-bytes'],
    ['more bytes than a file may have that is neither picture nor video', largely(new TextEncoder().encode('text '.repeat(900))), 'input/too-many-bytes'],
    ['more bytes than a file may have, and damaged ones', { ...largely(png), packed: Uint8Array.from({ length: 2_200_000 }, () => 0xff) }, 'input/too-many-bytes'],
    ['a bomb', { path: 'a.png', bytes: png, deflate: true, listed: { plain: 500 * 2 ** 20 } }, 'input/archive-ratio'],
    ['a place outside the file', { path: 'a.png', bytes: png, listed: { at: 4_000_000 } }, 'input/archive-entry'],
  ])('refuses an entry with %s, and opens the others', async (_, bad, code) => {
    const files = await openEntries({ path: '0.png', bytes: png, deflate: true }, bad, { path: 'z.png', bytes: png });
    expect(codes(files)).toEqual([undefined, code, undefined]);
    expect(files[1]?.file.size).toBe(0);
    expect(files[1]?.statedBytes).toBe(bad.listed?.plain ?? bad.bytes.length);
    expect(JSON.stringify(files[1]?.refused)).not.toContain('png');
  });

  it('takes up videos, as they are and deflated, by their first bytes', async () => {
    const files = await openEntries({ path: 'a.mp4', bytes: film }, { path: 'b', bytes: film, deflate: true }, { path: 'c.txt', bytes: film, deflate: true });
    expect(codes(files)).toEqual([undefined, undefined, undefined]);
    for (const file of files) expect(await bytesOf(file)).toEqual(film);
  });

  it('lets videos be larger than pictures', async () => {
    // It promises more than it has, which shows only once it is unpacked.
    expect(codes(await openEntries(largely(film)))).toEqual(['input/archive-entry']);
    expect(codes(await open(makeZip([largely(film)]), { left: LARGE - 1 }))).toEqual(['input/archive-full']);
  });

  it('stops a bomb that lies about its size at the size that it gives', async () => {
    const packed = new Uint8Array(deflateRawSync(Buffer.alloc(48 * 2 ** 20)));
    const blob = new Blob([makeZip([{ path: 'a.png', bytes: png, deflate: true, packed }])]);
    const made = vi.spyOn(globalThis, 'Blob');
    const files: PickedFile[] = [];
    for await (const file of openArchive({ file: blob, name: 'box.zip', folder: '' })) files.push(file);
    expect(codes(files)).toEqual(['input/archive-entry']);
    // Nothing that was unpacked has been kept: the only bytes put together are those of the refused file, none.
    expect(made.mock.calls.map(([parts]) => parts?.length ?? 0)).toEqual([0]);
    made.mockRestore();
  });

  it('refuses entries that share bytes', async () => {
    const [first, second] = [{ path: 'a.png', bytes: png }, { path: 'a.png', bytes: png, listed: { at: 0 } }] as const;
    expect(codes(await openEntries(first, second))).toEqual(['input/archive-entry', 'input/archive-entry']);
    const inner = makeZip([{ path: 'b.png', bytes: png }]);
    const swallowed = { path: 'a.png', bytes: inner.slice(0, 3_100) };
    expect(codes(await openEntries(swallowed, { path: 'b.png', bytes: png, listed: { at: 35 } }))).toContain('input/archive-entry');
  });

  it.each<[string, string | Uint8Array, string]>([
    ['climbs', '../../etc/a.png', 'box/etc/a.png'],
    ['climbs by backslashes', '..\\..\\a.png', 'box/a.png'],
    ['starts at the root', '/etc/a.png', 'box/etc/a.png'],
    ['names a drive', 'C:\\Users\\anna\\a.png', 'box/Users/anna/a.png'],
    ['holds a NUL', 'a\0.txt/b\0.png', 'box/a.txt/b.png'],
    ['turns the writing direction', 'x\u202egnp.exe', 'box/xgnp.exe'],
    ['is a device', 'aux/CON.png', 'box/_aux/_CON.png'],
    ['is in no known encoding', Uint8Array.from([0xff, 0xfe, 0x2e, 0x70, 0x6e, 0x67]), 'box/ÿþ.png'],
    ['is nothing but dots', '../..', 'box/unnamed'],
    ['has an emoji', 'é/😀.png', 'box/é/😀.png'],
  ])('makes a path that %s harmless', async (_, path, expected) => {
    expect(paths(await openEntries({ path, bytes: png }))).toEqual([expected]);
  });

  it('cuts names of hundreds of characters and keeps the extension', async () => {
    const [file] = await openEntries({ path: `${'d'.repeat(400)}/${'n'.repeat(2_000)}.png`, bytes: png });
    expect(file?.name).toMatch(/^n{160}\.png$/);
    const [short] = await openEntries({ path: `${'d'.repeat(400)}/${'n'.repeat(300)}.png`, bytes: png });
    expect(short?.folder).toBe(`box/${'d'.repeat(80)}`);
  });

  it('tells files apart whose paths are the same, or become the same', async () => {
    const files = await openEntries({ path: 'a.png', bytes: png }, { path: 'a.png', bytes: png }, { path: 'A\u200b.png', bytes: png }, { path: '../a.png', bytes: png });
    expect(new Set(paths(files).map((path) => path.toLowerCase())).size).toBe(4);
    expect(codes(files)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['nothing', new Uint8Array(0), 'input/archive-unreadable'],
    ['a picture with another name', new Uint8Array(png), 'input/archive-unreadable'],
    ['an archive that was cut', makeZip([{ path: 'a.png', bytes: png }]).slice(0, -30), 'input/archive-unreadable'],
    ['an archive whose beginning is missing', makeZip([{ path: 'a.png', bytes: png }]).slice(900), 'input/archive-unreadable'],
    ['bytes behind the end', Uint8Array.from([...makeZip([{ path: 'a.png', bytes: png }]), 0]), 'input/archive-unreadable'],
    ['a list that is shorter than it says', makeZip([{ path: 'a.png', bytes: png }], { count: 2 }), 'input/archive-unreadable'],
    ['a list of too many', makeZip([{ path: 'a.png', bytes: png }], { count: 10_001 }), 'input/archive-too-many'],
    ['a wide list of too many', makeZip([{ path: 'a.png', bytes: png }], { count: 2 ** 40, zip64: true }), 'input/archive-too-many'],
  ])('refuses %s as one file in its own place', async (_, bytes, code) => {
    const files = await open(bytes, { folder: 'in', name: 'box.zip' });
    expect(paths(files)).toEqual(['in/box.zip']);
    expect(codes(files)).toEqual([code]);
  });

  it('opens no bytes but those that the list vouches for, whatever is changed', async () => {
    const archive = makeZip([{ path: 'a.png', bytes: png, deflate: true }, { path: 'b.png', bytes: png, follow: true, deflate: true }, { path: 'c.png', bytes: png }]);
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = archive.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        for (const file of await open(changed)) if (file.refused === undefined) expect(Buffer.compare(await bytesOf(file), png)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('isArchive', () => {
  it('goes by the name, and by the type where there is no extension', () => {
    const named = (name: string, type = ''): boolean => isArchive({ name, folder: '', file: new Blob([], { type }) });
    expect([named('a.zip'), named('A.ZIP'), named('shared', 'application/x-zip-compressed')]).toEqual([true, true, true]);
    expect([named('a.zip.png'), named('a.docx', 'application/zip'), named('shared', 'image/png')]).toEqual([false, false, false]);
  });
});
