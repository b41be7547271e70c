const WIDTH = 40;
const HEIGHT = 24;

/**
 * Writes a grey GIF whose code never leaves its first width: a clear code comes before the table would grow.
 * @param frames - how many pictures it shows
 * @param blocks - extensions that stand before the first picture
 */
export function encodeGif(frames = 1, blocks: readonly Buffer[] = []): Buffer {
  const size = Buffer.from([WIDTH, 0, HEIGHT, 0]);
  // 128 greys.
  const table = Buffer.from(Array.from({ length: 128 }, (_, i) => [i * 2, i * 2, i * 2]).flat());
  const pictures = Array.from({ length: frames }, (_, frame) => Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 7]), subBlocks(codes(frame))]));
  return Buffer.concat([Buffer.from('GIF89a', 'latin1'), size, Buffer.from([0xf6, 0, 0]), table, ...blocks, ...pictures, Buffer.from([0x3b])]);
}

/** A comment extension. */
export function gifComment(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x21, 0xfe]), subBlocks(Buffer.from(text, 'latin1'))]);
}

function subBlocks(data: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** 8-bit codes, so each is one byte: 128 clears, 129 ends. */
function codes(frame: number): Buffer {
  const out: number[] = [];
  for (let i = 0; i < WIDTH * HEIGHT; i += 1) {
    if (i % 100 === 0) out.push(128);
    out.push((i * 3 + frame * 40) % 128);
  }
  return Buffer.from([...out, 129]);
}
