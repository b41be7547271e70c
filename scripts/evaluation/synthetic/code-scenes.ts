import { readFileSync } from 'node:fs';
import { prepareZXingModule, writeBarcode, type WriteInputBarcodeFormat } from 'zxing-wasm/writer';
import { inventPerson } from './fictitious.ts';
import { escaped, type Scene } from './markup.ts';
import type { Seeded } from './seeded.ts';

const WRITER = new URL('../../../node_modules/zxing-wasm/dist/writer/zxing_writer.wasm', import.meta.url);

/** Quiet zone in modules that each family asks for. */
const FAMILIES: readonly {
  readonly format: WriteInputBarcodeFormat;
  readonly quiet: number;
  readonly content: (random: Seeded) => string;
}[] = [
  { format: 'QRCode', quiet: 4, content: (random) => `https://example.org/${random.digits(10)}` },
  { format: 'QRCode', quiet: 4, content: (random) => `BEGIN:VCARD\nFN:${inventPerson(random).name}\nEND:VCARD` },
  { format: 'DataMatrix', quiet: 2, content: (random) => `ID${random.digits(12)}` },
  { format: 'Aztec', quiet: 1, content: (random) => `TICKET ${random.digits(14)}` },
  { format: 'PDF417', quiet: 2, content: (random) => `${inventPerson(random).name} ${random.digits(10)}` },
  { format: 'EAN13', quiet: 11, content: (random) => withEanCheck(`200${random.digits(9)}`) },
  { format: 'Code128', quiet: 10, content: (random) => `PARCEL${random.digits(8)}` },
];

/** One page a symbology, with three copies: upright, turned, and small or inverted. */
export async function codeScenes(random: Seeded): Promise<Scene[]> {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(WRITER)).buffer } });
  const scenes: Scene[] = [];
  for (const [index, { format, quiet, content }] of FAMILIES.entries()) {
    const { symbol, error } = await writeBarcode(content(random), { format });
    if (error !== '') throw new Error(`${format} can’t be made`);
    const isLinear = symbol.height > 40 && symbol.width > symbol.height && format !== 'PDF417';
    const placed = [
      { x: 330, y: 250, module: Math.min(4, 480 / symbol.width), turn: 0, inverted: false },
      { x: 890, y: 380, module: Math.min(3, 360 / symbol.width), turn: random.between(15, 75), inverted: false },
      { x: 330, y: 600, module: 2, turn: random.between(-8, 8), inverted: !isLinear && format !== 'PDF417' },
    ];
    const html = placed.map(({ x, y, module, turn, inverted }) => code(symbol, quiet, x, y, module, turn, inverted)).join('');
    scenes.push({
      name: `code-${String(index)}-${format.toLowerCase()}`,
      width: 1200,
      height: 800,
      html: `<body style="background:repeating-radial-gradient(circle at 20% 30%,#b9a688,#a5957b 90px,#c2b29a 160px)">${html}</body>`,
    });
  }
  return scenes;
}

function code(
  symbol: { readonly data: Uint8ClampedArray | Uint8Array; readonly width: number; readonly height: number },
  quiet: number,
  x: number,
  y: number,
  module: number,
  turn: number,
  inverted: boolean,
): string {
  const { data, width, height } = symbol;
  const cells = [...data.keys()].filter((i) => data[i] === 0).map((i) => `M${String(i % width)} ${String(Math.floor(i / width))}h1v1h-1z`);
  const [w, h] = [width * module, height * module];
  const place = `position:absolute;left:${String(x - w / 2)}px;top:${String(y - h / 2)}px;width:${String(w)}px;height:${String(h)}px;transform:rotate(${turn.toFixed(1)}deg)`;
  const [ink, paper] = inverted ? ['#fff', '#111'] : ['#111', '#fff'];
  return `<div style="${place};box-shadow:0 0 0 ${String(quiet * module)}px ${escaped(paper)}"><svg data-label="qr-code" width="${String(w)}" height="${String(h)}" viewBox="0 0 ${String(width)} ${String(height)}" shape-rendering="crispEdges" style="background:${paper};display:block"><path fill="${ink}" d="${cells.join('')}"/></svg></div>`;
}

/** Adds the check digit to 12 digits (GS1 General Specifications, 7.9). */
function withEanCheck(digits: string): string {
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${digits}${String((10 - (sum % 10)) % 10)}`;
}
