import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { watchInstallOffer } from './about/install.ts';
import { openSettings } from './settings/settings.ts';
import { startApp } from './start-app.tsx';
import { missingFeatures } from './support/browser-support.ts';
import { UnsupportedScreen } from './support/UnsupportedScreen.tsx';
import { sealPage } from './trusted-types.ts';

sealPage();
watchInstallOffer();
const ready = openSettings();
const root = document.getElementById('root');
if (root !== null) {
  const missing = missingFeatures(globalThis);
  // Nothing of the app is started where it can't work: some of it could not even be made.
  if (missing.length > 0) void ready.then(() => createRoot(root).render(<UnsupportedScreen missing={missing} />));
  else startApp(root, ready);
}
