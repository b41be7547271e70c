import { contextWords } from '../text/context.ts';
import { formed, type IdScheme } from './id-scheme.ts';

const common = { kind: 'national-id', country: 'US', shape: 'DDDDDDDDD', layouts: ['3-2-4'], separators: '- .' } as const;

/** United States: social security number and individual taxpayer number. Neither has check digits; unassigned ranges are ruled out. */
export const UNITED_STATES: readonly IdScheme[] = [
  {
    ...common,
    name: 'US social security number',
    verify: (text) => {
      const area = text.slice(0, 3);
      return formed(area !== '000' && area !== '666' && area < '900' && text.slice(3, 5) !== '00' && text.slice(5) !== '0000');
    },
    bare: 0.1,
    grouped: 0.75,
    words: contextWords('ssn,social security,social security number,social security no,social,ss,socialsecurity,soc sec'),
  },
  {
    ...common,
    name: 'US taxpayer number',
    // Middle groups as the Internal Revenue Service assigns them: 50 to 65, 70 to 88, 90 to 92, 94 to 99.
    verify: (text) => {
      const group = Number(text.slice(3, 5));
      return formed(
        text.startsWith('9') &&
          ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) || group >= 94),
      );
    },
    bare: 0.1,
    grouped: 0.7,
    words: contextWords('itin,taxpayer,tin,tax id,taxpayer id,taxpayer identification number'),
  },
];
