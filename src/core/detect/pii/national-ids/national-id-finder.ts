import type { Finder } from '../finder.ts';
import { BRAZIL } from './brazil.ts';
import { CANADA } from './canada.ts';
import { FRANCE } from './france.ts';
import { GERMANY } from './germany.ts';
import { ITALY } from './italy.ts';
import { LOW_COUNTRIES } from './low-countries.ts';
import { MORE_COUNTRIES } from './more-countries.ts';
import { POLAND } from './poland.ts';
import { shapedIdFinder } from './shaped-id-finder.ts';
import { SPAIN } from './spain.ts';
import { UNITED_KINGDOM } from './united-kingdom.ts';
import { UNITED_STATES } from './united-states.ts';

/** Numbers that states give to people. One file per country; this list is where they join. */
export const nationalIdFinder: Finder = shapedIdFinder('national-id', [
  ...UNITED_STATES,
  ...UNITED_KINGDOM,
  ...GERMANY,
  ...FRANCE,
  ...SPAIN,
  ...ITALY,
  ...LOW_COUNTRIES,
  ...POLAND,
  ...BRAZIL,
  ...CANADA,
  ...MORE_COUNTRIES,
]);
