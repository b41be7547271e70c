import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expectNoFindings } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { button, chooseFiles, expectFocus, press, pressTo, use, withoutSystemDialogs } from './by-keyboard.ts';
import { openApp, openFiles, sample, searched, type TestFile } from './workroom.ts';

/** The shipped face detector, described as a pack: a real network without a file of somebody else's. */
function pack(): readonly [manifest: TestFile, model: TestFile] {
  const buffer = readFileSync(new URL('../../models/face-rfb320.onnx', import.meta.url));
  const manifest = {
    pack: 1, name: 'faces-again', title: 'Faces again', version: '1', licence: 'MIT', source: 'https://example.org/faces',
    sha256: createHash('sha256').update(buffer).digest('hex'), sizeBytes: buffer.length,
    classes: [{ column: 1, label: 'face', kind: 'face' }],
    input: { name: 'input', layout: 'NCHW', color: 'RGB', mean: 127, scale: 128, pad: 127, size: { type: 'dynamic', multipleOf: 64 } },
    decoder: {
      type: 'anchor-based', outputs: { scores: 'scores', boxes: 'locations' }, centreVariance: 0.1, sizeVariance: 0.2, columns: 2,
      priors: [{ stride: 8, sides: [10, 16, 24] }, { stride: 16, sides: [32, 48] }, { stride: 32, sides: [64, 96] }, { stride: 64, sides: [128, 192, 256] }],
    },
  };
  return [
    { name: 'faces-again.pack.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(manifest)) },
    { name: 'faces-again.onnx', mimeType: 'application/octet-stream', buffer },
  ];
}


test('a detector is added, used for a search and removed, by keys alone', async ({ page }) => {
  await withoutSystemDialogs(page);
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await pressTo(page, 'Shift+Tab', button(page, 'Settings'));
  await press(page, 'Enter');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  const choose = settings.locator('.pack-drop').getByRole('button', { name: 'Choose files' });
  // What is no detector is refused, and the dialog stays.
  await chooseFiles(page, choose, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await expect(settings.getByRole('alert')).toContainText('A detector is two files');
  await expectNoFindings(page);
  const [manifest, model] = pack();
  // Another network than the one that the manifest names is told apart by its hash.
  await chooseFiles(page, choose, [manifest, { ...model, buffer: Buffer.concat([model.buffer.subarray(0, -1), Buffer.from([model.buffer.at(-1)! ^ 1])]) }]);
  await expect(settings.getByRole('heading', { name: 'Add Faces again?' })).toBeVisible();
  await expectFocus(page, 'choosing the files');
  await expectNoFindings(page);
  await use(page, settings.getByRole('button', { name: 'Add', exact: true }));
  await expect(settings.getByRole('alert')).toContainText('its size or its SHA-256 is another');
  await use(page, settings.locator('.pack-drop').getByRole('button', { name: 'Cancel' }));
  // What has the focus stays in sight where the form above it grows.
  await pressTo(page, 'Tab', settings.locator('summary'));
  await settings.getByTestId('pack-input').setInputFiles([manifest, model]);
  await expect(settings.getByRole('heading', { name: 'Add Faces again?' })).toBeVisible();
  await expectFocus(page, 'the form that grew');
  await use(page, settings.locator('.pack-drop').getByRole('button', { name: 'Cancel' }));
  await chooseFiles(page, choose, [manifest, model]);
  await use(page, settings.getByRole('button', { name: 'Add', exact: true }));
  const added = settings.getByRole('heading', { name: 'Faces again', exact: true });
  await expect(added).toBeVisible({ timeout: 30_000 });
  await expectFocus(page, 'adding');
  await expectNoFindings(page);
  await use(page, settings.getByRole('button', { name: 'Search it again' }));
  await press(page, 'Escape');
  await expect(button(page, 'Settings')).toBeFocused();
  await searched(page, 1);
  await expect(page.getByTestId('region').first()).toBeVisible();
  await expect(button(page, 'Settings')).toBeFocused();
  await press(page, 'Enter');
  await use(page, settings.getByRole('button', { name: 'Remove Faces again' }));
  await expect(settings.getByRole('button', { name: 'Remove', exact: true })).toBeFocused();
  await press(page, 'Enter');
  await expect(added).toHaveCount(0);
  await expectFocus(page, 'removing');
});
