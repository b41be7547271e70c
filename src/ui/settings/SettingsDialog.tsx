import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { Dialog } from '../controls/Dialog.tsx';
import { Button } from '../controls/Button.tsx';
import { CheckField, Choice } from '../controls/Fields.tsx';
import { openPolicyRoom } from '../policy/policy-room.ts';
import { words } from '../words.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/language.ts';
import { DetectorSettings } from './DetectorSettings.tsx';
import { settings, THEMES } from './settings.ts';

const CHOICES = ['system', ...LANGUAGES] as const;

/** Theme, language, single-letter keys, and detectors. */
export function SettingsDialog({ onClose, onAbout }: { readonly onClose: () => void; readonly onAbout: () => void }): ReactElement {
  const { theme, language, singleKeys, snap, shareTarget } = useStore(settings);
  const text = words.settings;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <Choice
        legend={text.theme}
        value={theme}
        options={THEMES.map((value) => ({ value, label: text.themes[value] }))}
        onChange={(next) => settings.setState({ theme: next })}
      />
      <Choice
        legend={text.language}
        value={language}
        options={CHOICES.map((value) => ({ value, label: value === 'system' ? text.languageSystem : <span lang={value}>{LANGUAGE_NAMES[value]}</span> }))}
        onChange={(next) => settings.setState({ language: next })}
      />
      <CheckField label={text.singleKeys} hint={text.singleKeysHint} checked={singleKeys} onChange={(next) => settings.setState({ singleKeys: next })} />
      <CheckField label={text.snap} hint={text.snapHint} checked={snap} onChange={(next) => settings.setState({ snap: next })} />
      <CheckField label={text.shareTarget} hint={text.shareTargetHint} checked={shareTarget} onChange={(next) => settings.setState({ shareTarget: next })} />
      <DetectorSettings />
      <div className="settings-foot">
        <Button onClick={() => {
          onClose();
          openPolicyRoom();
        }}>{text.policy}</Button>
        <Button onClick={onAbout}>{words.about.open}</Button>
        <span className="soft">{text.about} <span className="mono">{__BUILD_ID__}</span></span>
      </div>
    </Dialog>
  );
}
