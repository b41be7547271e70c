import type { Finder } from './finder.ts';
import { coordinatesFinder } from './kinds/coordinates.ts';
import { credentialFinder } from './kinds/credential.ts';
import { dateOfBirthFinder } from './kinds/date-of-birth.ts';
import { emailFinder } from './kinds/email.ts';
import { ibanFinder } from './kinds/iban.ts';
import { ipAddressFinder } from './kinds/ip-address.ts';
import { labelledNumberFinder } from './kinds/labelled-number.ts';
import { licencePlateFinder } from './kinds/licence-plate.ts';
import { macAddressFinder } from './kinds/mac-address.ts';
import { paymentCardFinder } from './kinds/payment-card.ts';
import { personNameFinder } from './kinds/person-name.ts';
import { phoneFinder } from './kinds/phone.ts';
import { postalAddressFinder } from './kinds/postal-address.ts';
import { travelDocumentFinder } from './kinds/travel-document.ts';
import { vehicleIdFinder } from './kinds/vehicle-id.ts';
import { webFinder } from './kinds/web.ts';
import { nationalIdFinder } from './national-ids/national-id-finder.ts';

/** Every built-in finder. A new one is a file of its own and a line here. */
export const FINDERS: readonly Finder[] = [
  emailFinder,
  ibanFinder,
  paymentCardFinder,
  nationalIdFinder,
  labelledNumberFinder,
  travelDocumentFinder,
  credentialFinder,
  phoneFinder,
  dateOfBirthFinder,
  ipAddressFinder,
  macAddressFinder,
  vehicleIdFinder,
  licencePlateFinder,
  coordinatesFinder,
  postalAddressFinder,
  personNameFinder,
  webFinder,
];
