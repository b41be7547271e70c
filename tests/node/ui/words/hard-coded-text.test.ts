import { describe, expect, it } from 'vitest';
import { hardCodedText, hardCodedTextBelow } from './hard-coded-text.ts';

describe('the interface', () => {
  it('writes no text for people outside the dictionaries, and reads none while a module loads', () => {
    expect(hardCodedTextBelow(new URL('../../../../src/ui/', import.meta.url))).toEqual([]);
    // Every source file is parsed: under a second on a machine at rest.
  }, 60_000);
});

describe('hardCodedText', () => {
  it.each([
    ['text of an element', 'const A = () => <p>Saved</p>;'],
    ['text beside a value', 'const A = ({ n }) => <p>{n} files</p>;'],
    ['an arm of a choice', "const A = ({ n }) => <p>{n > 1 ? words.many : 'one'}</p>;"],
    ['the fixed part of a template', 'const A = ({ n }) => <p>{`${n} files`}</p>;'],
    ['what follows a condition', "const A = ({ n }) => <p>{n > 1 && 'several'}</p>;"],
    ['a name for screen readers', 'const A = () => <button aria-label="Close" />;'],
    ['a name in braces', "const A = () => <button title={'Close'} />;"],
    ['a label of a component', 'const A = () => <CheckField label="Remember" />;'],
    ['an announcement', "const a = () => announce('Done.');"],
    ['words read while the module loads', 'const TITLES = { saved: words.saved };'],
  ])('sees %s', (_, source) => {
    expect(hardCodedText('planted.tsx', source)).toHaveLength(1);
  });

  it.each([
    ['words', 'const A = () => <p title={words.title}>{words.saved}</p>;'],
    ['words read in a function', 'const label = () => words.saved;'],
    ['class names and roles', 'const A = () => <p className="soft" role="status">{words.saved}</p>;'],
    ['signs, numbers and units', 'const A = ({ w, h }) => <p title="·">{w} × {h} px 100 %</p>;'],
    ['the name of the product', 'const A = () => <b>Cloakroom</b>;'],
  ])('lets %s be', (_, source) => {
    expect(hardCodedText('planted.tsx', source)).toEqual([]);
  });
});
