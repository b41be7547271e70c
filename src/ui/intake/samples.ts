/** Pictures to try: what the words call them by. */
export const SAMPLE_NAMES = ['on-the-stairs', 'evening-out', 'fancy-dress'] as const;
/** Name of a picture to try. */
export type SampleName = (typeof SAMPLE_NAMES)[number];

/** A picture to try. */
export interface Sample {
  readonly name: SampleName;
  readonly file: string;
}

/** Pictures that the build puts into `samples/`, beside the app. */
export const SAMPLES: readonly Sample[] = SAMPLE_NAMES.map((name) => ({ name, file: `${name}.jpg` }));

/** Same-origin address of a sample. */
export function sampleUrl(sample: Sample): string {
  return new URL(`samples/${sample.file}`, document.baseURI).href;
}

/** Same-origin address of the small picture that stands for a sample: twice as wide and high as it is shown. */
export function sampleThumbUrl(sample: Sample): string {
  return new URL(`samples/small/${sample.file}`, document.baseURI).href;
}
