import type { PresetId } from '../../../core/policy/presets.ts';

/** What the card of a preset says. */
interface PresetCard {
  readonly title: string;
  /** One paragraph: what the law or purpose asks of pictures, and what the preset does about it. */
  readonly why: string;
  /** The preset’s settings that differ from the default, in short. */
  readonly points: readonly string[];
}

/** The presets, and why they are as they are. No advice and no promise: what the law asks depends on more than pixels. */
export const presetWords = {
  presetsNote:
    'Presets are starting points, not legal advice, and masking alone does not make a use lawful. Whether a picture is anonymous depends on what else is in it and on what others know. What happens to the sound of a video is left open by all of them: you are asked. Look every file over.',
  presets: {
    gdpr: {
      title: 'GDPR (European Union)',
      why:
        'A picture is personal data when somebody in it can be identified, directly or indirectly (Article 4(1)), by any means reasonably likely to be used, by you or by anyone else (Recital 26). So this preset looks for more than faces, searches thoroughly, and allows no mask that can be undone. A picture that you could still match to people through a list or an original that you keep is at most pseudonymised (Article 4(5)), which is still personal data. Grouping by person is off: a template of a face made to single out a person is biometric data, and Article 9 asks for a special ground to process it.',
      points: [
        'Faces, heads without a face, number plates, codes and personal data in text',
        'Thorough search: more is masked, also where there is no face',
        'Only fills that cannot be undone',
        'A reason for everything that stays clear',
        'No grouping by person',
      ],
    },
    ccpa: {
      title: 'CCPA and CPRA (California)',
      why:
        'Information counts as deidentified when it cannot reasonably be used to infer information about a particular consumer, or otherwise be linked to one, and when the business also takes reasonable measures against linking, publicly commits not to reidentify, and binds those it passes the information to (section 1798.140(m)). A tool can help with the first part only; the commitments are yours. Data that can be attributed again with information kept separately is pseudonymised (subdivision (aa)), not deidentified. Imagery of a face from which a template can be extracted can be biometric information (subdivision (c)), so faces go and grouping by person is off.',
      points: [
        'Faces, heads without a face, number plates, codes and personal data in text',
        'Thorough search: more is masked, also where there is no face',
        'Only fills that cannot be undone',
        'No grouping by person',
      ],
    },
    pipeda: {
      title: 'PIPEDA (Canada)',
      why:
        'Personal information is information about an identifiable individual, and the law names no list of what identifies: a plate, a name on a badge or a letter in the background can do it as well as a face. So the preset looks for all that Cloakroom can find and that commonly identifies. Where somebody stays recognisable, the law’s principles begin with accountability and consent; so each region that stays clear needs a reason, which the record carries. Grouping by person is off, because it measures faces, and seldom serves the purpose for which pictures are passed on.',
      points: [
        'Faces, heads without a face, number plates, codes and personal data in text',
        'Thorough search: more is masked, also where there is no face',
        'Only fills that cannot be undone',
        'A reason for everything that stays clear',
        'No grouping by person',
      ],
    },
    lgpd: {
      title: 'LGPD (Brazil)',
      why:
        'Personal data relates to an identified or identifiable natural person (Article 5). Anonymised data is outside the law unless the anonymisation was reversed with the holder’s own means, or could be with reasonable effort (Article 12). So the preset allows no mask that can be undone, and searches thoroughly for what commonly identifies. Biometric data linked to a person is sensitive (Article 5) and may be processed on the grounds of Article 11 only, so grouping by person is off.',
      points: [
        'Faces, heads without a face, number plates, codes and personal data in text',
        'Thorough search: more is masked, also where there is no face',
        'Only fills that cannot be undone',
        'A reason for everything that stays clear',
        'No grouping by person',
      ],
    },
    publish: {
      title: 'Publish',
      why:
        'For photos and videos that go onto a website, into a newsletter or to a social network. It masks passers-by, plates, and codes that could open a ticket or a profile, with a soft fill that disturbs a photo less than a solid one and cannot be undone either. The search is the normal one, so it is quicker and masks less that is no face. Files get plain numbers as names, and no record lies beside them to be published by accident. Grouping by person is allowed, so that you can keep those clear who agreed. Text is not looked for: switch it on where a photo shows papers, screens or badges.',
      points: [
        'Faces, number plates and codes',
        'Soft blur, which cannot be undone',
        'Normal search',
        'Names such as photo-0001, no records beside the files',
      ],
    },
    evidence: {
      title: 'Evidence and disclosure',
      why:
        'For pictures that are disclosed in a case, a complaint or a request for access, where others than the person concerned have to be masked and each choice may be questioned. Every region that stays clear or was drawn by hand needs a reason, and a second person signs the review off under another name before anything is let out. Pictures are written as PNG, so that pixels outside the masks are not compressed again, and their time of capture is kept, because it often matters; videos are always compressed again, and keep no time of capture. All other metadata goes; keep the original where your rules say so, since a masked copy does not replace it.',
      points: [
        'Faces, heads without a face, number plates, codes and personal data in text',
        'Thorough search: more is masked, also where there is no face',
        'Reasons for what stays clear and for what was drawn',
        'A second reviewer signs off',
        'Pictures as PNG with their time of capture; records beside the files',
        'No grouping by person',
      ],
    },
    dataset: {
      title: 'Dataset',
      why:
        'For pictures that train or test a model, such as street scenes. Faces, heads and plates are masked; people and vehicles stay, because they are often what the model should learn. A list of regions as JSON lies beside each picture, so that masks can be left out of training or counted. It holds positions, kinds and confidences, no text and no names. A thorough search suits large sets that nobody can look over whole, but no search finds everything: look a sample over, and say in the dataset’s notes how it was masked. Other things in a street can still say who somebody is.',
      points: [
        'Faces, heads without a face and number plates',
        'Thorough search: more is masked, also where there is no face',
        'Soft blur, which cannot be undone',
        'Regions as JSON beside each picture',
        'Names such as image-0001',
        'No grouping by person',
      ],
    },
  } satisfies Record<PresetId, PresetCard>,
};
