import type { Embedding } from '../../core/people/similarity.ts';
import { workerScriptUrl } from '../trusted-types.ts';
import { answerGroups, packEmbeddings, type GroupAnswer } from './group-request.ts';
import peopleUrl from './people.worker.ts?worker&url';

/**
 * Groups faces in a worker that ends with its answer, so that nothing of them stays there. Where no worker can be had, the page does
 * it itself.
 * @param signal - ends the worker; the answer is empty then
 */
export function groupAside(embeddings: readonly Embedding[], signal: AbortSignal): Promise<GroupAnswer> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(workerScriptUrl(peopleUrl), { type: 'module', name: 'cloakroom-people' });
    } catch {
      resolve(answerGroups(packEmbeddings(embeddings)));
      return;
    }
    const end = (answer: () => GroupAnswer): void => {
      worker.terminate();
      resolve(answer());
    };
    signal.addEventListener('abort', () => end(() => []), { once: true });
    worker.addEventListener('error', () => end(() => answerGroups(packEmbeddings(embeddings))), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<GroupAnswer>) => end(() => data), { once: true });
    const request = packEmbeddings(embeddings);
    worker.postMessage(request, [request.numbers.buffer]);
  });
}
