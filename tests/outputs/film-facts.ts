/** What exiftool tells of any film: the file system's view, its own version, and sums of what it has read. */
const ALWAYS = /^(SourceFile$|ExifTool:|System:|Composite:(ImageSize|Megapixels|AvgBitrate|Rotation)$|File:(FileType|FileTypeExtension|MIMEType)$)/u;
/** What players need of an MP4: where what is and how it is coded. */
const MP4_TAGS = /^(QuickTime|Track\d):(MajorBrand|MinorVersion|CompatibleBrands|MediaData(Size|Offset)?|MovieHeaderVersion|TimeScale|Duration|PreferredRate|PreferredVolume|MatrixStructure|(Preview|Poster|Selection|Current)Time|(Preview|Selection)Duration|NextTrackID|MovieFragmentSequence|Unknown_(mvex|tfhd|tfdt|trun|mfra|esds|btrt|dOps|pcmC|vpcC)|TrackHeaderVersion|TrackID|TrackDuration|TrackLayer|TrackVolume|MediaHeaderVersion|MediaTimeScale|MediaDuration|GraphicsMode|OpColor|CompressorID|(Source)?Image(Width|Height)|[XY]Resolution|BitDepth|AVCConfiguration|ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|QuickTime_ColorRep_0x000a|BufferSize|(Max|Average)Bitrate|VideoFrameRate|SampleToChunk|SampleSizes|ChunkOffset|SyncSampleTable|CompositionTimeToSample|Balance|AudioFormat|AudioChannels|AudioBitsPerSample|AudioSampleRate|TimeToSampleTable)$/u;
/** What players need of a WebM. */
const WEBM_TAGS = /^(Matroska|Track\d):(EBMLVersion|EBMLReadVersion|EBMLMaxIDLength|EBMLMaxSizeLength|DocType|DocTypeVersion|DocTypeReadVersion|SeekID|SeekPosition|TimecodeScale|Duration|TimeCode|CueTime|CueTrack|CueClusterPosition|TrackNumber|TrackType|TrackLacing|VideoCodecID|CodecPrivate|Image(Width|Height)|Matroska_0x(15b0|16bb)|AudioCodecID|AudioSampleRate|AudioChannels)$/u;
/** What can tell something is allowed with these values alone. */
const VALUES: readonly (readonly [tag: RegExp, value: RegExp])[] = [
  [/:(Track|Media)?(Create|Modify)Date$/u, /^0000:00:00 00:00:00$/u],
  [/:HandlerClass$/u, /^Media Handler$/u],
  [/:HandlerType$/u, /^(Video|Audio) Track$/u],
  [/:HandlerDescription$/u, /^Mediabunny(Video|Sound)Handler$/u],
  [/:(CompressorName|MuxingApp|WritingApp)$/u, /^Mediabunny v[\d.]+$/u],
  [/:(MediaLanguageCode|TrackLanguage)$/u, /^und$/u],
  [/:TrackUID$/u, /^0[12]$/u],
];

/** What exiftool tells of a film that no decoder needs, as `tag: value`. */
export function foreignTags(tags: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(tags).flatMap(([tag, value]) => (ALWAYS.test(tag) || MP4_TAGS.test(tag) || WEBM_TAGS.test(tag) || isAllowed(VALUES, tag, value) ? [] : [`${tag}: ${String(value)}`]));
}

/** What ffprobe tells of every track of pictures and sound, and of a file. */
const FACTS = /^(streams\.[01]\.((?!tags\.)\w+|disposition\.\w+)|format\.(?!tags\.)\w+)$/u;
const FACT_VALUES: readonly (readonly [fact: RegExp, value: RegExp])[] = [
  [/^streams\.\d\.tags\.language$/u, /^und$/u],
  [/^streams\.\d\.tags\.handler_name$/u, /^Mediabunny(Video|Sound)Handler$/u],
  [/^streams\.\d\.tags\.vendor_id$/u, /^\[0\]\[0\]\[0\]\[0\]$/u],
  [/^(streams\.\d|format)\.tags\.encoder$/u, /^Mediabunny v[\d.]+$/u],
  [/^format\.tags\.(major_brand|compatible_brands)$/u, /^(iso\w|avc1|mp41|mp42)+$/u],
  [/^format\.tags\.minor_version$/u, /^512$/u],
];

/** What ffprobe tells of a film that no decoder needs, as `fact: value`. */
export function foreignFacts(facts: Readonly<Record<string, string>>): string[] {
  return Object.entries(facts).flatMap(([fact, value]) => (FACTS.test(fact) || isAllowed(FACT_VALUES, fact, value) ? [] : [`${fact}: ${value}`]));
}

/** What mat2 tells of a film that no decoder needs, line by line; it leaves out the groups of tags. */
export function foreignShown(shown: string): string[] {
  return shown.split('\n').filter((line) => /^ {4}/u.test(line)).flatMap((line) => {
    const [tag = '', value = ''] = line.trim().split(/: ?(.*)/u);
    const grouped = [`QuickTime:${tag}`, `Composite:${tag}`];
    return grouped.some((name) => ALWAYS.test(name) || MP4_TAGS.test(name)) || isAllowed(VALUES, grouped[0]!, value) ? [] : [line.trim()];
  });
}

function isAllowed(rules: readonly (readonly [RegExp, RegExp])[], name: string, value: unknown): boolean {
  return rules.some(([names, values]) => names.test(name) && values.test(String(value)));
}
