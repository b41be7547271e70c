/**
 * Powerful features that the app never uses, and therefore denies to itself and to anything that might get in.
 * Only names that current browsers know, because each unknown one is a warning in the console. Chromium knows
 * `bluetooth` on Windows, macOS, Android and ChromeOS, where it is a way out; on Linux, where it has no Web
 * Bluetooth, the name costs a warning, which is worth it. Deliberately left out: `cross-origin-isolated` (threads need
 * it), `clipboard-write`, `fullscreen` and `screen-wake-lock` (of use to a person).
 */
const DENIED_FEATURES = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
] as const;

/** What may run and load. Everything is of this origin; only pictures and media may also come from memory. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'trusted-types cloakroom default',
  "require-trusted-types-for 'script'",
] as const;

/**
 * The headers that seal the page, by name. They belong on every response, page, scripts, workers, service worker
 * and errors alike, because a worker is governed by the headers of its own script.
 *
 * Connection-Allowlist is what closes WebRTC and navigation in Chromium; a Content-Security-Policy has no rule
 * for either. `connect-src 'self'` stays open because the models and the runtime are fetched from this origin;
 * once installed, the service worker answers those from its cache.
 * @see docs/zero-upload.md for what each browser enforces
 */
export function sealedHeaders(): Record<string, string> {
  return {
    'Content-Security-Policy': CONTENT_SECURITY_POLICY.join('; '),
    'Connection-Allowlist': '(response-origin)',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Frame-Options': 'DENY',
  };
}

/** The headers in the form of Netlify's and Cloudflare Pages' `_headers` file. */
export function headersFile(): string {
  const lines = Object.entries(sealedHeaders()).map(([name, value]) => `  ${name}: ${value}`);
  return `/*\n${lines.join('\n')}\n  Cache-Control: no-cache\n`;
}

/** A complete sample configuration for nginx. `always` puts the headers on error responses too. */
export function nginxSample(): string {
  const lines = Object.entries(sealedHeaders()).map(([name, value]) => `    add_header ${name} "${value}" always;`);
  return `# Sample for nginx: serves the built app with the sealed headers on every response.
# An add_header inside a location drops all of these for that location, so there is none.
server {
    listen 443 ssl;
    server_name cloakroom.example;
    root /srv/cloakroom/dist;
    access_log off;
    types {
        text/html html;
        text/javascript js mjs;
        text/css css;
        application/json json;
        application/manifest+json webmanifest;
        application/wasm wasm;
        application/octet-stream onnx;
        image/svg+xml svg;
        image/png png;
        image/jpeg jpg jpeg;
        image/webp webp;
        text/plain txt;
    }

${lines.join('\n')}
    add_header Cache-Control "no-cache" always;

    location / {
        limit_except GET HEAD { deny all; }
        try_files $uri $uri/ =404;
    }
}
`;
}
