import { ALPHANUMERIC, BREAK, isClass } from './characters.ts';
import type { ScanText } from './scan-text.ts';

/** How far before a find its label may stand, in folded units. */
const REACH_BEFORE = 48;
/** How far after a find its label may stand, as in "943… (NHS number)". */
const REACH_AFTER = 20;

/** Words that say what follows, ready to be looked up. */
export interface ContextWords {
  /** With a space at either side, for text that has spaces. */
  readonly spaced: readonly string[];
  /** Without spaces, for recognised text; words shorter than three letters are left out, they stand in too many others. */
  readonly compact: readonly string[];
}

/**
 * Makes a list of context words ready.
 * @param list - lower case, no diacritics, phrases separated by commas
 */
export function contextWords(list: string): ContextWords {
  const words = list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return {
    spaced: words.map((word) => ` ${word} `),
    compact: words.map((word) => word.replaceAll(' ', '')).filter((word) => word.length >= 3),
  };
}

/**
 * Whether one of the words stands shortly before a position, on the same line or the one above, with no blank line between.
 * @param scan - the text
 * @param at - where the find starts
 * @param words - what to look for
 * @param reach - how far to look, in folded units
 */
export function hasContextBefore(scan: ScanText, at: number, words: ContextWords, reach = REACH_BEFORE): boolean {
  let start = Math.max(0, at - reach);
  let breaks = 0;
  for (let unit = at - 1; unit >= start; unit -= 1) {
    const code = scan.code(unit);
    // The line above may hold the label, the lines above that belong to other values.
    if (isClass(code, BREAK) && code !== 13) breaks += 1;
    if (breaks === 2) start = unit + 1;
  }
  return holds(scan, start, at, words);
}

/**
 * Whether one of the words stands right after a position, on the same line.
 * @param scan - the text
 * @param at - where the find ends
 * @param words - what to look for
 */
export function hasContextAfter(scan: ScanText, at: number, words: ContextWords): boolean {
  let end = at;
  while (end < at + REACH_AFTER && end < scan.text.length && !isClass(scan.code(end), BREAK)) end += 1;
  return holds(scan, at, end, words);
}

function holds(scan: ScanText, start: number, end: number, words: ContextWords): boolean {
  let window = ' ';
  for (let at = start; at < end; at += 1) {
    if (isClass(scan.code(at), ALPHANUMERIC)) window += scan.lower.charAt(at);
    else if (!window.endsWith(' ')) window += ' ';
  }
  // A window that starts inside a word would make a word of its tail.
  if (start > 0 && isClass(scan.code(start - 1), ALPHANUMERIC) && isClass(scan.code(start), ALPHANUMERIC))
    window = ` ${window.slice(window.indexOf(' ', 1) + 1)}`;
  if (!window.endsWith(' ')) window += ' ';
  if (words.spaced.some((word) => window.includes(word))) return true;
  if (scan.mode !== 'recognised') return false;
  const compact = window.replaceAll(' ', '');
  return words.compact.some((word) => compact.includes(word));
}

/** Words before numbers that are not about a person: orders, articles, money, versions. */
export const THING_WORDS = contextWords(
  'order,order no,order number,invoice,invoice no,invoice number,receipt,article,article no,item,item no,sku,ean,gtin,upc,isbn,issn,asin,part,part no,serial,serial no,' +
    'tracking,tracking number,parcel,ticket,case,version,build,release,total,subtotal,amount,sum,price,balance,qty,quantity,batch,lot,model,ref,reference,transaction,terminal,trace,auth,' +
    'rechnung,rechnungsnummer,rechnungsnr,bestellung,bestellnummer,bestellnr,artikel,artikelnummer,artikelnr,summe,betrag,gesamt,beleg,belegnummer,kasse,sendungsnummer,vorgang,' +
    'facture,commande,article n,montant,factura,pedido,importe,fattura,ordine,importo,faktura,zamowienie,kwota,factuur,bestelnummer,bedrag,nota fiscal,pedido n,valor,chave,' +
    'gst,gst no,gst id,vat,vat no,ust id,company no,reg no,registration no,hrb,siret,siren,co reg,roc,document no,doc no,bill no,bill,cheque,slip,po,purchase order,doi,patent,page,pages,room,flight',
);
