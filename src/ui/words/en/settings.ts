import type { Kind } from '../../../core/detect/detection.ts';
import type { LicenceConcern } from '../../../core/detect/packs/pack-licence.ts';
import { PackManifestError, type PackProblemCode } from '../../../core/detect/packs/pack-problem.ts';
import { count, kinds } from './terms.ts';

/** The settings dialog. */
export const settingsWords = {
  settings: {
    title: 'Settings',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
    languageSystem: 'As the browser',
    singleKeys: 'Single-letter keys',
    singleKeysHint: 'Letters and digits act at once, such as N for the next uncertain region. Switch them off if you use speech input.',
    detectors: {
      title: 'Detectors',
      lead: 'Cloakroom brings its own. Another one can look for the same things in its place, here on this device. What it finds is masked by the same rules, and the export record names it.',
      loading: 'Asking the engine …',
      empty: 'No others have been added.',
      drop: 'Drop a detector’s manifest and its ONNX file here',
      dropModel: (title: string): string => `${title}: now the ONNX file`,
      dropManifest: 'Now the manifest, a file that ends in .json',
      dropHint: 'Nothing is fetched: both files come from you and stay on this device.',
      choose: 'Choose files',
      cancel: 'Cancel',
      addTitle: (title: string): string => `Add ${title}?`,
      finds: 'Looks for',
      licence: 'Licence',
      source: 'From',
      size: 'Size',
      add: 'Add',
      checking: 'Checking …',
      added: 'The detector was added.',
      trust: 'A detector decides what is found, so take one only from a place that you trust. Its SHA-256 is checked now and every time it loads.',
      mayUse: 'I may use it under this licence',
      concerns: {
        copyleft: 'This licence is copyleft: what you pass on together with the detector may fall under it.',
        'non-commercial': 'This licence does not allow commercial use.',
        unclear: 'This licence is not one of the common permissive ones. Read it first.',
      } satisfies Record<LicenceConcern, string>,
      otherFile: 'A detector is two files: a manifest that ends in .json, and a network that ends in .onnx.',
      unreadable: 'This file can’t be read.',
      /** What is wrong with a manifest, and at which place of it. */
      problem: (code: PackProblemCode, field: string): string => new PackManifestError(code, field).message,
      version: (version: string): string => `Version ${version}`,
      hash: 'SHA-256',
      inBuild: 'Part of this build',
      useFor: (kind: Kind): string => `Looks for ${kinds[kind].many}, in place of Cloakroom’s own`,
      remove: 'Remove',
      removeOne: (title: string): string => `Remove ${title}`,
      removeQuestion: 'Remove it from this device?',
      keep: 'Keep',
      damaged: 'A detector that was added is damaged, so nothing is searched until it is removed.',
      removeDamaged: 'Remove the damaged one',
      removed: (title: string): string => `${title} was removed.`,
      changed: (n: number): string => `${count(n, 'open file was', 'open files were')} searched before this change.`,
      searchAgain: (n: number): string => (n === 1 ? 'Search it again' : 'Search them again'),
      shipped: (n: number): string => `What Cloakroom brings: ${count(n, 'model', 'models')}`,
    },
    about: 'Build',
  },
};
