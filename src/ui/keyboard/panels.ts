/** Panels in the order that F6 walks them. */
const ORDER = ['stage', 'frames', 'inspector', 'export', 'queue', 'tools'];
/** Where a panel is entered, the best first: at what is shown now, else at its first control. */
const ENTRIES = ['[aria-current="true"], [aria-selected="true"]', 'button:not(:disabled), select:not(:disabled), input:not(:disabled):not([hidden]), [tabindex="0"]'];

/**
 * Moves the focus to the picture, or to the regions of all files where they are shown.
 * @returns whether it was elsewhere
 */
export function goToStage(): boolean {
  const stage = document.querySelector<HTMLElement>('[data-panel="stage"]');
  if (stage === null || stage === document.activeElement) return false;
  stage.focus({ preventScroll: true });
  return true;
}

/** Moves the focus to the next or previous panel. */
export function stepPanel(direction: 1 | -1): void {
  const panels = ORDER.flatMap((name) => {
    const panel = document.querySelector<HTMLElement>(`[data-panel="${name}"]`);
    return panel === null ? [] : [panel];
  });
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const start = at < 0 && direction === -1 ? 0 : at;
  const panel = panels[(start + direction + panels.length) % panels.length];
  if (panel === undefined) return;
  const inside = ENTRIES.map((entry) => panel.querySelector<HTMLElement>(entry)).find((element) => element !== null);
  (panel.tabIndex >= 0 ? panel : inside)?.focus();
}
