/** A picture to try. */
export interface Sample {
  readonly file: string;
  readonly title: string;
}

/** Pictures that the build puts into `samples/`, beside the app. */
export const SAMPLES: readonly Sample[] = [
  { file: 'sample-1.jpg', title: 'Sample 1' },
  { file: 'sample-2.jpg', title: 'Sample 2' },
  { file: 'sample-3.jpg', title: 'Sample 3' },
  { file: 'sample-4.jpg', title: 'Sample 4' },
];

/** Same-origin address of a sample. */
export function sampleUrl(sample: Sample): string {
  return new URL(`samples/${sample.file}`, document.baseURI).href;
}
