import { createElement, type KeyboardEvent, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { RegionForm } from '../../../../src/ui/review/RegionForm.tsx';
import { useStageKeys, type KeyTarget } from '../../../../src/ui/review/use-stage-keys.ts';
import type { Frames } from '../../../../src/ui/review/use-frames.ts';
import type { ReviewActions } from '../../../../src/ui/review/use-review-actions.ts';

interface Field {
  readonly label: string;
  readonly onChange: (value: number) => void;
}

const fields = vi.hoisted((): Field[] => {
  vi.stubGlobal('navigator', { platform: '', language: 'en', languages: ['en'] });
  return [];
});
vi.mock(import('../../../../src/ui/controls/Fields.tsx'), async (original) => ({
  ...(await original()),
  NumberField: (field: Field) => {
    fields.push(field);
    return createElement('span');
  },
}));

const box = sourceBox(10, 10, 20, 30);
const decision: Decision = { id: 'r1', kind: 'face', origin: 'detector', score: 0.9, box, path: { first: 2, last: 5, keys: [{ frame: 2, box }] }, shape: 'ellipse', state: 'accepted', decidedBy: 'policy', fill: null };

it('what is typed into a form that was opened anew is a step of its own', () => {
  const gestures: string[] = [];
  const note = (...told: readonly unknown[]): void => void gestures.push(String(told.at(-1)));
  const actions = { setBox: note, setRange: note, turn: note } as unknown as ReviewActions;
  const frames = { sequence: { kind: 'video' }, count: 9 } as unknown as Frames;
  for (const _ of [1, 2]) {
    renderToStaticMarkup(createElement(RegionForm, { decision, name: 'Face 1', frames, isHere: true, size: { width: 100, height: 100 }, policy: DEFAULT_POLICY, actions }));
    expect(fields).toHaveLength(7);
    for (const { onChange } of fields.splice(0)) onChange(3);
  }
  expect(gestures).toHaveLength(14);
  expect(new Set(gestures).size).toBe(14);
});

it('arrow keys on a picture that is shown anew are a run of their own', () => {
  const gestures: string[] = [];
  const actions = { moveSelected: (_: number, __: number, gesture: string): void => void gestures.push(gesture) } as unknown as ReviewActions;
  const target = { ground: {}, decisions: [decision], selected: ['r1'], tool: 'select', actions } as unknown as KeyTarget;
  const press = (timeStamp: number, handle: ReturnType<typeof useStageKeys>): boolean => handle({ key: 'ArrowLeft', timeStamp, target: 'region', currentTarget: 'stage' } as unknown as KeyboardEvent<HTMLElement>);
  for (const opened of [10_000, 20_000]) {
    function Stage(): ReactElement {
      const handle = useStageKeys(target);
      for (const wait of [0, 300, 2_000]) expect(press(opened + wait, handle)).toBe(true);
      return createElement('span');
    }
    renderToStaticMarkup(createElement(Stage));
  }
  expect(gestures.map((gesture) => gestures.indexOf(gesture))).toEqual([0, 0, 2, 3, 3, 5]);
});
