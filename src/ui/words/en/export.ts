import type { Kind } from '../../../core/detect/detection.ts';
import type { SoundChoice } from '../../../core/policy/policy.ts';
import type { FillStyle, RegionKind } from '../../../core/review/decision.ts';
import type { Place } from '../../../core/review/review-names.ts';
import type { Stage } from '../../../protocol/engine-api.ts';
import { a, capital, count, kinds, list, number, places, sum } from './terms.ts';

/** How masked pixels look, at the end of a phrase. */
const briefFill: Readonly<Record<FillStyle, string>> = { solid: 'solid fill', soft: 'soft blur', pixelate: 'pixelated' };

/** What an export does with the sound of a video. */
const soundFate: Readonly<Record<SoundChoice, string>> = { drop: 'dropped', voice: 'voices changed', keep: 'kept' };

/** What to try where a finished file was held. */
const otherFormat = (isVideo: boolean): string => (isVideo ? 'Try the other format of videos.' : 'Try PNG as the format.');

/** The bar at the bottom, and the export sheet. */
export const exportingWords = {
  exportBar: {
    policy: 'Masks.',
    briefKinds: (found: readonly Kind[]): string => (found.length === 0 ? 'Nothing is looked for' : `${capital(list(found.map((kind) => kinds[kind].many)))}:`),
    briefFill,
    export: (n: number): string => (n === 1 ? 'Export 1 file' : `Export ${number.format(n)} files`),
    none: 'Export',
    showRun: 'Show the export',
    toDecide: (n: number): string => `${count(n, 'region', 'regions')} to decide`,
    allDecided: 'Everything is decided',
    mixedFills: 'several fills',
    looksFor: (found: readonly Kind[]): string => (found.length === 0 ? 'nothing is looked for' : list(found.map((kind) => kinds[kind].many))),
  },
  exportSheet: {
    title: 'Export',
    undecided: (regions: number, files: number): string =>
      `${count(regions, 'region is', 'regions are')} not decided yet, in ${count(files, 'file', 'files')}. What should happen to ${regions === 1 ? 'it' : 'them'}?`,
    maskThem: (n: number, exportsThen: boolean): string => `Mask ${n === 1 ? 'it' : 'them'}${exportsThen ? ' and export' : ''}`,
    leaveThem: (n: number, exportsThen: boolean): string => `Leave ${n === 1 ? 'it' : 'them'} clear${exportsThen ? ' and export' : ''}`,
    maybeKept: (n: number): string =>
      n === 1 ? 'One of them is a sure find that may be a person you keep clear: it stays masked unless you decide about it yourself.' : `${number.format(n)} of them are sure finds that may be a person you keep clear: they stay masked unless you decide about each yourself.`,
    goBack: 'Go back and look',
    notReady: (n: number): string => (n === 0 ? '' : `${count(n, 'file is', 'files are')} not searched yet and ${n === 1 ? 'is' : 'are'} left out.`),
    notOpened: (n: number): string => (n === 0 ? '' : `${count(n, 'file', 'files')} could not be worked on and ${n === 1 ? 'is' : 'are'} left out.`),
    start: (n: number, of: number): string => `Export ${n === of ? '' : `${number.format(n)} of `}${count(of, 'file', 'files')}`,
    busy: (at: number, total: number): string => `Exporting ${number.format(at)} of ${number.format(total)}`,
    cancel: 'Cancel export',
    cancelled: 'The export was cancelled.',
    close: 'Close',
    done: (released: number, held: number, failed: number): string =>
      [
        released === 0 ? 'Nothing to save yet.' : `${count(released, 'file', 'files')} checked and ready to save.`,
        held > 0 ? `${count(held, 'file is', 'files are')} held.` : '',
        failed > 0 ? `${count(failed, 'file', 'files')} failed.` : '',
      ].filter(Boolean).join(' '),
    save: 'Save',
    saveOne: (name: string): string => `Save ${name}`,
    saveZip: 'Save as ZIP',
    saveFolder: 'Save into a folder',
    copy: 'Copy picture',
    copied: 'The anonymised picture is on the clipboard, as PNG.',
    copyFailed: 'The browser did not let this page write to the clipboard.',
    saved: 'Saved',
    from: (source: string): string => `from ${source}`,
    savedCount: (n: number): string => `${count(n, 'file', 'files')} saved.`,
    savedSome: (saved: number, failed: number): string => `${count(saved, 'file', 'files')} saved, ${number.format(failed)} not.`,
    saveBeside: 'Save beside the sources',
    saveBesideHint: 'Into the folders that they came from, under new names. Nothing is written over.',
    results: 'Table of results (CSV)',
    dragOut: 'Drag it into a folder',
    soundOpen: (files: number): string => `${files === 1 ? 'A video has' : count(files, 'video has', 'videos have')} sound, and voices and what is said can tell who somebody is. What should happen to it?`,
    soundMutedThen: (parts: number, files: number): string =>
      `${count(parts, 'part is', 'parts are')} muted on the timeline${files === 1 ? '' : `, in ${count(files, 'video', 'videos')}`}. With the sound dropped, ${parts === 1 ? 'it goes' : 'they go'} with it. With voices changed or the sound kept, ${parts === 1 ? 'it is' : 'they are'} silent, and the sound around ${parts === 1 ? 'it' : 'them'} is encoded anew.`,
    dropSound: 'Drop the sound',
    voiceSound: 'Change voices',
    keepSound: 'Keep the sound as it is',
    soundFacts: 'A voice is personal data. A changed voice is harder to know again, and still carries the words, the accent and the rhythm of whoever speaks.',
    soundAnswered: (answers: readonly { readonly sound: SoundChoice; readonly n: number }[]): string =>
      `Sound at the export: ${sum(answers.map(({ sound, n }) => `${soundFate[sound]} in ${count(n, 'video', 'videos')}`))}.`,
    changeSound: 'Change',
    changeSoundAgain: 'Change and export again',
    reasonsMissing: (regions: number, files: number): string =>
      `The policy asks for a reason, and ${count(regions, 'region has', 'regions have')} none yet, in ${count(files, 'file', 'files')}.`,
    reasonForAll: 'One reason for all of them',
    chooseReason: 'Choose a reason',
    giveReason: 'Give this reason',
    oneByOne: 'Go through them',
    folders: 'Keep folder names in the ZIP or folder',
    foldersHint: 'They are as they came, and may say who is in the pictures and videos. The names of the files follow the policy.',
    records: 'Put a record beside each file in the ZIP or folder (JSON: what was masked and checked; no names, no pixels)',
    reports: 'With each record a report for people (PDF, with pictures of the finished file)',
    reportsHint: 'A ZIP then is an evidence bundle: it lists the SHA-256 of everything in it.',
    makingReports: (at: number, total: number): string => `Making report ${number.format(at)} of ${number.format(total)}`,
    cancelSaving: 'Cancel saving',
    evidence: 'Evidence',
    evidenceHint: 'One ZIP: the finished file, its record, a report with pictures of the finished file, and the SHA-256 of each.',
    evidenceOne: (name: string): string => `Save ${name} with its evidence`,
    record: 'Record',
    recordOne: (name: string): string => `Save the record of ${name}`,
    masked: (counts: readonly { readonly kind: RegionKind; readonly n: number }[]): string => `${sum(counts.map(({ kind, n }) => count(n, kinds[kind].one, kinds[kind].many)))} masked`,
    maskedOutside: 'everything outside a zone masked',
    maskedNone: 'nothing masked',
    metadataRemoved: (n: number, kept: number): string =>
      `${n === 0 ? (kept === 0 ? 'no metadata in the source' : 'no other metadata in the source') : `${count(n, 'metadata entry', 'metadata entries')} removed`}${kept === 0 ? '' : `, ${number.format(kept)} kept`}`,
    rechecked: (regions: number, segments: number): string =>
      `${count(regions, 'region', 'regions')} and ${count(segments, 'segment', 'segments')} of the file re-checked`,
    recheckedVideo: (masks: number, frames: number, searched: number, segments: number): string =>
      `${count(masks, 'mask', 'masks')} in ${count(frames, 'frame', 'frames')} compared, ${count(searched, 'frame', 'frames')} searched again, ${count(segments, 'segment', 'segments')} of the file re-checked`,
    soundNone: 'No sound in the source',
    soundDropped: 'No sound',
    soundKept: 'Sound kept as it is',
    soundVoices: 'voices changed',
    soundMuted: (parts: number, seconds: number): string => `${count(parts, 'part', 'parts')} muted (${count(seconds, 'second', 'seconds')})`,
    soundAnew: (done: readonly string[], codec: string, isNamed: boolean): string => `${isNamed ? '' : 'Sound: '}${[...done, `encoded anew as ${codec}`].join(', ')}`,
    sizes: (before: string, after: string): string => `${before} → ${after}`,
    quality: (name: string): string => `Quality: ${name}`,
    partsMuted: (n: number): string => `${count(n, 'part', 'parts')} muted`,
    aboutSize: (size: string): string => `About ${size}`,
    hash: 'SHA-256',
    heldSurvivor: (kind: RegionKind, place: Place, time: string | null): string =>
      `Held: what looks like ${a(kind)} is still visible ${places[place]}${time === null ? '' : `, from ${time} on`}. Mask it, or mark it as not ${a(kind)}.`,
    heldStructure: (names: readonly string[], isVideo: boolean): string =>
      `Held: the finished file carries ${isVideo ? 'something that was not planned' : 'more than the picture'} (${list(names)}). It was not let out. ${otherFormat(isVideo)}`,
    heldPixels: (isVideo: boolean): string => `Held: the masks in the finished file are not what was planned. It was not let out. ${otherFormat(isVideo)} Another quality or fill may help as well.`,
    heldResolved: 'Decided. Export it again to have it checked.',
    maskIt: 'Mask it',
    exportAgain: 'Export again',
    show: 'Show it',
    queued: 'Waiting',
  },
  fourEyes: {
    title: 'This policy asks for a second reviewer',
    first: (n: number): string => `First, whoever reviewed ${n === 1 ? 'this file' : `these ${number.format(n)} files`} says so.`,
    second: (n: number): string => `Now a second person looks ${n === 1 ? 'the file' : `the ${number.format(n)} files`} over, and signs the review off under another name. Whoever changes a decision can’t sign that file off.`,
    firstName: 'Name of the reviewer',
    secondName: 'Name of the second reviewer',
    confirm: 'I reviewed them',
    signOff: (n: number): string => `Sign ${count(n, 'file', 'files')} off`,
    look: 'Look them over first',
    hint: 'Names become pseudonymous ids in this tab. The names themselves are not kept anywhere.',
    noName: 'Type a name first.',
    sameName: 'The second reviewer has to be someone else.',
    reviewed: (n: number): string => `${count(n, 'file', 'files')} marked as reviewed.`,
    signedOff: (n: number): string => `${count(n, 'file', 'files')} signed off.`,
  },
  stages: { load: 'Getting ready', decode: 'Decoding', detect: 'Looking', mask: 'Masking', encode: 'Encoding', verify: 'Re-checking' } satisfies Record<Stage, string>,
  /** A stage of a video, with the frame that it has come to. */
  stageAt: (stage: string, frame: number, of: number): string => `${stage}: frame ${number.format(frame)} of ${number.format(of)}`,
  framePace: (perSecond: number): string => `${count(perSecond, 'frame', 'frames')} a second`,
};
