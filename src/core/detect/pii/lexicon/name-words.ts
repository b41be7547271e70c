/** Titles and forms of address that stand before a person's name. Single letters need a full stop or a capital letter after them. */
export const TITLES = `
  mr mrs ms miss mx dr prof professor doctor sir madam lady lord dame rev reverend fr capt captain sgt sergeant lt lieutenant maj gen hon judge justice senator president nurse officer
  herr herrn frau fraulein dipl ing mag
  monsieur madame mademoiselle mme mlle docteur maitre
  sr sra srta senor senora senorita don dona
  signor signora signore signorina sig sigra sigg dott dottssa avv ing geom
  dhr mevr mw mevrouw meneer heer ir drs mr
  pan pani mgr inz
  senhor senhora dra doutor doutora prof profa
`;

/** Small words inside a person's name. */
export const PARTICLES = `van von der den de da das do dos del della di du la le los las el al bin ibn ben ter ten te zu zur vom von und y e i av af op st san ap fitz mac mc 't d l o dal dalla degli`;

/** Verbs and nouns that have a person before them. */
export const PERSON_VERBS = `said says asked told wrote writes lives lived works worked born died married called thinks thought wants wanted likes liked loves went came arrived signed agreed explained replied answered sings sang played plays hat sagt sagte wohnt schrieb meint habite travaille dit vive trabaja dijo abita lavora woont werkt mieszka mora trabalha`;

/** Words of salutations and introductions: a name is likely next. */
export const INTRODUCTIONS: readonly string[] = [
  'dear',
  'hi',
  'hello',
  'hey',
  'liebe',
  'lieber',
  'hallo',
  'cher',
  'chere',
  'bonjour',
  'estimado',
  'estimada',
  'querido',
  'querida',
  'hola',
  'caro',
  'cara',
  'gentile',
  'ciao',
  'geachte',
  'beste',
  'szanowny',
  'szanowna',
  'drogi',
  'droga',
  'prezado',
  'prezada',
  'ola',
];

/** Phrases after which a person introduces or is introduced, lower case, words separated by one space. */
export const INTRODUCING_PHRASES: readonly string[] = [
  'my name is',
  'name is',
  'this is',
  'i am',
  'i m',
  'signed by',
  'on behalf of',
  'attn',
  'attention',
  'care of',
  'c o',
  'contact person',
  'named',
  'called',
  'ich heisse',
  'mein name ist',
  'ich bin',
  'je m appelle',
  'je suis',
  'mon nom est',
  'me llamo',
  'mi nombre es',
  'soy',
  'mi chiamo',
  'il mio nome e',
  'ik heet',
  'mijn naam is',
  'nazywam sie',
  'mam na imie',
  'meu nome e',
  'me chamo',
  'eu sou',
];

/** Closings of letters: the next line is a signature. */
export const CLOSINGS: readonly string[] = [
  'regards',
  'sincerely',
  'faithfully',
  'yours',
  'cheers',
  'best',
  'thanks',
  'signed',
  'grussen',
  'gruessen',
  'grusse',
  'gruesse',
  'gruss',
  'cordialement',
  'salutations',
  'distinguees',
  'saludos',
  'atentamente',
  'saluti',
  'cordiali',
  'groet',
  'groeten',
  'pozdrawiam',
  'powazaniem',
  'atenciosamente',
  'cumprimentos',
  'abraco',
];

/** Labels of form fields whose value is a person's name. */
export const NAME_LABELS =
  'name,names,full name,first name,last name,middle name,given name,given names,family name,surname,forename,forenames,maiden name,birth name,username full,customer,customer name,client,client name,patient,patient name,cardholder,card holder,cardholder name,name on card,account holder,account name,beneficiary,payee,employee,employee name,student,student name,passenger,guest,tenant,landlord,applicant,contact,contact name,recipient,sender,signature,signed,signatory,holder,owner,father,mother,spouse,next of kin,emergency contact,doctor,physician,author,attendee,attn,' +
  'nachname,vorname,vornamen,familienname,geburtsname,ruf name,kunde,kundin,patientin,versicherter,kontoinhaber,karteninhaber,inhaber,empfanger,absender,antragsteller,mieter,vermieter,unterschrift,ansprechpartner,sachbearbeiter,' +
  'nom,prenom,prenoms,nom de famille,nom d usage,nom de naissance,titulaire,beneficiaire,destinataire,expediteur,locataire,nom et prenom,' +
  'nombre,nombres,apellido,apellidos,primer apellido,segundo apellido,titular,paciente,cliente,beneficiario,destinatario,nombre y apellidos,' +
  'nome,cognome,intestatario,paziente,nome e cognome,cognome e nome,' +
  'naam,voornaam,voornamen,achternaam,geslachtsnaam,rekeninghouder,patient naam,klant,' +
  'imie,imiona,nazwisko,imie i nazwisko,nazwisko rodowe,pacjent,klient,posiadacz,' +
  'sobrenome,nome completo,nome do cliente,apelido,apelidos,nome proprio,filiacao,mae,pai,favorecido,portador';
