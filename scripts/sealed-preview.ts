import type { Plugin } from 'vite';
import { sealedHeaders } from './sealed-headers.ts';

/** Set to `1` where the preview is to send what a host on the web would: compressed. */
export const COMPRESSED_PREVIEW = 'CLOAKROOM_COMPRESSED_PREVIEW';

/**
 * Puts the sealed headers on every response of `vite preview`, errors too: its own `headers` option leaves them
 * off when a file does not exist. Nothing is compressed unless {@link COMPRESSED_PREVIEW} asks for it: on one
 * machine that costs two seconds for each fresh visit, and saves nothing.
 */
export function sealedPreview(): Plugin {
  return {
    name: 'sealed-preview',
    configurePreviewServer(server) {
      const plain = process.env[COMPRESSED_PREVIEW] !== '1';
      server.middlewares.use((request, response, next) => {
        if (plain) delete request.headers['accept-encoding'];
        for (const [name, value] of Object.entries(sealedHeaders())) response.setHeader(name, value);
        next();
      });
    },
  };
}
