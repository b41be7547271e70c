import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

/** A way to start the program, and what it is. */
export interface Deface {
  readonly program: string;
  readonly version: string;
}

/**
 * Finds deface.
 * @param named - path of the program; `null` for the one on the path or the one that was installed into the folder
 * @param folder - where an earlier run may have installed it
 * @returns `null` where there is none
 */
export async function findDeface(named: string | null, folder: string): Promise<Deface | null> {
  for (const program of named === null ? [programIn(folder), 'deface'] : [named]) {
    if (program !== 'deface' && !existsSync(program)) continue;
    const answer = await promisify(execFile)(program, ['--version']).catch(() => null);
    if (answer !== null) return { program, version: answer.stdout.trim() };
  }
  return null;
}

/** Installs deface with its faster backend from PyPI into an environment of its own. */
export async function installDeface(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('python3', ['-m', 'venv', folder]);
  await promisify(execFile)(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', 'deface', 'onnx', 'onnxruntime'], { maxBuffer: 1e8 });
}

function programIn(folder: string): string {
  return join(folder, process.platform === 'win32' ? 'Scripts/deface.exe' : 'bin/deface');
}

/**
 * Masks a clip with the model, the threshold and the growth that deface has by default, under solid masks as this app's.
 * @param clip - path
 * @param output - what is there is replaced
 * @returns seconds from the start of the program to its end
 */
export async function runDeface({ program }: Deface, clip: string, output: string): Promise<number> {
  const start = performance.now();
  await promisify(execFile)(program, [clip, '--output', output, '--replacewith', 'solid'], { maxBuffer: 1e8 });
  return (performance.now() - start) / 1000;
}

/** Seconds that deface needs before its first frame: a run over a clip of two frames. */
export async function defaceStart(deface: Deface, clip: string, folder: string): Promise<number> {
  const short = join(folder, 'two-frames.mp4');
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-i', clip, '-frames:v', '2', '-c:v', 'libx264', short]);
  const copy = join(folder, 'two-frames-again.mp4');
  await copyFile(short, copy);
  // The first run reads the program from the disk; the second tells.
  await runDeface(deface, copy, join(folder, 'warm.mp4'));
  return runDeface(deface, short, join(folder, 'two-masked.mp4'));
}
