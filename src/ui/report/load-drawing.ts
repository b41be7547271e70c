/** Brings the part that draws reports; also ahead of its use, so that nothing is fetched once files are open. */
export const loadDrawing = () => import('./draw-report.ts');
