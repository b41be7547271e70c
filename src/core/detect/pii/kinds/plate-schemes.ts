import { contextWords } from '../text/context.ts';
import { type IdScheme, formed } from '../national-ids/id-scheme.ts';
import { PLATE_WORDS } from './plate-words.ts';

const words = contextWords(PLATE_WORDS);

/** Districts of German plates that are common; a plate of another district scores lower. */
const GERMAN_DISTRICTS = new Set(
  (
    'A AA AB AC AM AN AS AUR AW AZ B BA BB BC BI BIT BK BL BM BN BO BOR BOT BRA BRB BS BT BZ C CE CHA CLP COE CO CUX CW D DA DAH DAN DD DE DEL DH DLG DN DO DON DU E EBE ED EF EI EL EM EMD EN ER ERB ERZ ES ESW EU F FB FD FDS FF FFB FG FL FN FO FR FS FT FÜ G GE GER GF GG GI GL GM GÖ GP GR GT GZ ' +
    'H HA HAL HAM HB HD HDH HE HEF HEI HF HG HGW HH HI HL HM HN HO HOL HOM HP HR HRO HS HSK HST HU HVL HX IGB IK IN IZ J K KA KB KC KE KEH KF KG KH KI KL KLE KN KO KR KS KT KU L LA LAU LB LD LDK LER LEV LG LI LIF LIP LL LM LÖ LOS LU LWL M MA MB MD ME MEI MG MH MI MIL MK MKK MN MOL MOS MR MS MSP MTK MÜ MYK MZ ' +
    'N NB ND NDH NE NEA NES NEW NF NI NK NM NMS NOH NOM NR NU NVP NW OA OAL OB OD OF OG OH OHV OHZ OL OPR OS OSL P PA PAF PB PE PF PI PIR PLÖ PM PN PR PS R RA RD RE REG RH RO ROW RP RS RT RV RW RZ S SAD SB SC SE SG SHA SHG SHK SI SIG SK SL SLF SM SN SO SP SPN SR ST STA STD SU SÜW SW SZ TBB TF TIR TÖL TR TS TÜ TUT UE UER UH UL UM UN V VB VEC VER VIE VK VS W WAF WE WES WF WHV WI WIL WL WM WN WND WO WOB WST WT WTM WÜ WUG WUN WW Z ZW'
  )
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .split(' '),
);

interface PlateForm {
  readonly country: string;
  readonly shape: string;
  readonly layouts: readonly string[];
  readonly bare: number;
  readonly grouped: number;
  /** Separators other than a blank or a hyphen. */
  readonly separators?: string;
  readonly fits?: (text: string) => boolean;
}

function plate(form: PlateForm): IdScheme {
  const { fits, separators, ...rest } = form;
  return {
    ...rest,
    kind: 'licence-plate',
    name: `licence plate (${form.country})`,
    separators: separators ?? ' -',
    verify: (text) => formed(fits === undefined || fits(text)),
    words,
    capitals: true,
  };
}

function german(): IdScheme[] {
  const schemes: IdScheme[] = [];
  for (let district = 1; district <= 3; district += 1) {
    for (let letters = 1; letters <= 2; letters += 1) {
      for (let digits = 1; digits <= 4; digits += 1) {
        const shape = 'L'.repeat(district + letters) + 'D'.repeat(digits);
        const layouts = [`${district}-${letters}-${digits}`, `${district}-${letters + digits}`];
        const fits = (text: string): boolean => GERMAN_DISTRICTS.has(text.slice(0, district)) && text.charAt(district + letters) !== '0';
        schemes.push(plate({ country: 'DE', shape, layouts, bare: 0.1, grouped: digits >= 2 ? 0.6 : 0.4, fits }));
      }
    }
  }
  return schemes;
}

const noVowels = (text: string): boolean => !/[AEIOUQ]/u.test(text);
const SWISS = new Set('AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH'.split(' '));

/** Plates as European countries, Brazil, India, Turkey, Russia, the United States and Canada write them. Many countries share a pattern. */
export const PLATE_SCHEMES: readonly IdScheme[] = [
  ...german(),
  plate({ country: 'GB', shape: 'LLDDLLL', layouts: ['4-3'], bare: 0.5, grouped: 0.65, fits: (text) => !/[IQZ]/u.test(text.slice(0, 2)) }),
  plate({
    country: 'FR',
    shape: 'LLDDDLL',
    layouts: ['2-3-2'],
    bare: 0.5,
    grouped: 0.75,
    fits: (text) => !/[IOU]/u.test(text.slice(0, 2) + text.slice(5)),
  }),
  plate({ country: 'IT', shape: 'LLDDDLL', layouts: ['2-3-2', '2-5', '5-2'], bare: 0.5, grouped: 0.7 }),
  plate({ country: 'ES', shape: 'DDDDLLL', layouts: ['4-3'], bare: 0.4, grouped: 0.6, fits: (text) => noVowels(text.slice(4)) }),
  ...['DDLLLD', 'DLLLDD', 'LLDDDL', 'LDDDLL'].map((shape) =>
    plate({ country: 'NL', shape, layouts: [/^..(.)\1\1/u.test(shape) ? '2-3-1' : '1-3-2'], separators: '-', bare: 0.15, grouped: 0.65 }),
  ),
  ...['DDLLDD', 'LLDDLL', 'DDDDLL', 'LLLLDD', 'DDLLLL', 'LLDDDD'].map((shape) =>
    plate({ country: shape === 'LLDDLL' ? 'PT' : 'NL', shape, layouts: ['2-2-2'], separators: '-', bare: 0.05, grouped: 0.55 }),
  ),
  plate({ country: 'BE', shape: 'DLLLDDD', layouts: ['1-3-3'], bare: 0.3, grouped: 0.7 }),
  plate({ country: 'PL', shape: 'LLDDDDD', layouts: ['2-5'], bare: 0.1, grouped: 0.5 }),
  plate({ country: 'PL', shape: 'LLLDDDD', layouts: ['3-4'], bare: 0.1, grouped: 0.3 }),
  plate({ country: 'PL', shape: 'LLLDDLL', layouts: ['3-4'], bare: 0.15, grouped: 0.5 }),
  ...[3, 4, 5, 6].map((digits) =>
    plate({
      country: 'CH',
      shape: `LL${'D'.repeat(digits)}`,
      layouts: [`2-${digits}`],
      bare: 0.1,
      grouped: digits > 4 ? 0.5 : 0.35,
      fits: (text) => SWISS.has(text.slice(0, 2)),
    }),
  ),
  plate({ country: 'CZ', shape: 'DLDDDDD', layouts: ['3-4'], bare: 0.1, grouped: 0.5 }),
  plate({ country: 'SE', shape: 'LLLDDX', layouts: ['3-3'], bare: 0.1, grouped: 0.4 }),
  plate({ country: 'HU', shape: 'LLLLDDD', layouts: ['2-2-3', '4-3'], bare: 0.1, grouped: 0.45 }),
  plate({ country: 'DK', shape: 'LLDDDDD', layouts: ['2-2-3'], bare: 0.1, grouped: 0.6 }),
  plate({ country: 'RO', shape: 'LLDDLLL', layouts: ['2-2-3'], bare: 0.4, grouped: 0.7 }),
  plate({ country: 'RO', shape: 'LDDDLLL', layouts: ['1-3-3'], bare: 0.4, grouped: 0.7, fits: (text) => text.startsWith('B') }),
  plate({ country: 'RO', shape: 'LDDLLL', layouts: ['1-2-3'], bare: 0.2, grouped: 0.6, fits: (text) => text.startsWith('B') }),
  ...[4, 5, 6].map((digits) =>
    plate({ country: 'IE', shape: `DDDL${'D'.repeat(digits)}`, layouts: [`3-1-${digits}`], bare: 0.2, grouped: 0.75 }),
  ),
  plate({ country: 'GR', shape: 'LLLDDDD', layouts: ['3-4'], bare: 0.1, grouped: 0.35 }),
  plate({ country: 'TR', shape: 'DDLLLDDD', layouts: ['2-3-3'], bare: 0.2, grouped: 0.6, fits: (text) => Number(text.slice(0, 2)) <= 81 }),
  plate({ country: 'TR', shape: 'DDLLDDDD', layouts: ['2-2-4'], bare: 0.2, grouped: 0.6, fits: (text) => Number(text.slice(0, 2)) <= 81 }),
  plate({ country: 'RU', shape: 'LDDDLLDDD', layouts: ['1-3-2-3', '6-3'], bare: 0.3, grouped: 0.6 }),
  plate({ country: 'BR', shape: 'LLLDLDD', layouts: ['3-4'], bare: 0.6, grouped: 0.65 }),
  plate({ country: 'BR', shape: 'LLLDDDD', layouts: ['3-4'], bare: 0.1, grouped: 0.45 }),
  plate({ country: 'IN', shape: 'LLDDLLDDDD', layouts: ['2-2-2-4', '4-2-4', '4-6'], bare: 0.75, grouped: 0.85 }),
  plate({ country: 'IN', shape: 'LLDDLDDDD', layouts: ['2-2-1-4', '4-1-4'], bare: 0.5, grouped: 0.75 }),
  plate({ country: 'US', shape: 'DLLLDDD', layouts: [], bare: 0.4, grouped: 0.4 }),
  plate({ country: 'US', shape: 'LLLDDDD', layouts: ['3-4'], bare: 0.2, grouped: 0.35 }),
  plate({ country: 'US', shape: 'LLLDDD', layouts: ['3-3'], bare: 0.1, grouped: 0.3 }),
  plate({ country: 'CA', shape: 'LLLLDDD', layouts: ['4-3'], bare: 0.15, grouped: 0.4 }),
];
