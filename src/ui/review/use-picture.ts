import { useEffect, useState } from 'react';
import type { WireError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { useApp } from '../app-context.ts';
import type { Job } from '../workspace.ts';

/** The shown picture, frame or page. */
export interface Picture {
  /** Owned by the hook, which closes it. */
  readonly bitmap: ImageBitmap;
  /** Bitmap pixels per picture pixel, at most 1. */
  readonly scale: number;
  readonly size: Size;
  /** Frame or page, 0 for the first. */
  readonly frame: number;
}

/** What is known about the shown picture. */
export interface ShownPicture {
  readonly picture: Picture | null;
  readonly error: WireError | null;
}

const NOTHING: ShownPicture = { picture: null, error: null };
/** Largest bitmap for the screen: 12 megapixels are 48 MB of memory. Phones get less. */
const MAX_PIXELS = matchMedia('(max-width: 720px)').matches ? 5_000_000 : 12_000_000;

/**
 * Decodes the shown file, one frame or page of it. While another frame of the same file is decoded the one before stays, so
 * that an animation does not flicker; of two files never more than one picture is held.
 */
export function usePicture(job: Pick<Job, 'id' | 'file'> | null, frame: number): ShownPicture {
  const { engine } = useApp();
  const [shown, setShown] = useState<ShownPicture & { readonly id: string | null }>({ ...NOTHING, id: null });
  const id = job?.id ?? null;
  const file = job?.file ?? null;
  useEffect(() => {
    if (id === null || file === null) return;
    let current = true;
    void engine.display({ id, file }, MAX_PIXELS, frame).then((result) => {
      if (result.status === 'failed') {
        if (current) setShown({ picture: null, error: result.error, id });
      } else if (current) setShown({ picture: { ...result.value, frame }, error: null, id });
      else result.value.bitmap.close();
    });
    return () => {
      current = false;
    };
  }, [engine, id, file, frame]);
  useEffect(() => () => setShown({ ...NOTHING, id: null }), [id]);
  const bitmap = shown.picture?.bitmap;
  // Once another is shown, or none.
  useEffect(() => () => bitmap?.close(), [bitmap]);
  return shown.id === id ? shown : NOTHING;
}
