import type { Plugin } from 'vite';
import { sealedHeaders } from './sealed-headers.ts';

/**
 * Puts the sealed headers on every response of `vite preview`, errors too: its own `headers` option leaves them
 * off when a file does not exist.
 */
export function sealedPreview(): Plugin {
  return {
    name: 'sealed-preview',
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        for (const [name, value] of Object.entries(sealedHeaders())) response.setHeader(name, value);
        next();
      });
    },
  };
}
