import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import type { Box, Size } from '../../core/geometry/box.ts';
import { inCharacters, linesOf } from './pdf-text.ts';
import type { ReportSection, ReportTable } from './report-content.ts';

/** A region as it is marked on a picture of a report. */
export interface ReportMark {
  readonly number: number;
  /** In pixels of the frame. */
  readonly box: Box<'source'>;
  readonly isMasked: boolean;
}

/** A picture of the finished file. */
export interface ReportPicture {
  readonly caption: string | null;
  /** JPEG. */
  readonly bytes: Uint8Array;
  /** Of the frame in the file; the picture itself may be smaller. */
  readonly frameSize: Size;
  readonly marks: readonly ReportMark[];
}

/** All that is drawn, in the language of the report. */
export interface Report {
  readonly title: string;
  readonly lead: string;
  /** BCP 47. */
  readonly language: string;
  /** ISO 8601; becomes the PDF's own date, so that the same record makes the same report. */
  readonly createdAt: string;
  readonly producer: string;
  readonly sections: readonly ReportSection[];
  readonly pictures: { readonly heading: string; readonly notes: readonly string[]; readonly list: readonly ReportPicture[] };
  readonly closing: ReportSection;
  /** Said at the end where a character could not be shown. */
  readonly replaced: string;
  /** At the foot of each page. */
  readonly foot: string;
  readonly pageOf: (page: number, of: number) => string;
}

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 48;
const WIDTH = PAGE.width - 2 * MARGIN;
const NAME_WIDTH = 165;
const INK = rgb(0.1, 0.11, 0.12);
const SOFT = rgb(0.38, 0.4, 0.43);
const HAIRLINE = rgb(0.84, 0.85, 0.87);
const MARK = rgb(0.78, 0.1, 0.16);
const BODY = 9;
const SMALL = 7.5;
/** Height of a line by the size of its font. */
const LEADING = 1.35;

/**
 * Draws a report as PDF, in fonts that every reader has.
 * @returns the file
 */
export async function drawReport(report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const sheet = await Sheet.on(pdf);
  const made = new Date(report.createdAt);
  pdf.setTitle(report.title, { showInWindowTitleBar: true });
  pdf.setLanguage(report.language);
  pdf.setCreator('Cloakroom');
  pdf.setProducer(report.producer);
  pdf.setCreationDate(made);
  pdf.setModificationDate(made);
  sheet.text(report.title, { font: sheet.bold, size: 18, after: 6 });
  sheet.text(report.lead, { color: SOFT, after: 4 });
  for (const section of report.sections) drawSection(sheet, section);
  await drawPictures(sheet, report.pictures);
  drawSection(sheet, report.closing);
  if (!sheet.isWhole) sheet.text(report.replaced, { color: SOFT });
  sheet.foot(report.foot, report.pageOf);
  return new Uint8Array(await pdf.save());
}

function drawSection(sheet: Sheet, { heading, facts, table, notes }: ReportSection): void {
  sheet.heading(heading);
  for (const { name, value, isCode } of facts) sheet.fact(name, value, isCode === true);
  if (table !== null) sheet.table(table);
  for (const note of notes) sheet.text(note, { color: SOFT, before: 2 });
}

/** Room for a heading with some lines below it. */
const HEADING_ROOM = 90;
/** Of a picture. */
const MOST_HEIGHT = { alone: 520, among: 300 } as const;

async function drawPictures(sheet: Sheet, { heading, notes, list }: Report['pictures']): Promise<void> {
  const [first] = list;
  if (first === undefined) return;
  const most = list.length === 1 ? MOST_HEIGHT.alone : MOST_HEIGHT.among;
  // Above its first picture, and not alone at the foot of a page.
  sheet.heading(heading, HEADING_ROOM + Math.min(most, (WIDTH * first.frameSize.height) / first.frameSize.width));
  for (const note of notes) sheet.text(note, { color: SOFT, before: 2 });
  for (const picture of list) await sheet.picture(picture, most);
}

interface TextStyle {
  readonly font?: PDFFont;
  readonly size?: number;
  readonly color?: ReturnType<typeof rgb>;
  readonly before?: number;
  readonly after?: number;
}

/** Pages that are filled from top to bottom. */
class Sheet {
  readonly bold: PDFFont;
  readonly #plain: PDFFont;
  readonly #code: PDFFont;
  readonly #pdf: PDFDocument;
  readonly #characters: ReadonlySet<number>;
  #page: PDFPage;
  /** Where the next thing goes, from the lower edge. */
  #y = PAGE.height - MARGIN;
  /** Every character could be shown. */
  isWhole = true;

  private constructor(pdf: PDFDocument, fonts: { readonly plain: PDFFont; readonly bold: PDFFont; readonly code: PDFFont }) {
    this.#pdf = pdf;
    this.#plain = fonts.plain;
    this.bold = fonts.bold;
    this.#code = fonts.code;
    this.#characters = new Set(fonts.plain.getCharacterSet());
    this.#page = pdf.addPage([PAGE.width, PAGE.height]);
  }

  static async on(pdf: PDFDocument): Promise<Sheet> {
    const [plain, bold, code] = await Promise.all([pdf.embedFont(StandardFonts.Helvetica), pdf.embedFont(StandardFonts.HelveticaBold), pdf.embedFont(StandardFonts.Courier)]);
    return new Sheet(pdf, { plain, bold, code });
  }

  /** @param room - that it needs with the beginning of what it is about, with which it stays */
  heading(text: string, room = HEADING_ROOM): void {
    this.#room(room);
    this.text(text, { font: this.bold, size: 11.5, before: 14, after: 3 });
  }

  text(untrusted: string, { font = this.#plain, size = BODY, color = INK, before = 0, after = 0 }: TextStyle = {}): void {
    this.#y -= before;
    for (const line of linesOf(font, this.#shown(untrusted), size, WIDTH)) {
      this.#room(size * LEADING);
      this.#y -= size * LEADING;
      this.#page.drawText(line, { x: MARGIN, y: this.#y + size * (LEADING - 1), size, font, color });
    }
    this.#y -= after;
  }

  fact(name: string, value: string, isCode: boolean): void {
    this.#row([
      { lines: linesOf(this.#plain, this.#shown(name), BODY, NAME_WIDTH - 8), x: MARGIN, font: this.#plain, size: BODY, color: SOFT },
      {
        lines: linesOf(isCode ? this.#code : this.#plain, this.#shown(value), isCode ? SMALL : BODY, WIDTH - NAME_WIDTH),
        x: MARGIN + NAME_WIDTH, font: isCode ? this.#code : this.#plain, size: isCode ? SMALL : BODY, color: INK,
      },
    ]);
  }

  /** Names of columns come again on each page; they are not alone on one, and neither is the last row. */
  table({ columns, rows }: ReportTable): void {
    const titles = this.#cells(columns, columns.map(({ title }) => title), true);
    const all = rows.map((row) => this.#cells(columns, row, false));
    this.#y -= 4;
    this.#room([titles, ...all.slice(0, 2)].reduce((room, cells) => room + roomOf(cells), 0));
    this.#tableRow(titles);
    all.forEach((cells, index) => {
      const last = index === all.length - 2 ? all.at(-1) : undefined;
      const page = this.#page;
      this.#room(roomOf(cells) + (last === undefined ? 0 : roomOf(last)));
      if (page !== this.#page) this.#tableRow(titles);
      this.#tableRow(cells);
    });
    this.#y -= 4;
  }

  async picture({ bytes, caption, frameSize, marks }: ReportPicture, mostHeight: number): Promise<void> {
    const image = await this.#pdf.embedJpg(bytes);
    const scale = Math.min(WIDTH / image.width, mostHeight / image.height);
    const width = image.width * scale;
    const height = image.height * scale;
    this.#room(height + 26);
    this.#y -= 8;
    if (caption !== null) this.text(caption, { font: this.bold, size: SMALL, after: 3 });
    this.#y -= height;
    this.#page.drawImage(image, { x: MARGIN, y: this.#y, width, height });
    this.#page.drawRectangle({ x: MARGIN, y: this.#y, width, height, borderColor: HAIRLINE, borderWidth: 0.5 });
    const perPixel = width / frameSize.width;
    for (const { number, box, isMasked } of marks) {
      const left = Math.max(0, box.left * perPixel);
      const right = Math.min(width, (box.left + box.width) * perPixel);
      const top = Math.max(0, box.top * perPixel);
      const bottom = Math.min(height, (box.top + box.height) * perPixel);
      if (right <= left || bottom <= top) continue;
      this.#page.drawRectangle({
        x: MARGIN + left, y: this.#y + height - bottom, width: right - left, height: bottom - top,
        borderColor: MARK, borderWidth: 0.7, ...(isMasked ? {} : { borderDashArray: [2, 2] }),
      });
      this.#label(String(number), MARGIN + left, this.#y + height - top);
    }
    this.#y -= 4;
  }

  /** Numbers the pages, once all are there. */
  foot(text: string, pageOf: (page: number, of: number) => string): void {
    const pages = this.#pdf.getPages();
    pages.forEach((page, index) => {
      const number = this.#shown(pageOf(index + 1, pages.length));
      page.drawText(this.#shown(text), { x: MARGIN, y: 26, size: SMALL, font: this.#plain, color: SOFT });
      page.drawText(number, { x: PAGE.width - MARGIN - this.#plain.widthOfTextAtSize(number, SMALL), y: 26, size: SMALL, font: this.#plain, color: SOFT });
    });
  }

  /** A number on a ground of its own, so that it is read on any picture. */
  #label(text: string, x: number, top: number): void {
    const width = this.bold.widthOfTextAtSize(text, 6.5) + 3;
    this.#page.drawRectangle({ x, y: top - 8, width, height: 8, color: MARK });
    this.#page.drawText(text, { x: x + 1.5, y: top - 6.3, size: 6.5, font: this.bold, color: rgb(1, 1, 1) });
  }

  #cells(columns: ReportTable['columns'], texts: readonly string[], isHead: boolean): readonly Cell[] {
    const font = isHead ? this.bold : this.#plain;
    let at = 0;
    return texts.map((text, index): Cell => {
      const share = columns[index]?.share ?? 0;
      const cell = { lines: linesOf(font, this.#shown(text), SMALL, share * WIDTH - 6), x: MARGIN + at * WIDTH, font, size: SMALL, color: isHead ? SOFT : INK };
      at += share;
      return cell;
    });
  }

  /** A row with a line below it, for which there is room. */
  #tableRow(cells: readonly Cell[]): void {
    this.#row(cells);
    this.#page.drawLine({ start: { x: MARGIN, y: this.#y - 1 }, end: { x: MARGIN + WIDTH, y: this.#y - 1 }, thickness: 0.4, color: HAIRLINE });
    this.#y -= 3;
  }

  #row(cells: readonly Cell[]): void {
    const height = heightOf(cells);
    this.#room(height);
    for (const { lines, x, font, size, color } of cells) {
      lines.forEach((line, index) => this.#page.drawText(line, { x, y: this.#y - size * (1 + index * LEADING), size, font, color }));
    }
    this.#y -= height;
  }

  /** Begins a page where less than this is left on the last. */
  #room(height: number): void {
    if (this.#y - height >= MARGIN) return;
    this.#page = this.#pdf.addPage([PAGE.width, PAGE.height]);
    this.#y = PAGE.height - MARGIN;
  }

  #shown(untrusted: string): string {
    const { text, isWhole } = inCharacters(this.#characters, untrusted);
    if (!isWhole) this.isWhole = false;
    return text;
  }
}

interface Cell {
  readonly lines: readonly string[];
  readonly x: number;
  readonly font: PDFFont;
  readonly size: number;
  readonly color: ReturnType<typeof rgb>;
}

/** Height of a row of a table with its line. */
function roomOf(cells: readonly Cell[]): number {
  return heightOf(cells) + 5;
}

function heightOf(cells: readonly Cell[]): number {
  return Math.max(...cells.map(({ lines, size }) => lines.length * size * LEADING));
}
