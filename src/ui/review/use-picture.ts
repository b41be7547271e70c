import { useEffect, useState } from 'react';
import type { WireError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { useApp } from '../app-context.ts';
import type { Job } from '../workspace.ts';

/** The shown picture. */
export interface Picture {
  /** Owned by the hook, which closes it. */
  readonly bitmap: ImageBitmap;
  /** Bitmap pixels per picture pixel, at most 1. */
  readonly scale: number;
  readonly size: Size;
}

/** What is known about the shown picture. */
export interface ShownPicture {
  readonly picture: Picture | null;
  readonly error: WireError | null;
}

const NOTHING: ShownPicture = { picture: null, error: null };
/** Largest bitmap for the screen: 12 megapixels are 48 MB of memory. Phones get less. */
const MAX_PIXELS = matchMedia('(max-width: 720px)').matches ? 5_000_000 : 12_000_000;

/** Decodes the shown file; never more than one picture is held. */
export function usePicture(job: Pick<Job, 'id' | 'file'> | null): ShownPicture {
  const { engine } = useApp();
  const [shown, setShown] = useState<ShownPicture & { readonly id: string | null }>({ ...NOTHING, id: null });
  const id = job?.id ?? null;
  const file = job?.file ?? null;
  useEffect(() => {
    if (id === null || file === null) return;
    let current = true;
    let bitmap: ImageBitmap | null = null;
    void engine.display({ id, file }, MAX_PIXELS).then((result) => {
      if (result.status === 'failed') {
        if (current) setShown({ picture: null, error: result.error, id });
        return;
      }
      bitmap = result.value.bitmap;
      if (current) setShown({ picture: result.value, error: null, id });
      else bitmap.close();
    });
    return () => {
      current = false;
      bitmap?.close();
      setShown({ ...NOTHING, id: null });
    };
  }, [engine, id, file]);
  return shown.id === id ? shown : NOTHING;
}
