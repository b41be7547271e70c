import { reportRequests } from './report-requests.ts';
import { installDefaultPolicy } from './trusted-types.ts';
installDefaultPolicy();
reportRequests();
import { expose } from 'comlink';
import { createEngine } from './engine.ts';

expose(createEngine());
