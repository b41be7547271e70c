import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NO_FILES, takePackFiles } from '../../../../src/ui/settings/pack-files.ts';

const text = readFileSync(new URL('../../../../models/yunet-n.pack.json', import.meta.url), 'utf8');
const manifest = (content = text): File => new File([content], 'yunet-n.pack.json');
const model = (name = 'net.onnx'): File => new File(['x'], name);

describe('takePackFiles', () => {
  it('takes both files at once, in any order', async () => {
    for (const files of [[manifest(), model()], [model(), manifest()]]) {
      expect(await takePackFiles(NO_FILES, files)).toMatchObject({ status: 'ok', files: { manifest: { content: { name: 'yunet-n' } }, model: { name: 'net.onnx' } } });
    }
  });

  it('takes one after the other', async () => {
    const first = await takePackFiles(NO_FILES, [model()]);
    if (first.status !== 'ok') throw new Error('refused');
    expect(first.files.manifest).toBeNull();
    expect(await takePackFiles(first.files, [manifest()])).toMatchObject({ files: { manifest: { content: { name: 'yunet-n' } }, model: { name: 'net.onnx' } } });
  });

  it('lets a second file replace the first of its sort', async () => {
    const first = await takePackFiles(NO_FILES, [manifest(), model('a.onnx')]);
    if (first.status !== 'ok') throw new Error('refused');
    expect(await takePackFiles(first.files, [model('b.ONNX')])).toMatchObject({ files: { manifest: { content: { name: 'yunet-n' } }, model: { name: 'b.ONNX' } } });
  });

  it('refuses other files, and says what is wrong with a manifest', async () => {
    expect(await takePackFiles(NO_FILES, [new File(['x'], 'photo.jpg'), model()])).toEqual({ status: 'refused', refusal: 'other-file' });
    expect(await takePackFiles(NO_FILES, [manifest('{"pack":1}')])).toMatchObject({ status: 'refused', refusal: expect.stringContaining('lacks') });
    expect(await takePackFiles(NO_FILES, [manifest(' '.repeat(300_000))])).toMatchObject({ refusal: 'The manifest is not JSON.' });
  });
});
