import { escaped, type Scene } from './markup.ts';
import { PLATE_DESIGNS, type PlateDesign } from './plate-designs.ts';
import type { Seeded } from './seeded.ts';

const WIDTH = 1280;
const HEIGHT = 800;

/** One street with a drawn car for each plate design; its plate seen at an angle. */
export function streetScenes(random: Seeded): Scene[] {
  return PLATE_DESIGNS.map((design) => ({
    name: `plate-${design.country.toLowerCase()}`,
    width: WIDTH,
    height: HEIGHT,
    html: street(design, random),
  }));
}

function street(design: PlateDesign, random: Seeded): string {
  const hue = random.whole(0, 359);
  const windows = Array.from({ length: 36 }, (_, i) => {
    const [x, y] = [30 + (i % 12) * 104, 40 + Math.floor(i / 12) * 100];
    return `<rect x="${String(x)}" y="${String(y)}" width="56" height="64" fill="hsl(${String(random.whole(190, 230))} 30% ${String(random.whole(25, 60))}%)"/>`;
  }).join('');
  const cars = [
    car(random, 130 + random.between(-30, 30), 470, 0.8, hue),
    car(random, 640 + random.between(-30, 60), 500, 1.15, (hue + 140) % 360),
  ];
  const sizes = [random.between(80, 120), random.between(130, 220)];
  const centres = [cars[0]?.plate, cars[1]?.plate].map((at) => at ?? { x: 0, y: 0 });
  const plates = centres.map(({ x, y }, i) => plate(design, random, x, y, sizes[i] ?? 100)).join('');
  return `<svg width="${String(WIDTH)}" height="${String(HEIGHT)}" style="position:absolute;left:0;top:0">
    <defs><linearGradient id="road" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#77756f"/><stop offset="1" stop-color="#3d3c3a"/></linearGradient></defs>
    <rect width="${String(WIDTH)}" height="430" fill="hsl(${String(random.whole(15, 45))} 22% 62%)"/>${windows}
    <rect y="430" width="${String(WIDTH)}" height="370" fill="url(#road)"/><rect y="690" width="${String(WIDTH)}" height="8" fill="#d8d5c8"/>
    ${cars.map(({ svg }) => svg).join('')}</svg>${plates}`;
}

/** A car from behind, from a few plain shapes, and where its plate goes. */
function car(
  random: Seeded,
  left: number,
  top: number,
  scale: number,
  hue: number,
): { readonly svg: string; readonly plate: { readonly x: number; readonly y: number } } {
  const light = random.whole(25, 60);
  const body = `hsl(${String(hue)} 45% ${String(light)}%)`;
  const svg = `<g data-label="vehicle" data-ignore="drawn" transform="translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${String(scale)})">
    <ellipse cx="210" cy="232" rx="225" ry="22" fill="#1c1b1a" opacity=".6"/>
    <path d="M70 80 Q95 0 150 -8 L270 -8 Q325 0 350 80 Z" fill="${body}"/><path d="M98 74 Q115 16 155 10 L265 10 Q305 16 322 74 Z" fill="#26323c"/>
    <rect x="20" y="76" width="380" height="130" rx="26" fill="${body}"/><rect x="20" y="170" width="380" height="38" rx="14" fill="#2a2a2a"/>
    <rect x="34" y="92" width="56" height="34" rx="8" fill="#a3221c"/><rect x="330" y="92" width="56" height="34" rx="8" fill="#a3221c"/>
    <rect x="45" y="196" width="54" height="44" rx="8" fill="#141414"/><rect x="321" y="196" width="54" height="44" rx="8" fill="#141414"/></g>`;
  return { svg, plate: { x: left + 210 * scale, y: top + 140 * scale } };
}

/** A plate turned in space about its centre. The element's own hull is the ground truth. */
function plate(design: PlateDesign, random: Seeded, x: number, y: number, width: number): string {
  const height = width / design.ratio;
  const lines = design.number(random).split('\n');
  const heading =
    design.heading === null ? '' : `<div style="font-size:${String(height * 0.16)}px;line-height:1.2">${escaped(design.heading)}</div>`;
  const bandWidth = design.band === null ? 0 : height * 0.42;
  const longest = Math.max(...lines.map((one) => one.length));
  const size = Math.min((height * (heading === '' ? 0.8 : 0.62)) / lines.length, ((width - bandWidth) * 1.45) / longest);
  const band =
    design.band === null
      ? ''
      : `<div style="position:absolute;left:0;top:0;bottom:0;width:${String(bandWidth)}px;background:#153d9c;color:#fff;font-size:${String(height * 0.24)}px;display:flex;align-items:flex-end;justify-content:center">${escaped(design.band)}</div>`;
  const turn = `perspective(900px) rotateY(${random.between(-32, 32).toFixed(1)}deg) rotateX(${random.between(-12, 12).toFixed(1)}deg) rotate(${random.between(-6, 6).toFixed(1)}deg)`;
  return `<div data-label="licence-plate" data-text="${escaped(lines.join(' '))}" data-personal="licence-plate" style="position:absolute;left:${String(x - width / 2)}px;top:${String(y - height / 2)}px;width:${String(width)}px;height:${String(height)}px;box-sizing:border-box;transform:${turn};background:${design.background};color:${design.ink};border:${String(Math.max(1, height * 0.03))}px solid ${design.ink};border-radius:${String(height * 0.1)}px;overflow:hidden;font-family:sans-serif;font-weight:bold;text-align:center">
    ${band}<div style="position:absolute;left:${String(bandWidth)}px;right:0;top:0;bottom:0;display:flex;flex-direction:column;justify-content:center">${heading}${lines.map((one) => `<div style="font-size:${String(size)}px;line-height:1.05;white-space:nowrap">${escaped(one)}</div>`).join('')}</div></div>`;
}
