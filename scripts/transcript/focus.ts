import type { CDPSession } from 'playwright-core';

/** A part of the accessibility tree as the browser's protocol tells it. */
interface AxValue {
  readonly value?: unknown;
}
interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly value?: AxValue;
  readonly description?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

/** What has the focus, as a screen reader tells it. */
export interface Spoken {
  /** Stands for the element, so that two with the same words are told apart. */
  readonly id: string;
  /** Parts of the page around it that are named, outermost first. */
  readonly around: readonly { readonly id: string; readonly text: string }[];
  readonly text: string;
  /** The same without its description, whose change is told of nobody's own accord. */
  readonly brief: string;
  /** Whether nothing in particular has the focus. */
  readonly isLost: boolean;
}

/** Parts of a page that are told when the focus comes into them. */
const AROUND: Readonly<Record<string, string>> = {
  dialog: 'dialog', alertdialog: 'dialog', navigation: 'navigation', complementary: 'complementary', banner: 'banner', main: 'main', region: 'region', toolbar: 'toolbar',
  group: 'group', radiogroup: 'group', listbox: 'list box', list: 'list', tablist: 'tabs', tabpanel: 'tab panel',
};
/** Roles as they are said. */
const ROLES: Readonly<Record<string, string>> = {
  button: 'button', link: 'link', checkbox: 'tick box', radio: 'radio button', tab: 'tab', tabpanel: 'tab panel', combobox: 'combo box', option: '', listbox: 'list box', slider: 'slider',
  spinbutton: 'spin button', textbox: 'edit', group: 'group', dialog: 'dialog', document: 'document', heading: 'heading', main: 'main', DisclosureTriangle: 'disclosure triangle',
};

/** Reads what has the focus from the browser's accessibility tree; an active descendant counts as having it. */
export async function readFocus(session: CDPSession): Promise<Spoken> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(() => {
      const active = document.activeElement ?? document.body;
      const id = active.getAttribute('aria-activedescendant');
      return (id === null ? null : document.getElementById(id)) ?? active;
    })()`,
  });
  const objectId = result.objectId ?? '';
  const place = await session.send('Runtime.callFunctionOn', {
    objectId, returnByValue: true,
    functionDeclaration: `function () {
      const item = this.closest('[aria-posinset]') ?? this;
      return { current: this.hasAttribute('aria-current'), isBody: this === document.body || this === document.documentElement, at: item.getAttribute('aria-posinset'), of: item.getAttribute('aria-setsize') };
    }`,
  });
  const { current, isBody, at, of } = place.result.value as { readonly current: boolean; readonly isBody: boolean; readonly at: string | null; readonly of: string | null };
  const { nodes } = (await session.send('Accessibility.getAXNodeAndAncestors', { objectId })) as unknown as { readonly nodes: readonly AxNode[] };
  const [node, ...ancestors] = nodes;
  if (node === undefined) throw new Error('The focused element is not in the accessibility tree.');
  const around = ancestors.toReversed().flatMap((ancestor) => {
    const kind = AROUND[textOf(ancestor.role)];
    const name = textOf(ancestor.name);
    if (kind === undefined || ancestor.ignored || name === '') return [];
    return [{ id: ancestor.nodeId, text: `${name}, ${kind}${described(ancestor)}` }];
  });
  const position = at === null || of === null ? '' : `${at} of ${of}`;
  const saidOf = (description: string): string => [...speech(node), current ? 'current' : '', position, description, keysOf(node)].filter((part) => part !== '').join(', ');
  return { id: node.nodeId, around, text: saidOf(textOf(node.description)), brief: saidOf(''), isLost: isBody };
}

/** Name, role, states, value: in the order in which most screen readers tell them. */
function speech(node: AxNode): readonly string[] {
  const role = textOf(node.role);
  const states = new Map(node.properties?.map(({ name, value }) => [name, value.value]));
  const is = (name: string, said: string): string => (states.get(name) === true || states.get(name) === 'true' ? said : '');
  const pressed = role === 'button' && states.has('pressed') ? (states.get('pressed') === 'true' ? 'pressed' : 'not pressed') : '';
  const checked = states.has('checked') ? (states.get('checked') === 'true' ? 'checked' : 'not checked') : '';
  const selected = role === 'option' && states.has('selected') ? (states.get('selected') === true ? 'selected' : 'not selected') : is('selected', 'selected');
  const value = textOf(states.has('valuetext') && textOf({ value: states.get('valuetext') }) !== '' ? { value: states.get('valuetext') } : node.value);
  return [
    textOf(node.name) === '' ? 'NO NAME' : textOf(node.name), ROLES[role] ?? role, pressed, checked, selected, is('disabled', 'unavailable'), is('invalid', 'invalid'), is('required', 'required'),
    role === 'button' || role === 'link' ? '' : value,
  ].map((part) => part.trim());
}

function keysOf({ properties }: AxNode): string {
  const keys = textOf({ value: properties?.find(({ name }) => name === 'keyshortcuts')?.value.value });
  return keys === '' ? '' : `keys ${keys}`;
}

function described({ description }: AxNode): string {
  const text = textOf(description);
  return text === '' ? '' : `: ${text}`;
}

function textOf(value: AxValue | undefined): string {
  return typeof value?.value === 'string' ? value.value.replace(/\s+/gu, ' ').trim() : typeof value?.value === 'number' ? String(value.value) : '';
}
