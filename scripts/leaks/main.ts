import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureSizes, SIZE_FONTS, SOURCES, textsOf } from './mask-sizes.ts';
import { MaskingApp } from './masking-app.ts';
import { CLASSES, readPixelated, type ClassCount } from './read-pixelated.ts';

const USAGE = `Usage: npm run measure:leaks -- [options]

Measures what masks tell about the text under them, on files that the built app wrote.
  --app DIR     the built app, by default dist
  --only a,b    reading (pixelation read back), sizes (what the size of a mask tells); by default both
  --lines N     lines of digits for each number of blocks and format, by default 72`;

const FORMATS = ['png', 'jpeg', 'webp'] as const;
const SIZED_KINDS = ['personal-text', 'licence-plate'] as const;

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string', default: fileURLToPath(new URL('../../dist', import.meta.url)) },
      only: { type: 'string', default: 'reading,sizes' },
      lines: { type: 'string', default: '72' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  if (!existsSync(join(values.app, 'runner.html'))) throw new Error('The app is not built yet: run npm run build first.');
  const parts = values.only.split(',');
  const app = await MaskingApp.open(values.app);
  try {
    if (parts.includes('reading')) await printReading(app, Number(values.lines));
    if (parts.includes('sizes')) await printSizes(app);
  } finally {
    await app.close();
  }
}

async function printReading(app: MaskingApp, lines: number): Promise<void> {
  const byFormat: ClassCount[][] = [];
  for (const format of FORMATS) {
    const counts = await readPixelated(app, format, lines);
    byFormat.push(counts);
    console.log(`pixelated digits read back out of 100, ${format}`);
    console.log('  block / text height   digits   template and beam   block match');
    for (const { blockToText, digits, hits } of counts) {
      if (digits === 0) continue;
      const of100 = (count: number): string => ((100 * count) / digits).toFixed(1).padStart(6);
      console.log(`  from ${blockToText.toFixed(2).padEnd(14)} ${String(digits).padStart(9)}   ${of100(hits.beam).padStart(17)}   ${of100(hits.blocks).padStart(11)}`);
    }
  }
  console.log('the table of src/core/mask/leak-table.ts: the best attack on the format that leaks most');
  for (const [index, blockToText] of CLASSES.entries()) {
    const shares = byFormat.flatMap((counts) => {
      const count = counts[index];
      return count === undefined || count.digits === 0 ? [] : [Math.max(count.hits.beam, count.hits.blocks) / count.digits];
    });
    if (shares.length > 0) console.log(`  { blockToText: ${String(blockToText)}, share: ${Math.max(...shares).toFixed(2)} },`);
  }
}

async function printSizes(app: MaskingApp): Promise<void> {
  for (const source of Object.keys(SOURCES) as (keyof typeof SOURCES)[]) {
    for (const kind of SIZED_KINDS) {
      console.log(`what masks over ${String(textsOf(kind).length)} texts tell by their size, ${kind}, ${source} source`);
      console.log('  font              without: bits  fewest   with: bits  fewest   bits with place   area');
      for (const font of SIZE_FONTS) {
        const plain = await measureSizes(app.page, kind, font, source, false);
        const bucketed = await measureSizes(app.page, kind, font, source, true);
        const name = `${font.family} ${String(font.size)}`.padEnd(16);
        console.log(
          `  ${name} ${plain.bits.toFixed(2).padStart(14)} ${String(plain.fewest).padStart(7)} ${bucketed.bits.toFixed(2).padStart(12)} ${String(bucketed.fewest).padStart(7)} ${bucketed.placeBits.toFixed(2).padStart(17)} ${`x ${bucketed.growth.toFixed(1)}`.padStart(6)}`,
        );
      }
    }
  }
}

await measure();
