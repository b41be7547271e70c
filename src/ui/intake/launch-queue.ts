import type { PickedFile } from '../job-queue.ts';
import { fromHandles } from './collect-files.ts';

/** One opening of the installed app, as the browser hands it to the page. */
interface LaunchParams {
  readonly files?: readonly FileSystemHandle[];
  readonly targetURL?: string;
}

interface LaunchWindow {
  readonly launchQueue?: { readonly setConsumer: (consumer: (params: LaunchParams) => void) => void };
}

/** What an opening of the installed app brings. */
export interface Launch {
  /** Files that were opened with the app, each with the file on the disk. */
  readonly files: readonly PickedFile[];
  /** Absolute URL that was opened: a shortcut of the app's icon asks for something by it. */
  readonly target: string;
}

/**
 * Hears of every opening of the installed app, also of those before this call and of those that come to a page that is
 * open already. Does nothing in browsers without a launch queue.
 * @param heard - called once for each
 */
export function onLaunch(heard: (launch: Launch) => void): void {
  (window as LaunchWindow).launchQueue?.setConsumer((params) => {
    const target = new URL(params.targetURL ?? './', document.baseURI).href;
    void fromHandles(params.files ?? []).then((files) => heard({ files, target }));
  });
}
