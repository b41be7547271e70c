import type { Device } from './worker-count.ts';

/** Memory of devices whose browser does not tell: a phone's or tablet's tab is ended early, a computer's is not. */
const HANDHELD_GB = 2;
const COMPUTER_GB = 4;

/** What the device of this page has to work with, as far as its browser tells. */
export function thisDevice(): Device {
  const told = 'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : null;
  const guess = matchMedia('(pointer: coarse)').matches ? HANDHELD_GB : COMPUTER_GB;
  return { cores: navigator.hardwareConcurrency, memoryGb: told ?? guess };
}
