declare module 'pngjs' {
  /** RGBA picture of 8 bits a channel. */
  export interface Picture {
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
  }
  export const PNG: {
    new (options: { readonly width: number; readonly height: number }): Picture;
    readonly sync: {
      read: (bytes: Buffer) => Picture;
      write: (picture: Picture, options?: { readonly colorType?: number; readonly deflateLevel?: number }) => Buffer;
    };
  };
}
