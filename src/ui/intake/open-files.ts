import { MAX_UNPACKED_BYTES } from '../../core/archive/archive-limits.ts';
import { announce } from '../announcer.ts';
import type { App } from '../app-context.ts';
import type { PickedFile } from '../job-queue.ts';
import { words } from '../words.ts';
import { intakeNotice } from './intake-notice.ts';
import { isArchive, openArchive } from './open-archive.ts';

/** Files of an archive that go into the queue at once; the first goes alone, so that its search can begin. */
const BATCH = 25;

/**
 * Puts files into the queue, those of archives in the place of their archive, and says how many there are. The picture that somebody
 * looks at stays; the first is shown only where none was open. Without archives it is done when it returns.
 * @param app - queue and store
 * @param files - as they were picked
 */
export async function openFiles({ queue, store }: Pick<App, 'queue' | 'store'>, files: readonly PickedFile[]): Promise<void> {
  const wasEmpty = store.getState().jobs.length === 0;
  let opened = 0;
  let refused = 0;
  const add = (some: readonly PickedFile[]): void => {
    const ids = queue.add(some);
    opened += ids.length;
    refused += some.filter((file) => file.refused !== undefined).length;
  };

  intakeNotice.clear();
  const waiting: PickedFile[] = [];
  const budget = { left: MAX_UNPACKED_BYTES };
  const archives = files.some(isArchive);
  if (archives) announce(words.start.archiveOpening);
  for (const file of files) {
    if (file.refused !== undefined || !isArchive(file)) {
      waiting.push(file);
      continue;
    }
    for await (const entry of openArchive(file, budget)) {
      waiting.push(entry);
      if (waiting.length >= BATCH || opened === 0) add(waiting.splice(0));
    }
  }
  add(waiting);
  if (opened === 0) intakeNotice.show(archives ? 'archiveEmpty' : 'nothingDropped');
  else announce([wasEmpty ? words.says.opened(opened) : words.says.more(opened), ...(refused > 0 ? [words.start.refused(refused)] : [])].join(' '));
}
