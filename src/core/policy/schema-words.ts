/** Title and description of one field of the schema. */
export interface SchemaWords {
  readonly title: string;
  readonly description: string;
}

function words(title: string, description: string): SchemaWords {
  return { title, description };
}

/** Words of the schema by path; `*` stands for each kind, `[]` for each entry of a list. */
export const SCHEMA_WORDS: Readonly<Record<string, SchemaWords>> = {
  '': words('Cloakroom policy', 'Everything that decides what happens to a batch of pictures. Fields that are left out take their defaults; fields that are not listed here are refused.'),
  version: words('Version', 'Version of this form.'),
  name: words('Name', 'What people call this policy; may be empty. One line of text.'),
  locked: words('Locked', 'Whoever works with a locked policy decides about regions, and can change none of its fields.'),
  kinds: words('Kinds', 'What is looked for, and what is done with each kind.'),
  'kinds.*': words('Kind', 'What is done with one kind of find.'),
  'kinds.*.enabled': words('Looked for', 'Whether this kind is looked for at all.'),
  'kinds.*.maskThreshold': words('Mask from', 'Finds with at least this confidence are masked without asking, 0 to 1.'),
  'kinds.*.reviewThreshold': words('Ask from', 'Finds with at least this confidence, but below maskThreshold, wait for a decision. Not above maskThreshold.'),
  'kinds.*.maskScale': words('Growth', 'Factor by which a found box is enlarged about its centre before it is masked.'),
  'kinds.*.maskMargin': words('Margin', 'Added on every side after maskScale, as a share of the shorter side of the found box.'),
  'kinds.*.lengthBucket': words('Length in steps', 'Masks over text become multiples of this long, in thicknesses of the mask, so that their length says little; 0 leaves them as long as the text.'),
  'kinds.*.fill': words('Fill', 'What takes the place of the covered pixels. pixelate depends on them, so it can be undone in part; weakFills says where it is allowed.'),
  'kinds.*.shape': words('Shape', 'Shape of masks over finds of this kind.'),
  detection: words('Search', 'How pictures are searched.'),
  'detection.thorough': words('Thorough', 'Looks at every picture in two views, as one search: finds more, and takes about twice as long. Brings lower default thresholds for faces.'),
  weakFills: words('Weak fills', 'Where fills that can be undone in part are allowed, for kinds and for single regions.'),
  settings: words('Fill settings', 'How fills look.'),
  'settings.solidColor': words('Solid colour', 'Colour of solid masks; all three parts are needed.'),
  'settings.solidColor.r': words('Red', 'Red part of the colour.'),
  'settings.solidColor.g': words('Green', 'Green part of the colour.'),
  'settings.solidColor.b': words('Blue', 'Blue part of the colour.'),
  'settings.pixelateBlocks': words('Blocks', 'Pixelation: number of blocks across the longer side of a region.'),
  'settings.softness': words('Softness', 'Soft blur: 0 follows the surroundings most closely, 1 is nearly one colour.'),
  zones: words('Zones', 'Areas with a rule that lie on every picture, for fixed cameras, forms and templates.'),
  'zones[]': words('Zone', 'An area in shares of the picture. It has to lie inside the picture.'),
  'zones[].effect': words('Effect', 'ignore: finds in it are left alone. search: finds outside all search zones are left alone. mask-outside: everything outside it is masked.'),
  'zones[].shape': words('Shape', 'Shape of the zone inside its box.'),
  'zones[].left': words('Left', 'Left edge, as a share of the picture’s width.'),
  'zones[].top': words('Top', 'Upper edge, as a share of the picture’s height.'),
  'zones[].width': words('Width', 'Width, as a share of the picture’s width. left and width together are at most 1.'),
  'zones[].height': words('Height', 'Height, as a share of the picture’s height. top and height together are at most 1.'),
  metadata: words('Metadata', 'What happens to metadata: all of it goes, but for what is listed.'),
  'metadata.keep': words('Kept', 'Sorts of metadata that stay in the output by choice.'),
  'metadata.keep[]': words('Sort', 'One sort of metadata.'),
  review: words('Review', 'What a review needs before files are let out.'),
  'review.reasons': words('Reasons', 'Reasons to choose from. Their ids differ.'),
  'review.reasons[]': words('Reason', 'A reason to choose from.'),
  'review.reasons[].id': words('Id', 'What records carry: lower-case letters, digits and dashes.'),
  'review.reasons[].label': words('Label', 'What people read. One line of text.'),
  'review.reasonFor': words('Reason for', 'Which regions need a reason before their file is let out: regions kept clear, regions drawn by hand, or both.'),
  'review.secondReviewer': words('Second reviewer', 'A file is let out only once a second person has signed its review off under another name.'),
  'review.groupPeople': words('Group people', 'Whether faces may be grouped by person, on the device and in memory only.'),
  retention: words('Retention', 'For how long something stays on the device. Pixels and names never do.'),
  'retention.unfinished': words('Unfinished work', 'For how long decisions about unfinished work stay on the device.'),
  audio: words('Audio', 'Reserved; empty.'),
  document: words('Documents', 'Reserved; empty.'),
  table: words('Tables', 'Reserved; empty.'),
  output: words('Output', 'What is written.'),
  'output.format': words('Format', 'Format of written pictures; source keeps the source’s where it can.'),
  'output.quality': words('Quality', 'Quality of JPEG, WebP and AVIF.'),
  'output.namePattern': words('Names', 'File names without extension: {n} is the running number, {name} the name of the source, which can say who or where. One line of text.'),
  'output.records': words('Records', 'Whether the export record goes with each file that is saved into a folder or a ZIP.'),
  'output.sidecar': words('Regions beside', 'List of regions beside each output, for other programs.'),
};
