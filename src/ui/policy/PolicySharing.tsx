import { Download, FolderOpen, Link, Save } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import { readPolicyText, serialisePolicy, POLICY_FILE_NAME, MAX_POLICY_CHARACTERS } from '../../core/policy/policy-file.ts';
import { policyLink } from '../../core/policy/policy-link.ts';
import type { PolicyReading } from '../../core/policy/parse-policy.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { announce } from '../announcer.ts';
import { Button } from '../controls/Button.tsx';
import { CheckField } from '../controls/Fields.tsx';
import { download } from '../export/save-files.ts';
import { words } from '../words.ts';
import { askToKeepOnce } from '../about/storage.ts';
import { keepPolicy } from './saved-policies.ts';

interface PolicySharingProps {
  readonly policy: Policy;
  readonly disabled: boolean;
  readonly onChange: (policy: Policy, gesture: string) => void;
  readonly onReading: (reading: PolicyReading) => void;
}

/** The policy's name, and the ways to keep it, to hand it on and to take one in. */
export function PolicySharing({ policy, disabled, onChange, onReading }: PolicySharingProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [locks, setLocks] = useState(false);
  const text = words.policyRoom;
  // The announcer says it; the notice is for the eye, or it would be read twice.
  const say = (sentence: string): void => {
    setNotice(sentence);
    announce(sentence);
  };
  const shared: Policy = locks ? { ...policy, locked: true } : policy;
  const copyLink = async (): Promise<void> => {
    const fragment = policyLink(shared);
    if (fragment === null) {
      say(text.linkTooLong);
      return;
    }
    try {
      await navigator.clipboard.writeText(new URL(fragment, document.baseURI).href);
      say(text.linkCopied);
    } catch {
      say(text.linkFailed);
    }
  };
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    // A longer text is refused by its length, so no more of it is read.
    onReading(readPolicyText(await file.slice(0, MAX_POLICY_CHARACTERS * 4).text()));
  };
  return (
    <section className="policy-sharing">
      <label className="field-line">
        <span>{text.name}</span>
        <input className="input" type="text" maxLength={80} value={policy.name} disabled={disabled || policy.locked} onChange={(event) => onChange({ ...policy, name: event.target.value }, 'name')} />
      </label>
      <div className="policy-sharing-actions">
        <Button size="small" icon={FolderOpen} disabled={disabled} onClick={() => input.current?.click()}>{text.open}</Button>
        <Button size="small" icon={Download} onClick={() => download(new Blob([serialisePolicy(shared)], { type: 'application/json' }), POLICY_FILE_NAME)}>{text.saveFile}</Button>
        <Button size="small" icon={Link} onClick={() => void copyLink()}>{text.copyLink}</Button>
        <Button
          size="small" icon={Save} disabled={policy.name.trim() === ''}
          onClick={() => {
            keepPolicy(policy);
            void askToKeepOnce();
            say(text.kept(policy.name));
          }}
        >
          {text.keep}
        </Button>
      </div>
      {policy.locked ? null : <CheckField label={text.lock} hint={text.lockHint} checked={locks} onChange={setLocks} />}
      <p className="field-hint">{policy.name.trim() === '' ? `${text.nameFirst} ` : ''}{text.linkHint}</p>
      {notice === null ? null : <p className="export-notice">{notice}</p>}
      <input
        ref={input} type="file" hidden accept=".json,application/json" data-testid="policy-input" aria-label={text.open}
        onChange={(event) => {
          void readFile(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </section>
  );
}
