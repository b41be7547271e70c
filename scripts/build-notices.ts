import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { Manifest } from './models/manifest-file.ts';

/** Collects the notices of everything that the built app ships into `public/notices.txt`. */

const ROOT = new URL('../', import.meta.url);
const TARGET = new URL('public/notices.txt', ROOT);

/** Runtime packages that end up inside the built files; those that only the command line uses are not shipped. */
const PACKAGES = ['react', 'react-dom', 'scheduler', 'zustand', 'comlink', 'onnxruntime-web', 'onnxruntime-common', 'fflate', 'lucide-react'];
/** Packages whose pictures are shipped as samples. */
const SAMPLE_PACKAGES = ['@vladmandic/face-api'];

/** Copyright lines of works whose package carries no licence file, or that stand behind a package. */
const COPYRIGHT: Readonly<Record<string, string>> = {
  'onnxruntime-web': 'Copyright (c) 2018 - present Microsoft Corporation',
  'onnxruntime-common': 'Copyright (c) 2018 - present Microsoft Corporation',
};

/** Works behind a model's package. */
const MODEL_ORIGINS: Readonly<Record<string, { readonly name: string; readonly copyright: string; readonly url: string }>> = {
  'face-rfb320': {
    name: 'Ultra-Light-Fast-Generic-Face-Detector-1MB',
    copyright: 'Copyright (c) 2019 Hao Gao',
    url: 'https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB',
  },
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

function packageNotice(name: string, use: string): string {
  const folder = new URL(`node_modules/${name}/`, ROOT);
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string; license?: string };
  return notice(`${name} ${version}`, `${license ?? 'no licence stated'}, ${use}`, licenceText(name, folder, license));
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
  return models.flatMap(({ name, source, licence }) => {
    const origin = MODEL_ORIGINS[name];
    if (origin === undefined || licence !== 'MIT') throw new Error(`${name}: its origin is not known here.`);
    return [
      packageNotice(source.package, `source of the model ${name}`),
      notice(origin.name, `${licence}, ${origin.url}, origin of the model ${name}`, `MIT License\n\n${origin.copyright}\n\n${MIT_TERMS}`),
    ];
  });
}

function notice(title: string, summary: string, text: string): string {
  return `${title}\n${'-'.repeat(title.length)}\n${summary}\n\n${text}\n`;
}

const parts = [
  'Cloakroom ships with the works below. Each is used under the terms that follow its name.\n',
  ...PACKAGES.map((name) => packageNotice(name, 'part of the app')),
  ...modelNotices(),
  ...SAMPLE_PACKAGES.map((name) => packageNotice(name, 'source of the sample pictures')),
];
const text = parts.join('\n\n');
if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) writeFileSync(TARGET, text);
console.log(`public/notices.txt: ${String(parts.length - 1)} works.`);
