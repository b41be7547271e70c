import type { Finder } from '../finder.ts';
import { ALPHANUMERIC, isClass } from '../text/characters.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';

/** Published beginnings of keys, and the fewest characters that follow. */
const PREFIXES: readonly (readonly [prefix: string, rest: number])[] = [
  ['AKIA', 16],
  ['ASIA', 16],
  ['ghp_', 36],
  ['gho_', 36],
  ['ghs_', 36],
  ['ghu_', 36],
  ['github_pat_', 50],
  ['glpat-', 20],
  ['sk_live_', 20],
  ['sk_test_', 20],
  ['rk_live_', 20],
  ['pk_live_', 20],
  ['xoxb-', 20],
  ['xoxp-', 20],
  ['xoxa-', 20],
  ['AIza', 35],
  ['ya29.', 20],
  ['sk-', 32],
  ['npm_', 36],
  ['pypi-', 50],
  ['SG.', 40],
  ['eyJ', 40],
  ['hf_', 30],
  ['dop_v1_', 60],
];
const labels = contextWords(
  'password,passwd,pwd,pass word,passphrase,pin,pin code,secret,api key,apikey,api_key,token,access token,bearer,authorization,private key,secret key,passwort,kennwort,mot de passe,contrasena,wachtwoord,haslo,senha,geheimzahl',
);
/** Fewest characters of a key with a published beginning. */
const SHORTEST_KEY = Math.min(...PREFIXES.map(([prefix, rest]) => prefix.length + rest));
/** Characters of keys. */
const KEY_MARKS = '_-./+';

/** Keys and passwords: published beginnings of keys, signed tokens, private key blocks, and the word after a label such as "password:". */
export const credentialFinder: Finder = {
  name: 'credential',
  kinds: ['credential'],
  find: (scan, report) => {
    for (let start = 0; start < scan.text.length;) {
      if (!isKeyCharacter(scan, start)) {
        start += 1;
        continue;
      }
      let end = start;
      let [digits, letters] = [0, 0];
      for (; end < scan.text.length && isKeyCharacter(scan, end); end += 1) {
        if (scan.text.charCodeAt(end) >= 48 && scan.text.charCodeAt(end) <= 57) digits += 1;
        else letters += 1;
      }
      const known =
        end - start >= SHORTEST_KEY &&
        PREFIXES.some(([prefix, rest]) => end - start >= prefix.length + rest && scan.text.startsWith(prefix, start));
      if (known)
        report({ kind: 'credential', start, end, score: 0.95, reason: 'beginning and length of a published key format', country: null });
      else if (
        end - start >= 4 &&
        isAssigned(scan, start) &&
        (digits > 0 || end - start >= 6) &&
        hasContextBefore(scan, start, labels, 24)
      ) {
        report({
          kind: 'credential',
          start,
          end,
          score: digits > 0 || letters === 0 ? 0.85 : 0.6,
          reason: 'after a word for a secret',
          country: null,
        });
      }
      start = end;
    }
    privateKeys(scan, report);
  },
};

function isKeyCharacter(scan: ScanText, at: number): boolean {
  return isClass(scan.code(at), ALPHANUMERIC) || KEY_MARKS.includes(scan.text.charAt(at));
}

/** Whether a colon or an equals sign stands right before, as between a label and its value. */
function isAssigned(scan: ScanText, start: number): boolean {
  let at = start - 1;
  while (at > start - 4 && (scan.code(at) === 32 || scan.code(at) === 34 || scan.code(at) === 39)) at -= 1;
  return scan.code(at) === 58 || scan.code(at) === 61;
}

const KEY_BEGIN = '-----begin ';
const KEY_END = '-----end ';

function privateKeys(
  scan: ScanText,
  report: (candidate: { kind: 'credential'; start: number; end: number; score: number; reason: string; country: null }) => void,
): void {
  for (let start = scan.lower.indexOf(KEY_BEGIN); start >= 0;) {
    const close = scan.lower.indexOf(KEY_END, start);
    const headerEnd = start + KEY_BEGIN.length + 40;
    const secret = scan.lower.slice(start, headerEnd).includes('private key');
    const closed =
      close < 0
        ? scan.text.length
        : Math.min(scan.text.length, scan.lower.indexOf('\n', close) < 0 ? scan.text.length : scan.lower.indexOf('\n', close));
    scan.steps += closed - start;
    if (secret) report({ kind: 'credential', start, end: closed, score: 0.99, reason: 'private key block', country: null });
    start = scan.lower.indexOf(KEY_BEGIN, Math.max(closed, start + 1));
  }
}
