/** Words that stand after a street's name, as in English. */
export const STREET_AFTER = `
  street st road rd avenue ave av lane ln drive dr boulevard blvd court ct place pl square sq terrace ter terr close crescent cres highway hwy parkway pkwy circle cir trail trl grove gardens gdns mews walk row parade rise wharf quay view loop turnpike pike expressway freeway plaza alley bypass causeway estates crossing green hill way park path point ridge run heights vale
  gade vej alle gata gatan vagen vei veien tie katu utca ut ulice trida namesti sokak caddesi caddesi cad straat laan weg plein str strasse
`;

/** Words that stand before a street's name, as in Romance and Slavic languages. */
export const STREET_BEFORE = `
  rue avenue av boulevard bd bld chemin allee allees impasse place quai route cours passage square sentier faubourg lotissement residence hameau lieu-dit voie
  calle c avenida avda avd plaza pza paseo carrer carretera ctra camino ronda travesia glorieta urbanizacion callejon jiron jr
  via viale v.le piazza piazzale p.zza corso c.so largo vicolo strada contrada borgo lungomare localita salita
  rua travessa alameda praca rodovia estrada beco ladeira largo r av trav
  ulica ul aleja al aleje plac pl os osiedle rondo
  ulitsa prospekt bulevar bul strada str calea
`;

/** Endings that make one word a street's name, as in German, Dutch and the Nordic languages. */
export const STREET_ENDINGS: readonly string[] = [
  'strasse',
  'strase',
  'str',
  'weg',
  'platz',
  'allee',
  'gasse',
  'ring',
  'damm',
  'ufer',
  'chaussee',
  'steig',
  'stieg',
  'promenade',
  'markt',
  'graben',
  'berg',
  'hof',
  'kamp',
  'pfad',
  'straat',
  'laan',
  'plein',
  'gracht',
  'kade',
  'singel',
  'dijk',
  'steeg',
  'dreef',
  'pad',
  'gatan',
  'vagen',
  'gade',
  'vej',
  'gata',
  'veien',
  'gaten',
  'katu',
  'tie',
  'utca',
];

/** English endings that recognised text glues to the name before them. */
export const GLUED_STREET_ENDINGS: readonly string[] = [
  'street',
  'road',
  'avenue',
  'lane',
  'drive',
  'boulevard',
  'court',
  'square',
  'terrace',
];

/** Parts of a building: the word, then a number or letter. */
export const UNIT_WORDS = `apt apartment suite ste unit flat floor fl room rm bldg building block lot door etage appartement appt bat batiment esc escalera piso puerta planta interno int scala lokal lok m apto apartamento bloco andar lote casa no nr num numero stock og eg whg wohnung bus huis sal lgh`;

/** Labels of addresses. */
export const ADDRESS_LABELS =
  'address,home address,postal address,mailing address,billing address,shipping address,delivery address,street address,residence,residential address,permanent address,current address,lives at,live at,living at,located at,ship to,deliver to,bill to,moved to,send to,' +
  'adresse,anschrift,wohnhaft,wohnort,wohnhaft in,lieferadresse,rechnungsadresse,postanschrift,strasse,domicile,demeurant,adresse postale,direccion,domicilio,residencia,indirizzo,residenza,residente in,adres,woonadres,woonplaats,adres zamieszkania,zamieszkaly,zamieszkala,endereco,morada,residente,logradouro';

/** Boxes at a post office, phrases of lower-case words with spaces. */
export const POST_BOXES: readonly string[] = [
  'po box',
  'p o box',
  'post office box',
  'postfach',
  'postbus',
  'boite postale',
  'bp',
  'apartado',
  'apartado de correos',
  'casella postale',
  'skrytka pocztowa',
  'caixa postal',
  'postboks',
  'box',
  'psc',
  'unit',
];

/** United States and Canadian postal codes of states and provinces. */
export const STATE_CODES: ReadonlySet<string> = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP AA AE AP AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(
    ' ',
  ),
);
