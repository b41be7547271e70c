/** Whether chords use Command instead of Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
