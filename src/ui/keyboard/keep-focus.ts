/** What can have the focus. */
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled):not([hidden]), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex="-1"])';

/** Where the focus was, told so that the place is found when the element is gone. */
interface Place {
  readonly element: HTMLElement;
  /** What it lies in, innermost first. */
  readonly around: readonly HTMLElement[];
  /** The part of the page that is drawn again elsewhere under the same name, and which of its controls it was. */
  readonly part: { readonly name: string; readonly index: number } | null;
}

/**
 * Keeps the focus in the page while what has it goes away: a region that is deleted, a row that moves to another group, a button that
 * is done with, a whole view. It goes to the same control where that is drawn again, else to what is around it, else to the picture or
 * the list of regions, else to the heading of the page. Whoever leaves the focus on nothing by a click on nothing is left alone.
 * In a dialog, what has the focus also stays in sight where something above it grows; whoever scrolls away from it is left alone.
 * @returns ends it
 */
export function keepFocus(): () => void {
  let place: Place | null = null;
  /** Has the focus until the picture or the list of regions is there. */
  let waiting: HTMLElement | null = null;
  /** Whether what has the focus was in sight before the page changed. The browser shows whatever takes the focus. */
  let inSight = false;
  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    place = placeOf(target);
    if (target !== waiting) waiting = null;
    inSight = true;
  };
  const look = (): void => {
    const active = focusedInDialog();
    inSight = active !== null && isInSight(active);
  };
  const forget = (): void => {
    place = null;
    waiting = null;
  };
  const check = (): void => {
    const { activeElement: active, body } = document;
    const shown = inSight ? focusedInDialog() : null;
    if (shown !== null && !isInSight(shown)) shown.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (waiting !== null && active === waiting) {
      const stage = stageOfPage();
      if (stage !== null && take(stage)) waiting = null;
      return;
    }
    if (place === null || isAlive(place.element) || (active !== null && active !== body && active !== place.element)) return;
    if (candidates(place).some(take)) return;
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    if (take(heading)) waiting = heading;
  };
  const observer = new MutationObserver(check);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', remember);
  document.addEventListener('pointerdown', forget, true);
  document.addEventListener('scroll', look, true);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('pointerdown', forget, true);
    document.removeEventListener('scroll', look, true);
  };
}

function focusedInDialog(): HTMLElement | null {
  const active = document.activeElement;
  return active instanceof HTMLElement && active.closest('dialog:modal .dialog-body') !== null ? active : null;
}

/** Whether any of its height lies in the part of its dialog that is shown. */
function isInSight(element: HTMLElement): boolean {
  const shown = element.closest('.dialog-body')?.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  return shown === undefined || (bottom > shown.top && top < shown.bottom);
}

function placeOf(element: HTMLElement): Place {
  const around: HTMLElement[] = [];
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) around.push(parent);
  const part = element.closest<HTMLElement>('[data-part]');
  const name = part?.dataset['part'];
  return { element, around, part: part === null || name === undefined ? null : { name, index: controlsIn(part).indexOf(element) } };
}

/** Where the focus may go, the best first. */
function candidates({ element, around, part }: Place): readonly HTMLElement[] {
  const again = part === null ? null : document.querySelector<HTMLElement>(`[data-part="${CSS.escape(part.name)}"]`);
  const controls = again === null ? [] : controlsIn(again);
  const same = controls[part?.index ?? 0] ?? controls[0];
  const near = around.filter((parent) => parent.isConnected).flatMap((parent) => (parent.tabIndex >= 0 ? [parent] : parent.matches('[data-panel], [data-group], .toolbar-group') ? nextIn(parent) : []));
  // Buttons at the foot of a dialog lie beside its text.
  const dialog = [...document.querySelectorAll<HTMLElement>('dialog:modal .dialog-body')].slice(-1);
  const stage = stageOfPage();
  // What it was is told best by a name of its own: where it is drawn again, others may stand before it.
  const named = element.id === '' ? null : document.getElementById(element.id);
  return [...(named === null ? [] : [named]), ...(same === undefined ? [] : [same]), ...near, ...dialog, ...(stage === null ? [] : [stage])];
}

function stageOfPage(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-panel="stage"]');
}

function controlsIn(part: HTMLElement): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(FOCUSABLE)];
}

/** What is at hand in a part: the file or tab that is shown, else its first control. Never what would do harm at the next press. */
function nextIn(part: HTMLElement): HTMLElement[] {
  const controls = controlsIn(part).filter((control) => control.dataset['shy'] === undefined);
  const current = controls.find((control) => control.matches('[aria-current="true"], [aria-selected="true"]'));
  return [...(current === undefined ? [] : [current]), ...controls.slice(0, 1)];
}

function isAlive(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled');
}

/** Behind a modal dialog nothing takes the focus. What takes it is seen, and nothing moves where it is in sight already. */
function take(element: HTMLElement): boolean {
  element.focus({ preventScroll: true });
  if (document.activeElement !== element) return false;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}
