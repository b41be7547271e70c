import { describe, expect, it } from 'vitest';
import { licenceConcern } from '../../../../../src/core/detect/packs/pack-licence.ts';

describe('licenceConcern', () => {
  it.each(['MIT', 'Apache-2.0', 'MIT OR Apache-2.0', 'MIT  OR\t Apache-2.0', '(MIT AND BSD-3-Clause)', 'CC0-1.0', 'apache-2.0'])('has nothing to say about %s', (licence) => {
    expect(licenceConcern(licence)).toBeNull();
  });
  it.each(['AGPL-3.0-only', 'GPL-3.0', 'LGPL-2.1', 'GNU Affero General Public License', 'MIT AND GPL-2.0', 'CC-BY-SA-4.0'])('sees copyleft in %s', (licence) => {
    expect(licenceConcern(licence)).toBe('copyleft');
  });
  it.each(['CC-BY-NC-4.0', 'Non-commercial research use', 'noncommercial', 'PolyForm-Noncommercial-1.0.0', 'academic use only', 'CC-BY-NC-SA-4.0'])('sees that %s forbids commercial use', (licence) => {
    expect(licenceConcern(licence)).toBe('non-commercial');
  });
  it.each(['custom', 'see website', 'MIT and something else', 'unknown'])('calls %s unclear', (licence) => {
    expect(licenceConcern(licence)).toBe('unclear');
  });
});
