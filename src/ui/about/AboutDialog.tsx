import { MonitorDown, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { announce } from '../announcer.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { Meter } from '../controls/Meter.tsx';
import { words } from '../words.ts';
import { checkCopy, type CopyReport } from './check-copy.ts';
import { installApp, installOffer } from './install.ts';
import { StorageSection } from './StorageSection.tsx';
import './about.css';

/** SPDX name of the project's licence. */
const LICENCE = 'Apache-2.0';

/** What this is, which build it is, whether the stored copy is whole, what it is made of, and what it keeps. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [share, setShare] = useState<number | null>(null);
  const [report, setReport] = useState<CopyReport | null>(null);
  const offer = useStore(installOffer, (state) => state.offer);
  const text = words.about;
  const check = async (): Promise<void> => {
    if (share !== null) return;
    setReport(null);
    setShare(0);
    try {
      const checked = await checkCopy(setShare);
      setReport(checked);
      announce(sentenceOf(checked));
    } finally {
      setShare(null);
    }
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <section className="about-section">
        <p>{text.what}</p>
        {offer === null ? null : <Button icon={MonitorDown} onClick={() => void installApp()}>{text.install}</Button>}
        <dl className="about-facts">
          <dt>{text.build}</dt>
          <dd className="mono">{__BUILD_ID__}</dd>
          <dt>{text.licence}</dt>
          <dd>{LICENCE}</dd>
        </dl>
      </section>
      <section className="about-section">
        <h3>{text.copyTitle}</h3>
        <p>{text.copyLead}</p>
        {/* It stays while it works, so that the focus stays on it. */}
        <Button aria-disabled={share !== null} onClick={() => void check()} data-testid="check-copy">{text.check}</Button>
        {share === null ? null : <Meter fraction={share} label={text.checking} />}
        {report === null ? null : (
          <div data-testid="copy-report" data-status={report.status === 'checked' && report.wrong.length === 0 ? 'whole' : report.status}>
            <p className={report.status === 'checked' && report.wrong.length === 0 ? 'about-good' : 'field-caution'}>
              {report.status === 'checked' && report.wrong.length === 0 ? <ShieldCheck size={16} aria-hidden="true" /> : <TriangleAlert size={16} aria-hidden="true" />} {sentenceOf(report)}
            </p>
            {report.status === 'checked' ? <p className="mono about-hash">{report.build}</p> : null}
          </div>
        )}
      </section>
      <StorageSection />
      <section className="about-section">
        <h3>{text.notices}</h3>
        <p>{text.noticesLead}</p>
        <a className="link-button" href="notices.txt" target="_blank" rel="noopener">{text.noticesOpen}</a>
      </section>
    </Dialog>
  );
}

function sentenceOf(report: CopyReport): string {
  const text = words.about;
  if (report.status === 'none') return text.copyNone;
  return report.wrong.length === 0 ? text.copyWhole(report.files, words.bytes(report.sizeBytes)) : text.copyBroken(report.wrong.length);
}
