import type { PersonalDataKind } from '../../../../../src/core/detect/pii/personal-data.ts';
import { Seeded, VALID_IDS, germanCard, grouped } from './id-generators.ts';

/** A text with the personal data in it marked. All people, numbers and addresses are invented. */
export interface CorpusCase {
  readonly text: string;
  readonly spans: readonly { readonly kind: PersonalDataKind; readonly start: number; readonly end: number }[];
  readonly mode: 'plain' | 'recognised';
}

const random = new Seeded(20);
const id = VALID_IDS;
const four = [4, 4, 4, 4, 4, 4];

/** Marked as `{kind|value}`; everything outside of marks must stay unreported. */
const PLAIN: readonly string[] = [
  // Emails, web, handles
  'Write to {email|maria.k+news@mail.example.org} before Friday.',
  "Mail: {email|J.O'Neil@sub.example.co.uk}, or ask at the desk.",
  'Reach me: {email|dev_null(at)example.net}.',
  'See {url|https://example.org/users/4711?tab=profile} for the details.',
  'Follow {handle|@invented_person} for news.',
  // Phones
  'Call {phone|+49 30 901820} today.',
  'Tel. {phone|030/901820-12}',
  'Phone: {phone|(212) 555-0147}',
  'My cell is {phone|212-555-0199}.',
  'Mobil {phone|0151 23456789}',
  'Tél. {phone|01 70 18 99 42}',
  'Teléfono {phone|612 345 678}',
  'Telefone: {phone|(11) 91234-5678}',
  'tel. {phone|+48 601 234 567}',
  'Bel {phone|06-12345678} na zes uur.',
  'Ring {phone|07700 900123} any time.',
  'Fax: {phone|+1 415 555 0134}',
  // Money
  `Please pay to {iban|${grouped(id.germanIban(random), [...four.slice(0, 5), 2], ' ')}} by Monday.`,
  `IBAN: {iban|${id.frenchIban(random)}}`,
  `Konto {iban|${id.germanIban(random)}} bei der Bank`,
  `Card {payment-card|${grouped(id.visa(random), four.slice(0, 4), ' ')}} exp 04/29`,
  `Kreditkarte {payment-card|${id.visa(random)}}`,
  `amex {payment-card|${grouped(id.amex(random), [4, 6, 5], ' ')}}`,
  `paid with {payment-card|${grouped(id.visa(random), four.slice(0, 4), '-')}} online`,
  // National numbers
  `SSN: {national-id|${grouped(id.ssn(random), [3, 2, 4], '-')}}`,
  `his social security number is {national-id|${id.ssn(random)}}`,
  `NI number {national-id|${grouped(id.nino(random), [2, 2, 2, 2, 1], ' ')}}`,
  `NHS number: {national-id|${grouped(id.nhs(random), [3, 3, 4], ' ')}}`,
  `Steuer-ID {national-id|${grouped(id.steuerId(random), [2, 3, 3, 3], ' ')}}`,
  `Identifikationsnummer: {national-id|${id.steuerId(random)}}`,
  `Personalausweis {national-id|${germanCard(random)}}`,
  `N° de sécurité sociale : {national-id|${grouped(id.nir(random), [1, 2, 2, 2, 3, 3, 2], ' ')}}`,
  `NIR {national-id|${id.nir(random)}}`,
  `DNI {national-id|${id.dni(random)}}`,
  `con NIE {national-id|${grouped(id.nie(random), [1, 7, 1], '-')}} y domicilio`,
  `Codice fiscale: {national-id|${id.codiceFiscale(random)}}`,
  `codice {national-id|${id.codiceFiscale(random)}} valido`,
  `BSN: {national-id|${id.bsn(random)}}`,
  `burgerservicenummer {national-id|${grouped(id.bsn(random), [4, 2, 3], '.')}}`,
  `PESEL {national-id|${id.pesel(random)}}`,
  `nr {national-id|${id.pesel(random)}} w systemie`,
  `CPF {national-id|${grouped(id.cpf(random), [3, 3, 3, 2], ['.', '.', '-'])}}`,
  `inscrito sob {national-id|${grouped(id.cpf(random), [3, 3, 3, 2], ['.', '.', '-'])}}`,
  `CNPJ: {national-id|${grouped(id.cnpj(random), [2, 3, 3, 4, 2], ['.', '.', '/', '-'])}}`,
  `SIN {national-id|${grouped(id.sin(random), [3, 3, 3], ' ')}}`,
  `social insurance number {national-id|${id.sin(random)}}`,
  'Passport No: {national-id|X1234567}',
  "driver's license {national-id|D1234567}",
  // Births
  'Date of birth: {date-of-birth|12/03/1984}',
  'geboren am {date-of-birth|3. März 1971}',
  'Née le {date-of-birth|14 juillet 1990}',
  'nato il {date-of-birth|01.02.1965}',
  'DOB {date-of-birth|1999-12-31}',
  'Fecha de nacimiento: {date-of-birth|5 de mayo de 1988}',
  'born {date-of-birth|July 4, 1976}',
  'Geburtsdatum\n{date-of-birth|24.12.2001}',
  'data urodzenia {date-of-birth|07.11.1959}',
  'nascida em {date-of-birth|9/10/1983}',
  // Machines and places
  'Client {ip-address|192.0.2.44} connected',
  'from {ip-address|2001:db8:85a3::8a2e:370:7334} at noon',
  'Router {mac-address|00:1B:44:11:3A:B7}',
  'mac {mac-address|001b.4411.3ab7} seen',
  'Parked at {coordinates|52.51628, 13.37771} overnight',
  'GPS: {coordinates|48°51\'30"N 2°17\'40"E}',
  'VIN {vehicle-id|1M8GDM9AXKP042788}',
  'AWS key {credential|AKIAIOSFODNN7EXAMPLE}',
  'password: {credential|hunter2-Blue}',
  // Plates
  'Kennzeichen {licence-plate|B-AB 1234}',
  'a car with plate {licence-plate|AB12 CDE} left',
  'immatriculation {licence-plate|AB-123-CD}',
  'matrícula {licence-plate|1234 BCD}',
  'placa {licence-plate|ABC1D23}',
  'kenteken {licence-plate|12-ABC-3}',
  'Car {licence-plate|MH 12 AB 1234} was towed',
  // Addresses
  'Send it to {postal-address|12 Elm Street, Springfield, IL 62704} please.',
  'We live at {postal-address|221B Baker Street, London NW1 6XE}.',
  'Wohnhaft {postal-address|Lindenstraße 14a, 10969 Berlin}',
  '{postal-address|12 bis rue des Lilas, 75011 Paris}',
  'Vive en {postal-address|Calle Mayor 5, 28013 Madrid}',
  'Residente in {postal-address|Via Garibaldi 12, 20121 Milano}',
  'Adres: {postal-address|ul. Polna 7, 00-950 Warszawa}',
  'Woont op {postal-address|Kerkstraat 12, 1017 GC Amsterdam}',
  'Endereço: {postal-address|Rua das Flores, 123, 01310-100 São Paulo}',
  '{postal-address|P.O. Box 1234, Anchorage, AK 99501}',
  'Postanschrift: {postal-address|Postfach 10 20 30, 20095 Hamburg}',
  'Ship to {postal-address|4500 Oak Avenue Apt 3B, Denver, CO 80202}.',
  // Names
  'Name: {person-name|Ximena Zarathustra}',
  'Dear {person-name|Ms Plimpton}, thank you.'.replace('{person-name|Ms Plimpton}', 'Ms {person-name|Plimpton}'),
  'Yesterday {person-name|John Smith} called again.',
  'Sehr geehrte Frau {person-name|Krause}, wir danken.',
  'Patient: {person-name|SCHMIDT, Ursula}',
  'We met {person-name|Pieter van der Berg} there.',
  'as {person-name|Katarzyna Nowak} wrote',
  'Le docteur {person-name|Marie Lefebvre} est absente.',
  'El señor {person-name|García López} no vino.',
  'Kind regards,\n{person-name|Quillon Ferrante}',
  'My name is {person-name|Thandeka}.',
  'signed by {person-name|J. Abernathy}',
  'con {person-name|Giulia Rossi} alle nove',
  'falou com {person-name|João Silva} ontem',
  'Nachname\n{person-name|Überall}',
  'thanks to {person-name|Oluwaseun Adebayo} for help',
  "a talk by {person-name|Anne-Marie O'Connor} tonight",
  // Hard negatives
  'TOTAL 12.50  VISA  CHANGE 0.00',
  'Article 4006381333931 2 x 3.99',
  'Invoice no. 2024-000123 of 12.03.2024',
  'Order 1234567890 shipped',
  'Tracking number 00340434161094042557',
  'ISBN 978-3-16-148410-0',
  'Version 10.2.14.3 is out',
  'The meeting is on 14.05.2024 at 10:30.',
  'Rechnungsnummer 987654321 vom 01.02.2023',
  'Thank you for your visit. Please come again.',
  'Monday to Friday 9:00-17:30',
  'The Bank of England raised rates.',
  'In March the Green Party met in Berlin.',
  'Terms and Conditions apply to this Offer.',
  'GST No 000123456789',
  'Qty 12 Price 3.50 Amount 42.00',
  'We walked down the road for 5 miles.',
  'It weighs 1,234,567.89 kg',
  'Call it a day: 100 200 300',
  'a < b and c << 2',
  'Room 101, floor 3',
  '1.5 - 2.5 mm, 30 x 40 cm',
  'She scored 3-2-1 in 2019-2020.',
  'Grace may bring hope in June.',
  'Der Vertrag gilt bis zum 31.12.2025.',
  'La facture du 3 mai 2022 est payée.',
  'sent via email on a way to success',
  'Highway to heaven',
  'HTTP 404 at 12:30:45',
  'class A::B { }',
  'The ratio is 16:9 or 4:3:2',
  'Batch 4111 1111 1111 1112',
  'Serial 123456789',
  'Paragraph 3.2.1.4 says no',
  'Windows 11 and Office 365',
  'Subtotal 1 234 567',
  'Bitte beachten Sie die Hinweise auf Seite 12.',
  'Quantity 100000000',
  'EUR 1.000.000,00',
  'population 83 200 000',
  'SKU 12-ABC-99',
  'approx. 2,500 people in 2020',
];

const RECOGNISED: readonly string[] = [
  `IBAN{iban|${id.germanIban(random)}}`,
  `IBAN:{iban|${id
    .germanIban(random)
    .replace(/0/gu, 'O')
    .replace(/^(..)(..)/u, (_, country: string, check: string) => country + check.replace(/O/gu, '0'))}}`,
  'Name:{person-name|JohnSmith}',
  '{person-name|JOHNSMITH}',
  `SteuerID{national-id|${id.steuerId(random)}}`,
  `PESEL{national-id|${id.pesel(random)}}`,
  `CARD{payment-card|${id.visa(random)}}EXP`,
  'Tel:{phone|+4930901820}',
  '{email|anna@example.org}',
  'Geburtsdatum:{date-of-birth|24.12.1980}',
  '{postal-address|Hauptstrasse12,10115Berlin}',
  'Surname\n{person-name|SMITH}',
  '{travel-document|P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10}',
  'IDENTITYCARD',
  'REPUBLICOFNOWHERE',
  'TOTAL12.50',
  'THANKYOU',
  '12.03.2024',
  'INVOICE20240001',
];

/** The whole corpus. */
export const CORPUS: readonly CorpusCase[] = [
  ...PLAIN.map((marked) => parse(marked, 'plain')),
  ...RECOGNISED.map((marked) => parse(marked, 'recognised')),
];

function parse(marked: string, mode: 'plain' | 'recognised'): CorpusCase {
  const spans: { kind: PersonalDataKind; start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/(\{[a-z-]+\|[^}]*\})/u)) {
    const match = /^\{([a-z-]+)\|([^}]*)\}$/u.exec(part);
    if (match === null) text += part;
    else {
      const value = match[2] ?? '';
      spans.push({ kind: (match[1] ?? '') as PersonalDataKind, start: text.length, end: text.length + value.length });
      text += value;
    }
  }
  return { text, spans, mode };
}
