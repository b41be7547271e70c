import type { Kind } from '../../../core/detect/detection.ts';
import type { WeakFillRule } from '../../../core/mask/strength.ts';
import type { FillStyle } from '../../../core/review/decision.ts';
import type { OutputFormat } from '../../../core/policy/policy.ts';
import { digitsReadBack } from '../../../core/mask/leak.ts';
import { count, kinds } from './terms.ts';

/** The policy panel. */
export const policyWords = {
  policy: {
    appliesToAll: 'These apply to every open file.',
    find: 'Look for',
    thorough: 'Search more thoroughly: takes about twice as long',
    thoroughHint: 'Looks at each picture in two ways. Finds more faces, and takes more for faces that are none.',
    look: 'Masks',
    settingsFor: 'Settings for',
    allMasks: 'All masks',
    output: 'Output',
    maskThreshold: 'Mask without asking from',
    maskThresholdHint: (kind: Kind): string => `Lower masks more, and more that is no ${kinds[kind].one}.`,
    reviewThreshold: 'Ask me from',
    reviewThresholdHint: 'Anything between the two waits for your decision.',
    growth: 'Size of the mask',
    growthHint: 'Relative to what was found.',
    margin: 'Margin around it',
    marginHint: 'On every side, as a share of its height.',
    fill: 'Style',
    fillHints: {
      solid: 'One colour. Nothing of what was there is left.',
      soft: 'Drawn only from the pixels around the mask. Nothing of what was there is left.',
      pixelate: 'Keeps coarse colours of what was there, so it can be undone in part. Never use it for text.',
    } satisfies Record<FillStyle, string>,
    fillsForbidden: {
      here: 'Pixelate is left out here, because text, plates and codes can be read back through it. Strength, below, allows it.',
      nowhere: 'Pixelate is left out, because Strength, below, allows it nowhere.',
    },
    strength: 'Strength',
    weakFills: 'Where masks may be undone in part',
    weakFillRules: {
      nowhere: 'Nowhere',
      'not-on-text': 'Only on faces, heads, people and vehicles',
      anywhere: 'Anywhere, also on text, plates and codes',
    } satisfies Record<WeakFillRule, string>,
    weakFillsHint: (rule: WeakFillRule): string =>
      rule === 'nowhere'
        ? 'Every mask is solid or soft blur: nothing of what it covers is in the file.'
        : `In our test, ${Math.round(digitsReadBack(1) * 100)} of 100 digits were read back through pixelate with blocks as wide as the text is high. The record says it for each mask.`,
    bucket: 'Hide how long the text is',
    bucketHint: 'Makes masks longer and thicker, in few sizes, because the length of a mask can tell one name from another.',
    pixelateMark: 'can be undone in part',
    shape: 'Outline',
    color: 'Colour',
    blocks: 'Blocks across',
    softness: 'Smoothness',
    format: 'Format',
    formats: { source: 'As the source', jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF' } satisfies Record<OutputFormat, string>,
    quality: 'Quality',
    pattern: 'File names',
    patternHint: '{n} is the running number. {name} is the source’s own name, which can say who or where: use it only if you mean it.',
    patternCarriesName: 'The output carries the source’s name.',
    patternExample: (name: string): string => `For example ${name}`,
    reset: 'Back to the defaults',
    overridden: (n: number): string => `${count(n, 'region has', 'regions have')} a fill of their own in this file.`,
    applyAll: 'Use the policy’s fill for all regions',
  },
};
