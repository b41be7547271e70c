/**
 * Adds up a row of differences to the pixel on the left.
 * @param row - changed
 * @param samples - samples of a pixel
 * @param bitsPerSample - 8, 16 or 32
 * @see TIFF 6.0, section 14
 */
export function addUp(row: Uint8Array, samples: number, bitsPerSample: number, littleEndian: boolean): void {
  if (bitsPerSample === 8) {
    for (let at = samples; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - samples] ?? 0);
    return;
  }
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  if (bitsPerSample === 16) {
    for (let at = samples * 2; at + 2 <= row.length; at += 2) {
      view.setUint16(at, view.getUint16(at, littleEndian) + view.getUint16(at - samples * 2, littleEndian), littleEndian);
    }
    return;
  }
  for (let at = samples * 4; at + 4 <= row.length; at += 4) {
    view.setUint32(at, view.getUint32(at, littleEndian) + view.getUint32(at - samples * 4, littleEndian), littleEndian);
  }
}

/**
 * Undoes the floating point predictor: adds up bytes, and puts the bytes of each sample together. They are stored by
 * weight, the most significant ones of the whole row first, whatever the order of bytes in the file.
 * @param row - changed; samples of 32 bits
 * @param samples - samples of a pixel
 * @see Adobe Photoshop TIFF technical note 3
 */
export function sortBytes(row: Uint8Array, samples: number, littleEndian: boolean): void {
  addUp(row, samples, 8, littleEndian);
  const byWeight = row.slice();
  const count = row.length / 4;
  for (let sample = 0; sample < count; sample += 1) {
    for (let weight = 0; weight < 4; weight += 1) row[sample * 4 + (littleEndian ? 3 - weight : weight)] = byWeight[weight * count + sample] ?? 0;
  }
}
