import { networkWitness } from '../../../src/ui/proof/network-witness.ts';

Object.assign(globalThis, { networkWitness });
