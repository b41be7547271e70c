import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACCEPTED_FILES, ACCEPTED_TEXT } from '../../../../src/ui/intake/accepted-files.ts';

const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(`../../../../public/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>;

describe('the two descriptions of the app', () => {
  it('differ only in the place in the share sheet, which the first does not ask for', () => {
    const { share_target: shareTarget, ...rest } = read('manifest-share.webmanifest');
    expect(read('manifest.webmanifest')).toEqual(rest);
    expect(shareTarget).toMatchObject({ action: '/share-target', method: 'POST' });
  });

  it('open the files that the file dialog offers, and no others', () => {
    expect(read('manifest.webmanifest')['file_handlers']).toMatchObject([{ action: '/', accept: ACCEPTED_FILES }]);
    expect(Object.keys((read('manifest.webmanifest')['file_handlers'] as { accept: object }[])[0]?.accept ?? {})).toEqual(Object.keys(ACCEPTED_FILES));
  });

  it('take pictures, videos and archives from the share sheet', () => {
    const { params } = read('manifest-share.webmanifest')['share_target'] as { params: { files: { accept: string[] }[] } };
    const accepted = params.files.flatMap(({ accept }) => accept);
    // Systems seldom know the type of Matroska, so that its extension is there as well.
    expect(accepted).toEqual(expect.arrayContaining(['image/*', 'video/*', '.mkv', 'application/zip']));
  });
});

describe('ACCEPTED_TEXT', () => {
  it('names every type and every extension, those of videos too', () => {
    const parts = ACCEPTED_TEXT.split(',');
    expect(parts).toEqual(expect.arrayContaining(['video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska', '.mp4', '.m4v', '.mov', '.webm', '.mkv', '.jpg', '.zip']));
    expect(new Set(parts).size).toBe(parts.length);
  });
});
