import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that look at colours. What the others look at is the same in all colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** Colours that people may have chosen in their system, besides the light ones that every test begins with. */
const OTHER_COLOURS = [
  { look: 'dark', media: { colorScheme: 'dark' } },
  { look: 'dark forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
  { look: 'light forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const;

/** Expects that axe has nothing to say about what is on the screen: whole in light colours, and of its colours in dark and forced ones. */
export async function expectNoFindings(page: Page): Promise<void> {
  // In the middle of a transition colours are neither the old nor the new ones.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // There are no frames, for which axe would have to open a page of its own.
  const axe = (): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(true);
  await expectNone('light', axe().withTags(TAGS));
  for (const { look, media } of OTHER_COLOURS) {
    await page.emulateMedia(media);
    await expectNone(look, axe().withRules(COLOUR_RULES));
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

async function expectNone(look: string, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 4).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`) })), `what axe finds in ${look} colours`).toEqual([]);
}

/** The sizes that people see the app in: each is checked on its own. */
export const LOOKS = [
  { name: 'desktop', options: { colorScheme: 'light' } },
  { name: 'phone', options: { colorScheme: 'light', viewport: { width: 390, height: 844 } } },
] as const;
