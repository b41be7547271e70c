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
