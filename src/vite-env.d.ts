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
}
declare module '*.css' {}
