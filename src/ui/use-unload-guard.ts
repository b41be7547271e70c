import { useEffect } from 'react';
import { useWorkspace } from './app-context.ts';
import { unsavedCount } from './workspace.ts';

/** Lets the browser ask before the page closes on work that is not saved. */
export function useUnloadGuard(): void {
  const unsaved = useWorkspace((state) => unsavedCount(state) > 0);
  useEffect(() => {
    if (!unsaved) return;
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [unsaved]);
}
