import { removeEgressGlobals } from '../../core/sealing/egress-globals.ts';
import { answerGroups, type GroupRequest } from './group-request.ts';

// It is handed biometric data, so it has nothing that could reach another machine, and it lives for one answer.
removeEgressGlobals(globalThis);

addEventListener('message', ({ data }: MessageEvent<GroupRequest>) => {
  postMessage(answerGroups(data));
});
