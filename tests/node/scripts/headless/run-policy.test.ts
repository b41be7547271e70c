import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../../scripts/headless/arguments.ts';
import { choosePolicy, PolicyRefusal } from '../../../../scripts/headless/run-policy.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { presetPolicy } from '../../../../src/core/policy/presets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloakroom-policy-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** The policy of a run with a document as its policy file, or what it was refused with. */
async function run(document: unknown, line = '--out o'): Promise<Policy> {
  const file = join(folder, 'policy.json');
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
  return (await choosePolicy(readArguments(['anonymise', 'a.jpg', '--policy', file, ...line.split(' ')]))).policy;
}
const named = async (...line: string[]): Promise<Policy> => (await choosePolicy(readArguments(['anonymise', 'a.jpg', '--out', 'o', ...line]))).policy;
const lines = async (document: unknown, line?: string): Promise<string[]> => {
  const refusal: unknown = await run(document, line).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(PolicyRefusal);
  return (refusal as Error).message.split('\n');
};

describe('choosePolicy', () => {
  it('follows the default where no policy is named', async () => {
    expect(await named()).toEqual(DEFAULT_POLICY);
  });

  it('takes a preset by its id', async () => {
    expect(await named('--policy', 'gdpr')).toEqual(presetPolicy('gdpr'));
  });

  it('takes a file, also of the first version, and says which it was', async () => {
    expect(await run({ version: 3, name: 'Mine' })).toEqual({ ...DEFAULT_POLICY, name: 'Mine' });
    await writeFile(join(folder, 'old.json'), '{"version":1}');
    expect(await choosePolicy(readArguments(['anonymise', 'a.jpg', '--out', 'o', '--policy', join(folder, 'old.json')]))).toEqual({ policy: DEFAULT_POLICY, migratedFrom: 1 });
  });

  it('refuses what is neither', async () => {
    await expect(named('--policy', 'GDPR')).rejects.toThrow(PolicyRefusal);
  });

  it('lays the options over the policy', async () => {
    const policy = await named('--policy', 'dataset', '--kinds', 'face,text', '--fill', 'solid', '--threshold', '0.04', '--names', 'x-{n}', '--sidecar', 'none', '--no-records');
    expect(policy.kinds.face).toEqual({ ...presetPolicy('dataset')!.kinds.face, fill: 'solid', maskThreshold: 0.04, reviewThreshold: 0.04 });
    expect([policy.kinds.text.enabled, policy.kinds.head.enabled]).toEqual([true, false]);
    expect(policy.output).toMatchObject({ namePattern: 'x-{n}', sidecar: 'none', records: false });
  });

  it('leaves records and lists of regions to the policy where no option says otherwise', async () => {
    expect((await run({ version: 3, output: { records: false, sidecar: 'csv' } })).output).toMatchObject({ records: false, sidecar: 'csv' });
    expect((await run({ version: 3, output: { records: false } }, '--out o --records')).output.records).toBe(true);
  });

  it('tells every problem of a file on a line of its own, with its place and what it takes', async () => {
    expect(await lines({ version: 3, kinds: { face: { maskThreshold: 7 } }, output: { sidecar: 'xml' }, note: 1, zones: {} })).toEqual([
      'The policy is not valid.',
      expect.stringMatching(/^note: There is no such field\. Known here: version, name, /),
      'kinds.face.maskThreshold: This is out of range. It takes a number from 0 to 1.',
      'zones: This is not the right sort of value. It takes a list of at most 20.',
      'output.sidecar: This is not one of the known values. It takes none, json, csv.',
    ]);
  });

  it.each([
    ['{', 'This is no policy: it has to be a JSON object with a version.'],
    ['{"version":7}', 'version: This policy was made by a later version of Cloakroom.'],
    ['{"version":3,"kinds":{"text":{"fill":"pixelate"}}}', 'kinds.text.fill: This fill can be undone in part, and weakFills does not allow that here. It takes solid, soft.'],
    ['{"version":3,"kinds":{"text":{"lengthBucket":0.5}}}', 'kinds.text.lengthBucket: This is out of range. It takes 0, or a number from 1 to 12.'],
    ['{"version":3,"document":{"a":1}}', 'document.a: There is no such field. This section is empty.'],
    ['{"version":3,"locked":1}', 'locked: This is not the right sort of value. It takes true or false.'],
    ['{"version":3,"settings":{"solidColor":{"r":1,"g":1}}}', 'settings.solidColor.b: This field is missing. It takes a whole number from 0 to 255.'],
    ['{"version":3,"name":"\\u0007"}', 'name: This text has characters that do not belong here, such as line breaks, or in an id anything but lower-case letters, digits and dashes.'],
    ['{"version":3,"metadata":{"keep":["resolution","resolution"]}}', 'metadata.keep[1]: This is there twice.'],
  ])('says of %s: %s', async (text, line) => {
    expect((await lines(text)).slice(1)).toEqual([line]);
  });

  it('refuses a weak fill from the command line as it does one in a file', async () => {
    await expect(named('--policy', 'gdpr', '--fill', 'pixelate')).rejects.toThrow(/^The policy is not valid\.\nkinds\.face\.fill: /);
  });

  it.each([['--kinds face'], ['--fill solid'], ['--weak-fills nowhere'], ['--threshold 0.1'], ['--mask-doubtful'], ['--thorough'], ['--names x'], ['--records'], ['--no-records'], ['--sidecar json'], ['--regions r.json']])(
    'refuses %s over a locked policy',
    async (option) => {
      expect(await lines({ version: 3, locked: true }, `--out o ${option}`)).toEqual([`This policy is locked, so ${option.split(' ')[0]!} can’t be used with it.`]);
      expect((await run({ version: 3 }, `--out o ${option}`)).locked).toBe(false);
    },
  );

  it('follows a locked policy as it is, and takes options that change nothing of it', async () => {
    expect(await run({ version: 3, locked: true }, '--out o --json r.json --strict')).toEqual({ ...DEFAULT_POLICY, locked: true });
  });

  it('lets nothing out where a second person has to sign, but looks and prints', async () => {
    await expect(named('--policy', 'evidence')).rejects.toThrow(/second reviewer/);
    expect(await named('--policy', 'evidence', '--detect-only')).toEqual(presetPolicy('evidence'));
    expect(await named('--policy', 'evidence', '--print-policy')).toEqual(presetPolicy('evidence'));
  });

  it('refuses a fill for regions from a file that nobody may have over text', async () => {
    expect(await lines({ version: 3 }, '--out o --regions r.json --fill pixelate')).toHaveLength(1);
    for (const options of ['--fill soft', '--fill pixelate --weak-fills anywhere']) expect((await run({ version: 3 }, `--out o --regions r.json ${options}`)).version).toBe(3);
    expect((await run({ version: 3 }, '--out o --fill pixelate')).kinds.face.fill).toBe('pixelate');
  });

  it('refuses regions from a file where each that is drawn needs a reason', async () => {
    const policy = (reasonFor: string): unknown => ({ version: 3, review: { reasonFor } });
    for (const rule of ['drawn', 'both']) expect(await lines(policy(rule), '--out o --regions r.json')).toHaveLength(1);
    for (const rule of ['never', 'kept-clear']) expect((await run(policy(rule), '--out o --regions r.json')).review.reasonFor).toBe(rule);
  });

  it('is a mistake on the command line, which ends the run before anything is opened', () => {
    expect(new PolicyRefusal('x')).toBeInstanceOf(UsageError);
  });
});
