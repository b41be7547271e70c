import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RegionId } from '../core/review/decision.ts';
import type { JobId } from '../protocol/engine-api.ts';

/** Bytes of one small JPEG. A component makes an object URL of them while it is on the screen, and takes it back after. */
export type Crop = Uint8Array<ArrayBuffer>;

/** Crops of one file by region. */
export type CropsOfJob = ReadonlyMap<RegionId, Crop>;

/** Small pictures of regions, unmasked: kept in the memory of this tab, and gone with the file. */
export interface CropStore {
  /** For React: `useStore(crops.api, (all) => all.get(id))`. The map of a file is another one whenever one of its crops is new. */
  readonly api: StoreApi<ReadonlyMap<JobId, CropsOfJob>>;
  /** Crops of one file; empty where there are none. */
  readonly get: (id: JobId) => CropsOfJob;
  /** Adds crops to those that a file has. */
  readonly add: (id: JobId, crops: CropsOfJob) => void;
  /** Drops a file's crops. */
  readonly forget: (id: JobId) => void;
}

const NONE: CropsOfJob = new Map();

/** Makes an empty store. */
export function createCropStore(): CropStore {
  const api = createStore<ReadonlyMap<JobId, CropsOfJob>>(() => new Map());
  return {
    api,
    get: (id) => api.getState().get(id) ?? NONE,
    add: (id, crops) => {
      if (crops.size === 0) return;
      api.setState((all) => new Map(all).set(id, new Map([...(all.get(id) ?? NONE), ...crops])), true);
    },
    forget: (id) => {
      if (!api.getState().has(id)) return;
      api.setState((all) => new Map([...all].filter(([other]) => other !== id)), true);
    },
  };
}
