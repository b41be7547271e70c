import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';

/**
 * From which file an output came, for rows that show the output's name.
 * @param isAlike - whether another file has the same name
 * @returns `null` where the output's own name tells it
 */
export function sourceOf({ exported, name, folder, file }: Pick<Job, 'exported' | 'name' | 'folder' | 'file'>, isAlike: boolean): string | null {
  if (exported.status !== 'released') return null;
  if (isAlike) return folder === '' ? `${name}, ${words.bytes(file.size)}` : `${folder}/${name}`;
  return exported.outcome.record.policy.output.namePattern.includes('{name}') ? null : name;
}
