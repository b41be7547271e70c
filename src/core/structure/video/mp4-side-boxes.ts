import { latin1 } from '../display-text.ts';
import type { MetadataKind } from '../inspection.ts';
import type { MetadataList } from '../metadata-list.ts';
import { holdsContent, type SourceReader } from './byte-source.ts';
import type { FilmBox } from './iso-walk.ts';
import { listMetaBox, listPacket, listUserData } from './mp4-user-data.ts';

/** What the sixteen bytes of a `uuid` box say it holds. */
const UUIDS: ReadonlyMap<string, { readonly kind: MetadataKind; readonly name: string }> = new Map([
  // XMP specification part 3, 1.2.7.1
  ['\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac', { kind: 'xmp', name: 'uuid XMP' }],
  // Spherical Video V1
  ['\xff\xcc\x82\x63\xf8\x55\x4a\x93\x88\x14\x58\x7a\x02\x52\x1f\xdd', { kind: 'xmp', name: 'uuid spherical video' }],
  // C2PA 2.1, A.5
  ['\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81', { kind: 'c2pa', name: 'uuid C2PA' }],
  // Canon
  ['\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48', { kind: 'maker-note', name: 'uuid Canon' }],
  // Sony: professional disc metadata and profile
  ['USMT\x21\xd2\x4f\xce\xbb\x88\x69\x5c\xfa\xc9\xc7\x40', { kind: 'maker-note', name: 'uuid Sony' }],
  ['PROF\x21\xd2\x4f\xce\xbb\x88\x69\x5c\xfa\xc9\xc7\x40', { kind: 'maker-note', name: 'uuid Sony' }],
]);

/** Boxes that tell something by being there, wherever they are. */
const TELLING: ReadonlyMap<string, { readonly kind: MetadataKind; readonly name: string }> = new Map([
  ['gps ', { kind: 'gps', name: 'gps box' }],
  ['GPMF', { kind: 'gps', name: 'GPMF box' }],
  ['emsg', { kind: 'text', name: 'emsg event message' }],
  ['prft', { kind: 'time', name: 'prft producer time' }],
  ['pnot', { kind: 'thumbnail', name: 'pnot preview' }],
  ['PICT', { kind: 'thumbnail', name: 'PICT preview' }],
  ['thum', { kind: 'thumbnail', name: 'thum preview' }],
  ['ID32', { kind: 'other', name: 'ID3 box' }],
  ['pssh', { kind: 'other', name: 'pssh protection' }],
  ['jumb', { kind: 'c2pa', name: 'jumb box' }],
  ['sefd', { kind: 'maker-note', name: 'sefd Samsung' }],
]);

/** Boxes that only say how the samples lie, or hold them. */
const SILENT: readonly string[] = ['ftyp', 'styp', 'moov', 'mdat', 'moof', 'mfra', 'sidx', 'ssix', 'pdin', 'iods', 'mvex', 'clip', 'ctab', 'tapt', 'load', 'matt', 'imap', 'txas', 'tref', 'edts', 'trak', 'mdia', 'tkhd', 'mvhd', 'tsel', 'trgr', 'mdhd', 'hdlr', 'minf', 'elng'];

/** Lists a box that stands beside the ones that make the film; nothing for one that belongs to the film. */
export async function listSideBox(reader: SourceReader, box: FilmBox, list: MetadataList): Promise<void> {
  const sizeBytes = box.end - box.start;
  const telling = TELLING.get(box.type);
  if (SILENT.includes(box.type)) {
    return;
  }
  if (telling !== undefined) {
    list.add(telling.kind, telling.name, sizeBytes);
  } else if (box.type === 'udta') {
    await listUserData(reader, box, list);
  } else if (box.type === 'meta') {
    await listMetaBox(reader, box, list);
  } else if (box.type === 'uuid') {
    await listUuid(reader, box, list);
  } else if (['free', 'skip', 'wide'].includes(box.type)) {
    if (await holdsContent(reader, box.dataStart, box.end)) {
      list.add('other', `${box.type} with content`, sizeBytes);
    }
  } else {
    list.add('application', 'unknown box', sizeBytes, box.type);
  }
}

async function listUuid(reader: SourceReader, box: FilmBox, list: MetadataList): Promise<void> {
  const id = await reader.head(box.dataStart, box.end, 16);
  const known = UUIDS.get(latin1(id, 0, id.length));
  const sizeBytes = box.end - box.start;
  if (known?.kind === 'xmp') {
    await listPacket(reader, box.dataStart + 16, box.end, known.name, sizeBytes, list);
  } else if (known !== undefined) {
    list.add(known.kind, known.name, sizeBytes);
  } else {
    list.add('application', 'uuid box', sizeBytes);
  }
}
