import type { MetadataKind } from '../inspection.ts';

/** A tag of a film: what it is, and the name it is listed by. */
export interface KnownTag {
  readonly kind: MetadataKind;
  /** Fixed technical name. */
  readonly name: string;
}

/**
 * Names by kind. They are the four characters of user data and item lists, the last part of QuickTime metadata keys, and
 * names of Matroska tags, in lower case.
 * @see QuickTime File Format Specification, "User Data" and "QuickTime Metadata Keys"; https://www.matroska.org/technical/tagging.html
 */
const NAMES: Readonly<Partial<Record<MetadataKind, string>>> = {
  gps: '©xyz @xyz loci gps  gpmf location location.iso6709 location.accuracy.horizontal location.name location.body location.note location.role location.date location-eng recording_location composition_location composer_nationality',
  camera:
    '©mak ©mod ©swr ©fmt ©inf @mak @mod manu modl cncv firm lens came sett make model software camera.identifier camera.framereadouttimeinmicroseconds camera.lens_model camera.focal_length.35mm_equivalent version capture.fps live-photo.auto direction.facing direction.motion com.apple.quicktime.model',
  time: '©day date creation_time creationdate date_recorded date_released date_encoded date_tagged date_digitized date_written date_purchased yrrc year _statistics_writing_date_utc purd timestamp timecode',
  'serial-number': 'muid hmmt gumi bcid snum cmid content.identifier identifier originaldate.uuid uuid camera.serial serial apid cnid plid',
  person:
    '©art ©aut ©cpy ©dir ©prd ©prf ©own aart auth perf cprt artist author copyright director producer publisher owner composer performer performers copyright_holder rights keywords displayname title_person album_artist ©wrt',
  text: '©nam ©cmt ©des ©inf ©alb ©gen ©lyr ©grp ©key ©url titl dscp albm gnre kywd desc ldes name title comment description album genre lyrics information synopsis summary subtitle keyword url tvsh tven ©st3 duration',
  application: '©too ©enc ©req ©src encoder encoder_settings encoding_tool writing_app tool major_brand minor_version compatible_brands vendor_id handler_name _statistics_writing_app ©swf',
  thumbnail: 'covr thmb cnth snal artwork thumbnail',
  'maker-note': 'pana mvtg nctg nchd ncdt ncth ncvw tags smta saut hinf ptv  cnda cndb',
  xmp: 'xmp_',
};

const TAGS: ReadonlyMap<string, KnownTag> = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names
      // Four characters may end in a space, which is then followed by another.
      .split(/ (?! )/)
      .map((name): [string, KnownTag] => [name, { kind: kind as MetadataKind, name }]),
  ),
);

/** What the name of a tag says, whatever its case and the domain before it; `null` for an unknown one. */
export function knownTag(name: string): KnownTag | null {
  const lower = name.slice(0, 100).toLowerCase();
  const short = lower.replace(/^(?:com\.apple\.(?:quicktime|photos|itunes)\.|com\.android\.|com\.(?:samsung|sony|xiaomi|huawei)\.(?:android\.)?)/, '');
  return TAGS.get(lower) ?? TAGS.get(short) ?? (/gps|latitude|longitude|geo/.test(lower) ? { kind: 'gps', name: 'location' } : null);
}
