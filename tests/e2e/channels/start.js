/** Registers the service worker of the sealed probe build. */
const policy = self.trustedTypes?.createPolicy('cloakroom', { createScriptURL: (url) => url });
await navigator.serviceWorker.register(policy?.createScriptURL('/sw.js') ?? '/sw.js');
