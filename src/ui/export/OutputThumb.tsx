import { useEffect, useRef, type ReactElement } from 'react';

/** Pixels a side: twice what is shown, for dense screens. */
const SIDE = 96;

/** A small picture of a finished file, decoded from its own bytes: what it shows is what was masked. */
export function OutputThumb({ bytes }: { readonly bytes: Blob }): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    const draw = async (): Promise<void> => {
      const bitmap = await createImageBitmap(bytes, { resizeWidth: SIDE, resizeQuality: 'medium' }).catch(() => null);
      const canvas = ref.current;
      if (bitmap === null) return;
      if (current && canvas !== null) {
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    };
    void draw();
    return () => {
      current = false;
    };
  }, [bytes]);
  return <canvas ref={ref} aria-hidden="true" />;
}
