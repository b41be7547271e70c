import { count, number } from './terms.ts';

const files = (n: number): string => count(n, 'file', 'files');
const faces = (n: number): string => count(n, 'face', 'faces');
/** What came of the uncertain faces, and of those that were decided by hand. */
const rest = (asked: number, left: number): string =>
  `${asked === 0 ? '' : ` ${count(asked, 'uncertain face waits', 'uncertain faces wait')} for you.`}${left === 0 ? '' : ` ${count(left, 'face that you had decided otherwise was', 'faces that you had decided otherwise were')} left as ${left === 1 ? 'it is' : 'they are'}.`}`;

/** Faces grouped by person. */
export const peopleWords = {
  people: {
    group: 'Group by person',
    stop: 'Stop grouping',
    stopHint: 'Forgets everything that was computed. What you decided stays.',
    stopped: 'Grouping stopped. What was computed is forgotten.',
    title: 'Compare faces?',
    compare: 'Compare faces',
    notNow: 'Not now',
    warnings: [
      'For each face a numeric description is computed. It is biometric data.',
      'It is computed on this device, stays in memory and is gone with the files. It is never stored or sent.',
      'It tells how much faces resemble each other. It identifies nobody, and it can be wrong.',
      'It is wrong more often for children and for faces that are turned, small or blurred.',
      'The law may ask you for a ground to compare faces, even for a short time. Make sure that you have one.',
    ],
    comparing: 'Comparing faces',
    progress: (done: number, total: number): string => `Faces compared in ${number.format(done)} of ${files(total)}`,
    cancel: 'Cancel comparing',
    summary: (people: number, once: number): string => `${count(people, 'person', 'people')} seen more than once, ${faces(once)} seen once`,
    grouped: (people: number, compared: number): string => `${faces(compared)} compared. ${count(people, 'person', 'people')} seen more than once.`,
    failed: (n: number): string => `${files(n)} could not be compared.`,
    tools: 'People',
    reason: 'Reason for keeping clear',
    section: (n: number, many: number, inFiles: number): string => `Person ${number.format(n)}, ${faces(many)} in ${files(inFiles)}`,
    asked: (n: number): string => `For you to decide: may be someone you chose, ${faces(n)}`,
    once: (n: number): string => `Seen once, ${faces(n)}`,
    unclear: (n: number): string => `Not told apart, ${faces(n)}`,
    waiting: (n: number): string => `Not compared yet, ${faces(n)}`,
    others: (n: number): string => `Other regions, ${number.format(n)}`,
    held: 'Also kept clear in files that you open later',
    mark: (n: number): string => `Select person ${number.format(n)}`,
    clear: 'Keep clear',
    clearOf: (n: number): string => `Keep clear: person ${number.format(n)}`,
    mask: 'Mask',
    maskOf: (n: number): string => `Mask: person ${number.format(n)}`,
    maskOthers: 'Mask everyone else',
    maskOthersOf: (n: number): string => `Mask everyone else: person ${number.format(n)} stays as is`,
    cleared: (n: number, inFiles: number, asked: number, left: number): string => `Person ${number.format(n)} kept clear in ${files(inFiles)}.${rest(asked, left)}`,
    masked: (n: number, inFiles: number, left: number): string => `Person ${number.format(n)} masked in ${files(inFiles)}.${rest(0, left)}`,
    othersMasked: (n: number, inFiles: number, asked: number, left: number): string => `Everyone but person ${number.format(n)} masked in ${files(inFiles)}.${rest(asked, left)}`,
    askedLater: (n: number): string => `${count(n, 'uncertain face', 'uncertain faces')} of a file that was searched later ${n === 1 ? 'waits' : 'wait'} for you.`,
    same: 'This is the same person',
    sameHint: 'Select two people, or faces and a person.',
    joined: 'Joined into one person.',
    notThis: 'Not this person',
    takenOut: (n: number): string => `${faces(n)} taken out of the group.`,
    takeBack: 'Take back last regrouping',
    takenBack: 'Regrouping taken back.',
  },
};
