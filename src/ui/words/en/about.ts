import { count } from './terms.ts';

/** The about page: build, stored copy, storage, notices. */
export const aboutWords = {
  about: {
    title: 'About Cloakroom',
    open: 'About Cloakroom',
    what: 'Cloakroom anonymises pictures and videos in the browser. Nothing that you open in it leaves this device: it has no server to send files to, and its pages are served with headers under which the browser lets none out.',
    install: 'Install as an app',
    build: 'Build',
    licence: 'Licence',
    copyTitle: 'The copy on this device',
    copyLead: 'Every part of the app is stored here with its hash. This hashes all of them again and compares. To compare with the published build, look at the long number: it names exactly these files.',
    check: 'Check the copy',
    checking: 'Hashing the stored files',
    copyNone: 'There is no stored copy to check: this page runs from the network.',
    copyWhole: (files: number, size: string): string => `All ${count(files, 'file', 'files')} (${size}) are those of this build.`,
    copyBroken: (n: number): string => `${count(n, 'file is', 'files are')} missing or changed. Reload the page while you are online, and don’t open files that matter before.`,
    storage: 'Storage',
    storageUsed: (used: string, room: string | null): string => (room === null ? `${used} in use on this device.` : `${used} in use on this device, of about ${room}.`),
    storageFull: 'There is hardly any room left. Unfinished work may not be kept, so export before you close the page.',
    storageLoose: 'The browser may delete the offline copy and unfinished work when space is short.',
    storageKept: 'The browser keeps the offline copy and unfinished work, even when space is short.',
    storageRefused: 'The browser did not agree. Installing Cloakroom as an app usually helps.',
    storageKeep: 'Ask the browser to keep it',
    notices: 'Third-party notices',
    noticesLead: 'Cloakroom stands on the work of others. Their licences come with it.',
    noticesOpen: 'Show the notices',
  },
};
