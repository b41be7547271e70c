import { createStore } from 'zustand/vanilla';

/** The browser's offer to install the app; TypeScript's DOM library does not carry it yet. */
interface InstallOffer extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** Whether the browser offers to install the app now. */
export const installOffer = createStore<{ readonly offer: InstallOffer | null }>(() => ({ offer: null }));

/** Takes the browser's offer for later: nobody is asked before they go and look for it. */
export function watchInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installOffer.setState({ offer: event as InstallOffer });
  });
  window.addEventListener('appinstalled', () => installOffer.setState({ offer: null }));
}

/** Shows the browser's own dialog for installing the app. Call it from a click. */
export async function installApp(): Promise<void> {
  const { offer } = installOffer.getState();
  installOffer.setState({ offer: null });
  await offer?.prompt();
}
