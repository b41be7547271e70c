/** What a person wants beside the files. It stays as they left it while the sheet comes and goes. */
export interface ExportExtras {
  /** `null` for what the policy says. */
  readonly records: boolean | null;
  readonly reports: boolean;
  readonly folders: boolean;
}

/** What is wanted until a person says otherwise. */
export const NO_EXTRAS: ExportExtras = { records: null, reports: false, folders: true };
