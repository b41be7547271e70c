import type { MetadataKind } from '../inspection.ts';
import type { MetadataList } from '../metadata-list.ts';
import { holdsContent, type SourceReader } from './byte-source.ts';
import { readElementsIn, signedOf, textOf, type EbmlElement } from './ebml.ts';
import { ID } from './ebml-ids.ts';
import { knownTag } from './known-tags.ts';
import { SECONDS_1970_TO_2001, utcText } from './utc-text.ts';

/** Parts of the segment's own description that are text or ids. @see RFC 9559, 5.1.2 */
const INFO_PARTS: ReadonlyMap<number, { readonly kind: MetadataKind; readonly name: string; readonly isText: boolean }> = new Map([
  [ID.title, { kind: 'text', name: 'Title', isText: true }],
  [ID.muxingApp, { kind: 'application', name: 'MuxingApp', isText: true }],
  [ID.writingApp, { kind: 'application', name: 'WritingApp', isText: true }],
  [ID.segmentFilename, { kind: 'text', name: 'SegmentFilename', isText: true }],
  [ID.prevFilename, { kind: 'text', name: 'PrevFilename', isText: true }],
  [ID.nextFilename, { kind: 'text', name: 'NextFilename', isText: true }],
  [ID.segmentUid, { kind: 'serial-number', name: 'SegmentUUID', isText: false }],
  [ID.prevUid, { kind: 'serial-number', name: 'PrevUUID', isText: false }],
  [ID.nextUid, { kind: 'serial-number', name: 'NextUUID', isText: false }],
  [ID.segmentFamily, { kind: 'serial-number', name: 'SegmentFamily', isText: false }],
  [ID.chapterTranslate, { kind: 'other', name: 'ChapterTranslate', isText: false }],
]);

/** Lists what the segment says about itself: titles, times, programs, names of files, ids. */
export async function listInfo(reader: SourceReader, parts: readonly EbmlElement[], list: MetadataList): Promise<void> {
  for (const part of parts) {
    const known = INFO_PARTS.get(part.id);
    const sizeBytes = part.end - part.start;
    if (part.id === ID.dateUtc) {
      list.add('time', 'DateUTC', sizeBytes, utcText((await signedOf(reader, part)) / 1e9 + SECONDS_1970_TO_2001));
    } else if (known !== undefined) {
      list.add(known.kind, known.name, sizeBytes, known.isText ? await textOf(reader, part) : null);
    } else if (part.id !== ID.timestampScale && part.id !== ID.duration) {
      await listPadding(reader, part, list);
    }
  }
}

/** Lists padding that is not empty, and elements that nobody knows. Checksums are not listed: they follow from the rest. */
export async function listPadding(reader: SourceReader, part: EbmlElement, list: MetadataList): Promise<void> {
  const sizeBytes = part.end - part.start;
  if (part.id === ID.void) {
    if (await holdsContent(reader, part.dataStart, part.end)) list.add('other', 'Void with content', sizeBytes);
  } else if (part.id !== ID.crc32) {
    list.add('application', 'unknown element', sizeBytes);
  }
}

/** Tags inside tags are followed so far. Real files have two levels. */
const MAX_TAG_DEPTH = 4;

/** Lists the tags of a film, of its tracks and chapters. */
export async function listTags(reader: SourceReader, tags: EbmlElement, list: MetadataList): Promise<void> {
  for (const tag of (await readElementsIn(reader, tags)).filter(({ id }) => id === ID.tag)) {
    await listSimpleTags(reader, tag, list, 0);
  }
}

async function listSimpleTags(reader: SourceReader, parent: EbmlElement, list: MetadataList, depth: number): Promise<void> {
  for (const simple of (await readElementsIn(reader, parent)).filter(({ id }) => id === ID.simpleTag)) {
    const parts = await readElementsIn(reader, simple);
    const nameElement = parts.find(({ id }) => id === ID.tagName);
    const valueElement = parts.find(({ id }) => id === ID.tagString);
    const name = nameElement === undefined ? '' : await textOf(reader, nameElement);
    const value = valueElement === undefined ? null : await textOf(reader, valueElement);
    const tag = knownTag(name);
    if (tag === null) {
      list.add('text', 'unknown Tag', simple.end - simple.start, value === null ? name : `${name}: ${value}`);
    } else {
      list.add(tag.kind, `Tag ${tag.name}`, simple.end - simple.start, value);
    }
    if (depth < MAX_TAG_DEPTH) await listSimpleTags(reader, simple, list, depth + 1);
  }
}

/** Lists attached files: fonts, covers, anything. */
export async function listAttachments(reader: SourceReader, attachments: EbmlElement, list: MetadataList): Promise<void> {
  for (const file of (await readElementsIn(reader, attachments)).filter(({ id }) => id === ID.attachedFile)) {
    const parts = await readElementsIn(reader, file);
    const textPart = async (wanted: number): Promise<string> => {
      const part = parts.find(({ id }) => id === wanted);
      return part === undefined ? '' : textOf(reader, part);
    };
    const mediaType = await textPart(ID.fileMediaType);
    const isPicture = mediaType.startsWith('image/');
    const isFont = /font|truetype|opentype/.test(mediaType);
    list.add(isPicture ? 'thumbnail' : 'other', isPicture ? 'attached picture' : isFont ? 'attached font' : 'attached file', file.end - file.start, await textPart(ID.fileName));
    const description = await textPart(ID.fileDescription);
    if (description !== '') list.add('text', 'FileDescription', 0, description);
  }
}

/**
 * Lists chapters.
 * @returns whether one edition plays its chapters in an order of its own, which can hide parts of the film
 */
export async function listChapters(reader: SourceReader, chapters: EbmlElement, list: MetadataList): Promise<boolean> {
  let isOrdered = false;
  list.add('text', 'Chapters', chapters.end - chapters.start);
  for (const edition of (await readElementsIn(reader, chapters)).filter(({ id }) => id === ID.editionEntry)) {
    for (const part of await readElementsIn(reader, edition)) {
      if (part.id === ID.editionFlagOrdered) isOrdered ||= (await signedOf(reader, part)) === 1;
      if (part.id === ID.chapterAtom) await listChapterNames(reader, part, list);
    }
  }
  return isOrdered;
}

async function listChapterNames(reader: SourceReader, atom: EbmlElement, list: MetadataList): Promise<void> {
  for (const display of (await readElementsIn(reader, atom)).filter(({ id }) => id === ID.chapterDisplay)) {
    for (const name of (await readElementsIn(reader, display)).filter(({ id }) => id === ID.chapString)) {
      list.add('text', 'ChapString', 0, await textOf(reader, name));
    }
  }
}
