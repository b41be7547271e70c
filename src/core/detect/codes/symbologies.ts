/** How a code carries its data: cells in two directions, bars in rows upon rows, or bars alone. */
export type CodeForm = 'matrix' | 'stacked' | 'linear';

/** One family of codes. */
interface Symbology {
  /** Words for people. */
  readonly name: string;
  readonly form: CodeForm;
  /** `false` where no check digit or checksum is compulsory, so that stripes of other things can read as a short code. */
  readonly checked: boolean;
}

/** The formats looked for, by the reader's own names (ISO/IEC and AIM symbologies). */
export const SYMBOLOGIES = {
  QRCode: { name: 'QR code', form: 'matrix', checked: true },
  MicroQRCode: { name: 'Micro QR code', form: 'matrix', checked: true },
  RMQRCode: { name: 'rMQR code', form: 'matrix', checked: true },
  Aztec: { name: 'Aztec code', form: 'matrix', checked: true },
  DataMatrix: { name: 'Data Matrix', form: 'matrix', checked: true },
  MaxiCode: { name: 'MaxiCode', form: 'matrix', checked: true },
  PDF417: { name: 'PDF417', form: 'stacked', checked: true },
  EANUPC: { name: 'EAN or UPC', form: 'linear', checked: true },
  Code128: { name: 'Code 128', form: 'linear', checked: true },
  Code93: { name: 'Code 93', form: 'linear', checked: true },
  DataBar: { name: 'GS1 DataBar', form: 'linear', checked: true },
  Code39: { name: 'Code 39', form: 'linear', checked: false },
  ITF: { name: 'ITF', form: 'linear', checked: false },
  Codabar: { name: 'Codabar', form: 'linear', checked: false },
} as const satisfies Readonly<Record<string, Symbology>>;

/** A family by its reader's name. */
export type SymbologyId = keyof typeof SYMBOLOGIES;

/** All families. */
export const SYMBOLOGY_IDS = Object.keys(SYMBOLOGIES) as readonly SymbologyId[];

/** Families whose bars are read along straight lines, so that their direction has to fit. */
export const BAR_SYMBOLOGY_IDS = SYMBOLOGY_IDS.filter((id) => SYMBOLOGIES[id].form !== 'matrix');

/**
 * Looks a family up.
 * @param format - exact format as the reader names it, such as `EAN13`
 * @param family - its family as the reader names it, such as `EANUPC`
 * @returns `null` for a family that is not looked for
 */
export function symbologyOf(format: string, family: string): SymbologyId | null {
  return SYMBOLOGY_IDS.find((id) => id === format) ?? SYMBOLOGY_IDS.find((id) => id === family) ?? null;
}
