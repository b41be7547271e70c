import { useEffect, useMemo, useRef, useState } from 'react';
import type { WireError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { useApp } from '../app-context.ts';
import type { Job } from '../workspace/job.ts';
import { latestOnly } from './latest-only.ts';

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

/** What one picture was asked for. */
interface Wish {
  readonly job: Pick<Job, 'id' | 'file'>;
  readonly frame: number;
}

const NOTHING: ShownPicture = { picture: null, error: null };
/** Largest bitmap for the screen: 12 megapixels are 48 MB of memory. Phones get less. */
const MAX_PIXELS = matchMedia('(max-width: 720px)').matches ? 5_000_000 : 12_000_000;

/**
 * Decodes the shown file, one frame or page of it. While another frame of the same file is decoded the one before stays, so
 * that an animation does not flicker: which frame is on the screen is told by the picture, not by the frame that was asked for.
 * Of two files never more than one picture is held. One call runs at a time, and only the latest wish follows it.
 */
export function usePicture(job: Pick<Job, 'id' | 'file'> | null, frame: number): ShownPicture {
  const { engine } = useApp();
  const [shown, setShown] = useState<ShownPicture & { readonly id: string | null }>({ ...NOTHING, id: null });
  const id = job?.id ?? null;
  const file = job?.file ?? null;
  const latest = useRef<Wish | null>(null);
  const ask = useMemo(
    () =>
      latestOnly(async (wish: Wish) => {
        if (latest.current?.job.id !== wish.job.id) return;
        const result = await engine.display(wish.job, MAX_PIXELS, wish.frame);
        // A frame that was passed meanwhile is shown all the same, so that a slider shows something while it moves.
        const isFile = latest.current?.job.id === wish.job.id;
        if (result.status === 'failed') {
          if (latest.current === wish) setShown({ picture: null, error: result.error, id: wish.job.id });
        } else if (isFile) setShown({ picture: { ...result.value, frame: wish.frame }, error: null, id: wish.job.id });
        else result.value.bitmap.close();
      }),
    [engine],
  );
  useEffect(() => {
    if (id === null || file === null) return;
    const wish = { job: { id, file }, frame };
    latest.current = wish;
    ask(wish);
    return () => {
      latest.current = null;
    };
  }, [ask, id, file, frame]);
  useEffect(() => () => setShown({ ...NOTHING, id: null }), [id]);
  const bitmap = shown.picture?.bitmap;
  // Once another is shown, or none.
  useEffect(() => () => bitmap?.close(), [bitmap]);
  return shown.id === id ? shown : NOTHING;
}
