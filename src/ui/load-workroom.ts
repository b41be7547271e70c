import { loadDrawing } from './report/load-drawing.ts';
import { loadLanguages } from './words/language.ts';

/** Brings the workroom's code; the start screen asks for it ahead, so that nothing is fetched once files are open. */
export const loadWorkroom = () => import('./review/Workroom.tsx');

/** Brings everything that is loaded late, ahead of its use. */
export async function loadEverything(): Promise<void> {
  await Promise.all([
    loadLanguages(),
    loadWorkroom(),
    import('./export/ExportSheet.tsx'),
    import('./gallery/Gallery.tsx'),
    import('./proof/ProofDialog.tsx'),
    import('./about/AboutDialog.tsx'),
    import('./policy/PolicyRoom.tsx'),
    import('./settings/SettingsDialog.tsx'),
    import('./keyboard/ShortcutsDialog.tsx'),
    loadDrawing(),
  ]);
}
