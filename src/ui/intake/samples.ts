/** A picture to try. */
export interface Sample {
  readonly file: string;
  readonly title: string;
}

/** Pictures that the build puts into `samples/`, beside the app. */
export const SAMPLES: readonly Sample[] = [
  { file: 'on-the-stairs.jpg', title: 'On the stairs' },
  { file: 'evening-out.jpg', title: 'Evening out' },
  { file: 'fancy-dress.jpg', title: 'Fancy dress' },
];

/** Same-origin address of a sample. */
export function sampleUrl(sample: Sample): string {
  return new URL(`samples/${sample.file}`, document.baseURI).href;
}
