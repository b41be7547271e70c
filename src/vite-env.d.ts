declare module '*?worker&url' {
  /** Same-origin URL of the built worker script. */
  const url: string;
  export default url;
}
declare module '*?url' {
  /** Same-origin URL of the asset. */
  const url: string;
  export default url;
}
/** Identifier of this build, set by vite.config.ts from the package version and the commit. */
declare const __BUILD_ID__: string;
interface ImportMeta {
  /** Set by Vite: `DEV` is true only on its development server. */
  readonly env: { readonly DEV: boolean };
  /** Set by Vite: the files that match, by path, as part of the build; empty where none does. */
  readonly glob: <T>(pattern: string, options: { readonly eager: true; readonly query?: string; readonly import: 'default' }) => Readonly<Record<string, T>>;
}
declare module '*.css' {}
declare module '@jsquash/avif/codec/enc/avif_enc.js' {
  /** Starts the encoder; what it resolves to is described where it is used. */
  const createEncoder: (options: object) => Promise<unknown>;
  export default createEncoder;
}
declare module 'libheif-js/libheif-wasm/libheif.js' {
  /** Starts the decoder; what it returns is described where it is used. */
  const createLibheif: (options: object) => unknown;
  export default createLibheif;
}
declare module 'gifenc/dist/gifenc.esm.js' {
  /** Writes a GIF block by block; with `auto` off, the screen is the caller's to write. */
  export function GIFEncoder(options: { readonly auto: boolean }): {
    /** Writes `GIF89a`. */
    readonly writeHeader: () => void;
    /** Writes graphic control, image descriptor, colour table and pixels. Times in milliseconds. */
    readonly writeFrame: (
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        readonly palette: readonly (readonly number[])[];
        readonly delay: number;
        readonly dispose: number;
        readonly transparent: boolean;
        readonly transparentIndex: number;
        readonly colorDepth: number;
      },
    ) => void;
    /** Writes the trailer byte. */
    readonly finish: () => void;
    /** A copy of what is written. */
    readonly bytes: () => Uint8Array<ArrayBuffer>;
    readonly stream: { readonly writeBytes: (bytes: ArrayLike<number>) => void };
  };
  /** Finds colours for RGBA pixels, which it groups by the four upper bits of each channel; takes the whole buffer behind the view. */
  export function quantize(rgba: Uint8Array, maxColors: number, options: { readonly format: 'rgb444' }): (readonly [number, number, number])[];
}
