import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canary } from './canaries.ts';
import { box, withEdits, withMeasurements } from './film-boxes.ts';
import { encodeJpeg, SAMPLINGS, segment } from './jpeg-encoder.ts';
import { background } from './secrets.ts';

/** A film to be anonymised. */
export interface FilmSource {
  readonly path: string;
  readonly bytes: Buffer;
  /** The same pictures with nothing beside them, for programs that complain of what lies there. */
  readonly clean: string;
  /** Frames that players show. */
  readonly frames: number;
  readonly hasSound: boolean;
  /** Carriers whose canaries it holds, sorted. */
  readonly carriers: readonly string[];
}

/** The ways in which cameras and programs keep time, and every place for what nobody asked for. */
export const FILMS = ['dirty.mp4', 'cut.mp4', 'spliced.mp4', 'changing.mp4', 'late.mp4', 'dirty.mkv', 'tagged.webm', 'tagged.mov'] as const;
/** Name of one. */
export type FilmName = (typeof FILMS)[number];

/** Size of every film. */
export const FILM_SIZE = { width: 320, height: 180 };
/** A thirtieth of a second as television counts it: its times are no whole number of anything else. */
const RATE = '30000/1001';
const SECONDS = '1.2012';
const FRAMES = 36;
const AVC = ['-c:v', 'libx264', '-g', '12', '-pix_fmt', 'yuv420p'];
const PICTURES = ['-f', 'lavfi', '-i', `testsrc2=s=${FILM_SIZE.width}x${FILM_SIZE.height}:r=${RATE}`];
const TONE = ['-f', 'lavfi', '-i', 'sine=440:sample_rate=44100'];
/** As long as frames of H.264 are encoded, this is said beside each. */
const IN_STREAM = `filter_units=remove_types=6,h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+${canary('SEI')}`;

/** Makes a film with ffmpeg, which throws where it has anything to complain of. */
export function ffmpeg(...args: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Makes all films in a folder. Of most the pictures are the same: shown in another order than stored in, with sound whose start is hidden. */
export function makeFilms(folder: string): Record<FilmName, FilmSource> {
  const clean = join(folder, 'clean.mp4');
  ffmpeg(...PICTURES, ...TONE, '-t', SECONDS, ...AVC, '-bf', '3', '-c:a', 'aac', clean);
  const film = (name: FilmName, carriers: readonly string[], own: Partial<FilmSource> = {}): FilmSource => {
    const path = join(folder, name);
    return { path, bytes: readFileSync(path), clean: path, frames: FRAMES, hasSound: true, carriers, ...own };
  };
  const webm = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-c:a', 'libopus', '-metadata', `title=${canary('TITLE')}`];
  const mov = ['-c:v', 'copy', '-c:a', 'pcm_s16le', '-timecode', '01:02:03:04', '-movflags', 'use_metadata_tags', '-metadata', `com.apple.quicktime.location.ISO6709=${canary('PLACE')}`];
  makeDirtyMp4(folder, clean);
  makeDirtyMatroska(folder, clean);
  // As phones cut: frames before the cut are there, to be decoded from, and a list of edits hides them.
  ffmpeg('-ss', '0.5', '-i', clean, '-c', 'copy', join(folder, 'cut.mp4'));
  makeSpliced(folder, clean);
  makeTimed(join(folder, 'changing.mp4'), 30, 'N*3003+mod(N*N*771,2000)');
  makeTimed(join(folder, 'late.mp4'), 24, '9000+N*3003');
  ffmpeg('-i', clean, ...webm, join(folder, 'tagged.webm'));
  ffmpeg('-i', clean, ...mov, join(folder, 'tagged.mov'));
  return {
    'dirty.mp4': film('dirty.mp4', ['CHAPTER', 'COMMENT', 'COVER', 'FREE', 'GPMD', 'HANDLER', 'MEBX', 'PLACE', 'SEI', 'SKIP', 'SUBTITLE', 'TITLE', 'XMP'], { clean }),
    'cut.mp4': film('cut.mp4', [], { frames: 21 }),
    'spliced.mp4': film('spliced.mp4', [], { frames: 24, hasSound: false }),
    'changing.mp4': film('changing.mp4', [], { frames: 30, hasSound: false }),
    'late.mp4': film('late.mp4', [], { frames: 24, hasSound: false }),
    'dirty.mkv': film('dirty.mkv', ['ATTACHMENT', 'CHAPTER', 'COMMENT', 'COVER', 'PLACE', 'SUBTITLE', 'TITLE', 'TRACKNAME'], { clean }),
    'tagged.webm': film('tagged.webm', ['TITLE']),
    'tagged.mov': film('tagged.mov', ['PLACE']),
  };
}

/** Films that a check has to see as faulty, each with what is wrong with it. */
export function makeFaulty(folder: string, clean: string, { left, top, width, height }: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }): Record<'bareFrame' | 'otherSound' | 'otherTimes' | 'laterFrames', string> {
  const path = (name: string): string => join(folder, name);
  const covered = `drawbox=x=${left}:y=${top}:w=${width}:h=${height}:color=0x181a1c:t=fill`;
  ffmpeg('-i', clean, '-an', '-vf', `${covered}:enable='not(eq(n,35))'`, ...AVC, '-crf', '15', path('bare-frame.mp4'));
  ffmpeg('-i', clean, '-an', '-vf', `tpad=start=1:start_mode=clone,${covered}`, '-frames:v', String(FRAMES), ...AVC, '-crf', '15', path('later-frames.mp4'));
  ffmpeg('-i', clean, '-c:v', 'copy', '-c:a', 'aac', '-b:a', '60k', path('other-sound.mp4'));
  ffmpeg('-i', clean, '-c', 'copy', '-video_track_timescale', '1000', path('other-times.mp4'));
  return { bareFrame: path('bare-frame.mp4'), otherSound: path('other-sound.mp4'), otherTimes: path('other-times.mp4'), laterFrames: path('later-frames.mp4') };
}

/** As editing programs cut without encoding anew: a list of edits shows three parts. Each begins with a frame that is decoded by itself, because ffmpeg, which is asked for the times, tells wrong ones of others. */
function makeSpliced(folder: string, clean: string): void {
  const path = join(folder, 'spliced.mp4');
  ffmpeg('-i', clean, '-an', '-c', 'copy', '-movie_timescale', '30000', path);
  const file = readFileSync(path);
  // Frames that are shown in another order than stored in begin two later.
  const parts = [[0, 7], [12, 5], [24, 12]] as const;
  writeFileSync(path, withEdits(file, parts.map(([first, count]) => [count * 1001, (2 + first) * 1001])));
}

/** Frames whose times are given in ticks, of which a second has 90,000. */
function makeTimed(path: string, frames: number, ticks: string): void {
  ffmpeg(...PICTURES, '-frames:v', String(frames), '-vf', `settb=1/90000,setpts='${ticks}'`, '-fps_mode', 'passthrough', '-enc_time_base', '1/90000', '-video_track_timescale', '90000', ...AVC, '-bf', '2', '-level', '4', path);
}

function makeText(folder: string, carrier: string): string {
  const path = join(folder, `${carrier}.srt`);
  writeFileSync(path, `1\n00:00:00,100 --> 00:00:00,900\n${canary(carrier)}\n`);
  return path;
}

/** Title, comment, place and chapters in ffmpeg's own form. */
function makeTags(folder: string): string {
  const path = join(folder, 'tags.txt');
  const chapter = (title: string, start: number): string => `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${start + 600}\ntitle=${title}\n`;
  writeFileSync(path, `;FFMETADATA1\ntitle=${canary('TITLE')}\ncomment=${canary('COMMENT')}\nlocation=+48.1234+011.5678/${canary('PLACE')}\n${chapter(canary('CHAPTER'), 0)}${chapter('two', 600)}`);
  return path;
}

/** A small picture with a comment. */
function makeCover(folder: string): string {
  const path = join(folder, 'cover.jpg');
  writeFileSync(path, encodeJpeg(background(5, 32, 32), SAMPLINGS['4:2:0'], 85, [segment(0xfe, Buffer.from(canary('COVER')))]));
  return path;
}

const DATE = ['-metadata', 'creation_time=2001-02-03T04:05:06Z'];

function maps(...inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => ['-map', input]);
}

/** Everything that an MP4 can hold beside pictures and sound. */
function makeDirtyMp4(folder: string, clean: string): void {
  const path = join(folder, 'dirty.mp4');
  const texts = ['SUBTITLE', 'GPMD', 'MEBX'].flatMap((carrier) => ['-i', makeText(folder, carrier)]);
  ffmpeg(
    '-i', clean, ...texts, '-i', makeCover(folder), '-i', makeTags(folder), ...maps('0:v', '4:v', '0:a', '1:s', '2:s', '3:s'), '-map_metadata', '5', '-map_chapters', '5',
    '-c', 'copy', '-c:s', 'mov_text', '-bsf:v:0', IN_STREAM, '-disposition:v:1', 'attached_pic', '-timecode', '01:02:03:04', '-metadata:s:v:0', `handler_name=${canary('HANDLER')}`, ...DATE, path,
  );
  const uuid = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  const xmp = Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${canary('XMP')}</x:xmpmeta>`);
  writeFileSync(path, Buffer.concat([withMeasurements(readFileSync(path), ['gpmd', 'mebx']), box('uuid', uuid, xmp), box('free', Buffer.from(canary('FREE'))), box('skip', Buffer.from(canary('SKIP'), 'utf16le'))]));
}

/** Everything that Matroska can hold beside pictures and sound. */
function makeDirtyMatroska(folder: string, clean: string): void {
  ffmpeg(
    '-i', clean, '-i', makeText(folder, 'SUBTITLE'), '-i', makeTags(folder), ...maps('0:v', '0:a', '1:s'), '-map_metadata', '2', '-map_chapters', '2',
    '-attach', makeCover(folder), '-metadata:s:t', 'mimetype=image/jpeg', '-metadata:s:t', `filename=${canary('ATTACHMENT')}.jpg`,
    '-c', 'copy', '-c:s', 'srt', '-metadata:s:v:0', `title=${canary('TRACKNAME')}`, ...DATE, join(folder, 'dirty.mkv'),
  );
}
