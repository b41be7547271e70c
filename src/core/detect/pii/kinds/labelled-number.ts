import type { Finder } from '../finder.ts';
import { ALPHANUMERIC, BREAK, isClass } from '../text/characters.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT } from '../text/words.ts';

/** Labels that name a person's document or account, whatever country it comes from. */
const labels = contextWords(
  'passport,passport no,passport number,driver license,drivers license,driver s license,driving licence,driving license,driver licence,licence no,license no,license number,licence number,dl no,dl,id card,id card no,id number,identity card,identity number,identity no,national id,citizen id,voter id,' +
    'social security,tax id,taxpayer id,insurance number,insurance no,policy number,member id,membership number,patient id,patient number,mrn,medical record number,employee id,employee number,student id,account number,account no,acct,acct no,bank account,sort code,routing number,residence permit,visa no,' +
    'fuhrerschein,fuhrerscheinnummer,reisepass,passnummer,ausweisnummer,versichertennummer,krankenversichertennummer,personalnummer,patientennummer,mitgliedsnummer,kundennummer,kontonummer,matrikelnummer,' +
    'passeport,permis de conduire,numero de permis,carte d identite,numero fiscal,pasaporte,carnet de conducir,permiso de conducir,carta d identita,passaporto,patente,rijbewijs,rijbewijsnummer,paspoort,paspoortnummer,documentnummer,paszport,prawo jazdy,numer dowodu,passaporte,carteira de identidade,rg,cnh,carteira de motorista,titulo de eleitor',
);
const SHORTEST = 5;
const LONGEST = 24;
/** Between a label and its value stand a colon, "is", "no." and the like. */
const REACH = 32;

/** Numbers of documents and accounts that no rule of their own covers, by the label before them. */
export const labelledNumberFinder: Finder = {
  name: 'labelled-number',
  kinds: ['national-id'],
  find: (scan, report) => {
    const { runs } = scan;
    let last = 0;
    for (let run = 0; run < runs.count; run += 1) {
      scan.steps += 1;
      const start = runs.starts[run] ?? 0;
      if (((runs.shapes[run] ?? 0) & HAS_DIGIT) === 0 || start < last) continue;
      const found = readNumber(scan, start);
      last = found.end;
      if (found.length < SHORTEST || found.length > LONGEST || found.digits < 4) continue;
      if (!hasContextBefore(scan, start, labels, REACH)) continue;
      report({
        kind: 'national-id',
        start,
        end: found.end,
        score: 0.7,
        reason: 'after a word for a personal document or account',
        country: null,
      });
    }
  },
};

/** Reads on over single separators while digits keep coming. */
function readNumber(scan: ScanText, start: number): { end: number; length: number; digits: number } {
  let [end, length, digits] = [start, 0, 0];
  for (let at = start; at < start + LONGEST * 2; at += 1) {
    const code = scan.code(at);
    if (isClass(code, ALPHANUMERIC)) {
      length += 1;
      end = at + 1;
      if (code >= 48 && code <= 57) digits += 1;
    } else if (isClass(code, BREAK) || !' -./'.includes(scan.text.charAt(at)) || !(scan.code(at + 1) >= 48 && scan.code(at + 1) <= 57))
      break;
  }
  return { end, length, digits };
}
