import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../scripts/headless/arguments.ts';
import { listInputs } from '../../../../scripts/headless/input-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloakroom-inputs-'));
  for (const sub of ['b', 'b/inner', '.hidden', 'empty']) await mkdir(join(folder, sub));
  for (const file of ['c.jpg', 'a.jpg', 'b/z.png', 'b/inner/y.webp', 'b/.thumbnail.jpg', '.hidden/x.jpg', 'a note.txt']) {
    await writeFile(join(folder, file), '');
  }
  await symlink(join(folder, 'a.jpg'), join(folder, 'link.jpg'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const namesOf = async (...named: string[]): Promise<string[]> => (await listInputs(named.map((name) => join(folder, name)))).map(({ name }) => name);

describe('listInputs', () => {
  it('walks a folder in order of names, keeps inner folders, and leaves hidden files and links out', async () => {
    expect(await namesOf('.')).toEqual(['a note.txt', 'a.jpg', 'b/inner/y.webp', 'b/z.png', 'c.jpg']);
  });

  it('names a file that was named itself by its last part, hidden or not, and keeps the order of the command line', async () => {
    expect(await namesOf('c.jpg', 'b/.thumbnail.jpg', 'a.jpg')).toEqual(['c.jpg', '.thumbnail.jpg', 'a.jpg']);
  });

  it('gives paths that can be opened from anywhere', async () => {
    expect(await listInputs([join(folder, 'b')])).toEqual([
      { path: join(folder, 'b', 'inner', 'y.webp'), name: 'inner/y.webp', walked: true },
      { path: join(folder, 'b', 'z.png'), name: 'z.png', walked: true },
    ]);
  });

  it('tells files that were named from those that it found', async () => {
    expect((await listInputs([join(folder, 'a.jpg'), join(folder, 'b')])).map(({ walked }) => walked)).toEqual([false, true, true]);
  });

  it('finds nothing in an empty folder', async () => {
    expect(await namesOf('empty')).toEqual([]);
  });

  it('refuses the whole line where one name does not exist', async () => {
    await expect(listInputs([join(folder, 'a.jpg'), join(folder, 'missing.jpg')])).rejects.toThrow(UsageError);
  });
});
