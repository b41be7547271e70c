import type { Kind } from '../../../core/detect/detection.ts';
import type { Allowed, PolicyProblem, PolicyProblemKind } from '../../../core/policy/policy-problem.ts';
import { count, kinds, list, number } from './terms.ts';

const problems: Readonly<Record<PolicyProblemKind, string>> = {
  'not-a-policy': 'This is no policy: a policy is a JSON object with a version.',
  'too-new': 'This policy was made by a later version of Cloakroom.',
  'too-large': 'This is longer than any policy.',
  'unknown-field': 'There is no such field.',
  missing: 'This field is missing.',
  'wrong-type': 'This is not the right sort of value.',
  'wrong-form': 'This text has characters that don’t belong here.',
  'out-of-range': 'This is out of range.',
  'not-one-of': 'This is not one of the known values.',
  'too-many': 'There are too many.',
  duplicate: 'This is there twice.',
  'weak-fill': 'This fill can be undone in part, and the policy doesn’t allow that here.',
};

function allowedText(allowed: Allowed): string {
  switch (allowed.type) {
    case 'flag':
      return 'It takes true or false.';
    case 'number':
      return `It takes ${allowed.orZero ? '0, or ' : ''}a ${allowed.whole ? 'whole ' : ''}number from ${number.format(allowed.from)} to ${number.format(allowed.to)}.`;
    case 'values':
      return `It takes ${list(allowed.values.map(String))}.`;
    case 'text':
      return `It takes ${number.format(allowed.from)} to ${number.format(allowed.to)} characters.`;
    case 'count':
      return `At most ${number.format(allowed.most)}.`;
    case 'fields':
      return allowed.fields.length === 0 ? 'Nothing belongs here yet.' : `Known here: ${list(allowed.fields)}.`;
  }
}

/** The policy room: presets, sharing, and policies that come in. */
export const policyRoomWords = {
  policyRoom: {
    title: 'Policy',
    example: 'A drawn street with two people, one person turned away, a car, a sign and a code, masked as this policy says',
    exampleCount: (masked: number, asked: number): string => `${number.format(masked)} masked, ${number.format(asked)} would be asked about.`,
    presets: 'Presets',
    standard: 'Cloakroom’s standard',
    standardWhy: 'Faces only, solid fill, everything doubtful is asked about. A start for photos and videos of people.',
    saved: 'Kept in this browser',
    use: 'Use',
    inUse: 'In use',
    why: 'Why',
    startWith: 'Start with it',
    forget: (name: string): string => `Forget “${name}”`,
    name: 'Name',
    open: 'Open a policy file',
    saveFile: 'Save as a file',
    copyLink: 'Copy a link',
    keep: 'Keep in this browser',
    nameFirst: 'A policy needs a name to be kept in this browser.',
    kept: (name: string): string => `“${name}” is kept in this browser.`,
    lock: 'Lock it for whoever gets it',
    lockHint: 'The file or link carries a lock: people decide about regions, and can’t change its fields while files are open. It is a guard rail, not a seal: whoever has the file can edit it. Every record names the policy in full.',
    linkHint: 'A link carries the policy’s fields in its fragment, which browsers never send. It carries nothing about files.',
    linkCopied: 'The link is on the clipboard.',
    linkTooLong: 'This policy is too long for a link. Save it as a file instead.',
    linkFailed: 'The browser did not let this page write to the clipboard.',
    refused: 'This is no policy that can be used',
    problem: ({ problem, allowed }: PolicyProblem): string => (allowed === undefined ? problems[problem] : `${problems[problem]} ${allowedText(allowed)}`),
    received: 'A policy has come in. Use it?',
    receivedNamed: (name: string): string => `The policy “${name}” has come in. Use it?`,
    allowsWeak: 'It allows masks that can be undone in part.',
    masksLess: (found: readonly Kind[]): string => `It masks or asks only from a higher confidence than usual, so that less is masked: ${list(found.map((kind) => kinds[kind].many))}.`,
    leavesAlone: (n: number): string => `${count(n, 'zone', 'zones')} on every picture in which, or outside which, finds are left alone`,
    hasZones: (n: number): string => `${count(n, 'zone', 'zones')} on every picture`,
    comesLocked: 'It is locked: its fields can’t be changed while files are open.',
    migrated: 'It was made by an earlier version and has been brought up to date.',
    lockedNow: 'The policy in force is locked. Close all files first.',
    lockedOpen: 'This policy is locked. With no file open you can put it away.',
    putAway: 'Put it away',
    useIt: 'Use it',
    dropIt: 'Don’t use it',
    nowInUse: (name: string): string => `${name} is in use.`,
    undoneTo: (name: string): string => `Undone: the policy is ${name} again.`,
    redoneTo: (name: string): string => `Redone: the policy is ${name}.`,
    changeUndone: 'Undone: a change of the policy.',
    changeRedone: 'Redone: a change of the policy.',
  },
};
