import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { AppContext, type App } from '../../../../src/ui/app-context.ts';
import { MetadataPanel } from '../../../../src/ui/review/MetadataPanel.tsx';
import type { Job } from '../../../../src/ui/workspace/job.ts';
import { exif, jpeg } from '../../core/structure/jpeg-builder.ts';
import { tiff } from '../../core/structure/tiff-builder.ts';

const photo = jpeg({
  extra: [
    exif(
      tiff([
        { tag: 0x010f, text: 'Maker' },
        { tag: 0x011a, rationals: [[204, 1]] },
        { tag: 0x011b, rationals: [[98, 1]] },
        { tag: 0x8769, directory: [{ tag: 0x9003, text: '2024:05:06 07:08:09' }] },
      ]),
    ),
  ],
});

/** The panel as markup, for a file whose own policy keeps some sorts while that of all others keeps none. */
function panel(keep: Policy['metadata']['keep'], file: Uint8Array = photo): string {
  return panelOf(inspectImage(file), keep);
}

function panelOf(inspection: Job['inspection'], keep: Policy['metadata']['keep'] = []): string {
  const job = { id: 'j1', inspection } as unknown as Job;
  const api = createStore(() => ({ policy: DEFAULT_POLICY, ownPolicies: { j1: { ...DEFAULT_POLICY, metadata: { keep } } } }));
  return renderToStaticMarkup(createElement(AppContext, { value: { store: { api } } as unknown as App }, createElement(MetadataPanel, { job })));
}

const marks = (markup: string): number => markup.split('metadata-kept').length - 1;

describe('MetadataPanel', () => {
  it('says that all of it goes where nothing is kept', () => {
    expect(panel([])).toContain('All of it will be removed.');
    expect(panel([])).not.toContain('Kept by choice');
    expect(marks(panel([]))).toBe(0);
  });

  it('marks what the policy keeps, and tells its values', () => {
    const both = panel(['resolution', 'capture-time']);
    expect(marks(both)).toBe(2);
    expect(both).toContain('204 × 98 dpi, 2024-05-06 07:08:09');
    expect(both).toContain('but for what is marked as kept');
    expect(marks(panel(['capture-time']))).toBe(1);
    expect(panel(['capture-time'])).not.toContain('Kept by choice: 204');
  });

  it('has one row for what the file says in several places, and counts every one of them', () => {
    const times = ['mvhd', 'tkhd', 'mdhd', 'tkhd', 'mdhd'].map((header) => ({ kind: 'time', name: `${header} creation time`, sizeBytes: 4, value: '2024-05-06' }) as const);
    const markup = panelOf({ ...inspectImage(jpeg()), metadata: [...times, { kind: 'gps', name: 'udta ©xyz', sizeBytes: 9, value: '+48+11/' }] });
    expect(markup).toContain('6 entries found.');
    expect(markup.match(/<dt>[^<]*<\/dt>/g)).toEqual(['<dt>udta ©xyz</dt>', '<dt>creation time</dt>']);
    expect(markup).toContain('2024-05-06 <span class="soft">in 5 places</span>');
    expect(markup.match(/place/g)).toHaveLength(1);
  });

  it('says nothing of keeping where the source has nothing to keep', () => {
    expect(panel(['resolution', 'capture-time'], jpeg())).toContain('No metadata was found');
  });
});
