import { assertNever } from '../../src/core/errors.ts';
import type { Allowed, PolicyProblem } from '../../src/core/policy/policy-problem.ts';

/**
 * One line for one problem of a policy document: its place, and what is wrong in a plain sentence.
 * @param problem - of a document
 */
export function problemLine(problem: PolicyProblem): string {
  const sentence = sentenceOf(problem);
  return problem.path === '' ? sentence : `${problem.path}: ${sentence}`;
}

function sentenceOf({ problem, allowed }: PolicyProblem): string {
  const takes = allowed === undefined ? '' : ` It takes ${allowedText(allowed)}.`;
  switch (problem) {
    case 'not-a-policy':
      return 'This is no policy: it has to be a JSON object with a version.';
    case 'too-new':
      return 'This policy was made by a later version of Cloakroom.';
    case 'too-large':
      return 'This is longer than any policy.';
    case 'unknown-field':
      return allowed?.type === 'fields' && allowed.fields.length > 0 ? `There is no such field. Known here: ${allowed.fields.join(', ')}.` : 'There is no such field. This section is empty.';
    case 'missing':
      return `This field is missing.${takes}`;
    case 'wrong-type':
      return `This is not the right sort of value.${takes}`;
    case 'wrong-form':
      return 'This text has characters that do not belong here, such as line breaks, or in an id anything but lower-case letters, digits and dashes.';
    case 'out-of-range':
      return `This is out of range.${takes}`;
    case 'not-one-of':
      return `This is not one of the known values.${takes}`;
    case 'too-many':
      return `There are too many.${takes}`;
    case 'duplicate':
      return 'This is there twice.';
    case 'weak-fill':
      return `This fill can be undone in part, and weakFills does not allow that here.${takes}`;
    default:
      return assertNever(problem);
  }
}

function allowedText(allowed: Allowed): string {
  switch (allowed.type) {
    case 'flag':
      return 'true or false';
    case 'number':
      return `${allowed.orZero ? '0, or ' : ''}a ${allowed.whole ? 'whole ' : ''}number from ${String(allowed.from)} to ${String(allowed.to)}`;
    case 'values':
      return allowed.values.join(', ');
    case 'text':
      return `a text of ${String(allowed.from)} to ${String(allowed.to)} characters`;
    case 'count':
      return `a list of at most ${String(allowed.most)}`;
    case 'fields':
      return allowed.fields.length === 0 ? 'an empty section' : `a section with ${allowed.fields.join(', ')}`;
    default:
      return assertNever(allowed);
  }
}
