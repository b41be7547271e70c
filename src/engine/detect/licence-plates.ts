import type { Detection } from '../../core/detect/detection.ts';
import { isPlatePlace, plateZone, PLATE_CARRIERS } from '../../core/detect/plates/plate-place.ts';
import { VEHICLE_SUPPORT } from '../../core/detect/plates/plate-score.ts';
import { joinLooks, type CloseLook } from '../../core/detect/plates/join-looks.ts';
import { plateCandidates, type PlateCandidate, type ReadLine } from '../../core/detect/plates/plate-candidates.ts';
import { nms } from '../../core/detect/suppression.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { sharedArea, type RotatedRectangle } from '../../core/detect/text/rotated-rectangle.ts';
import { toRectangle, toTurnedBox } from '../../core/detect/text/text-line.ts';
import { area, clip, roundOut, sourceBox, type Box, type Size } from '../../core/geometry/box.ts';
import type { Detector, DetectorRun, SearchOptions } from './detector.ts';
import type { ObjectFind, ObjectSource, TextLine } from './evidence.ts';
import type { PlateTextSource, View } from './text-source.ts';

/** Vehicles from this score on are looked at closely; the network's own score. */
const CLOSE_SCORE = 0.2;
/** A vehicle's plate is a fifth to a quarter of its width: this width at the network gives it the 80 pixels that the letters need, with some to spare. */
const CLOSE_VEHICLE = 576;
/** Width at the network of a line that is looked at again, and how many times its width is shown around it. */
const CLOSE_LINE = 160;
const LINE_SURROUNDINGS = 2;
/** More enlargement shows nothing that is in the picture. */
const MOST_ENLARGED = 5;
/** A close look that enlarges by less than this, against the look at the whole picture, shows nothing new. */
const WORTHWHILE = 1.2;
/** Close looks of each sort in one picture, before they are joined. */
const MOST_CLOSE = 8;
/** Vehicles that say something for a plate, pixels across. */
const SMALLEST_VEHICLE = 28;
/** Vehicles that are looked at closely, pixels across: plates are at most .3 of a vehicle's width, and below 25 pixels nobody reads them. */
const SMALLEST_CLOSE = 84;
/** A find that reads like a plate on a vehicle: that vehicle needs no close look. */
const SURE = 0.9;
/** Finds below this are looked at again. */
const UNSURE = 0.7;
/** Vehicles that overlap by more than this are one. */
const SAME_VEHICLE = 0.6;
/** Lines worth a second look: a little sure, and not too narrow. */
const UNSURE_LINE = 0.5;
const PLATE_RATIO = 1.2;
/** Lines of other shapes are no plates, so they are not read. */
const SHAPE = { least: 0.7, most: 9 };
/** Lines read in one look, best first. */
const MOST_READ = 80;
/** More lines than this without a vehicle make a page of text. */
const PAGE_LINES = 25;
/** Share of the progress that finding lines takes. */
const LINES_SHARE = 0.7;

/**
 * Makes the licence-plate detector: lines of text, judged by shape, string and place on a vehicle. It needs no network of
 * its own.
 * @param text - lines and readings; shared with the text detector
 * @param objects - vehicles; `null` where no object network is there: plates that can't be read are then missed
 */
export function licencePlateDetector(text: PlateTextSource, objects: ObjectSource | null): Detector {
  const models = objects === null ? text.models : [...text.models, objects.model];
  return {
    name: 'licence-plates',
    version: '1.1.0',
    models,
    kinds: ['licence-plate'],
    smallestHeight: 8,
    text,
    detect: (picture, options) => detectPlates(text, objects, picture, options),
  };
}

async function detectPlates(text: PlateTextSource, objects: ObjectSource | null, picture: Raster, options: SearchOptions): Promise<DetectorRun> {
  const threshold = options.scoreThresholds['licence-plate'];
  if (threshold === undefined) return { detections: [], scales: [], inferences: 0 };
  const onLines = (fraction: number): void => { options.onFraction(fraction * LINES_SHARE); };
  // Where text is looked for, too, its closer look at the picture is made anyway.
  const isShared = options.scoreThresholds.text !== undefined || options.scoreThresholds['personal-text'] !== undefined;
  const lines = await (isShared ? text.lines(picture, onLines, options.view) : text.glance(picture, options.view, onLines));
  const scales = isShared ? text.scales(picture, options.view) : text.glanceScales(picture, options.view);
  const inferences = isShared ? text.inferences(picture, options.view) : text.glanceInferences(picture, options.view);
  const vehicles = objects === null ? [] : vehiclesOf(await objects.objects(picture));
  const onPage = vehicles.every(({ score }) => score < CLOSE_SCORE) && lines.length > PAGE_LINES;
  const read = await readAll(text, picture, lines, vehicles, 0);
  const looks = onPage ? [] : closeLooks(read, plateCandidates(read, onPage), vehicles, picture, Math.max(...scales), options.view);
  for (const [index, { part, scale }] of looks.entries()) {
    read.push(...(await readAll(text, picture, await text.linesIn(picture, part, scale), vehicles, index + 1)));
    options.onFraction(LINES_SHARE + ((1 - LINES_SHARE) * (index + 1)) / looks.length);
  }
  const detections = plateCandidates(read, onPage)
    .filter(({ score }) => score >= threshold)
    .map(({ rectangle, score }): Detection => ({ kind: 'licence-plate', score, ...toTurnedBox(rectangle), detector: 'licence-plates' }));
  options.onFraction(1);
  return { detections, scales, inferences: inferences + looks.length };
}

function vehiclesOf(finds: readonly ObjectFind[]): ObjectFind[] {
  return finds.filter(({ className, score, box }) => PLATE_CARRIERS.has(className) && score >= VEHICLE_SUPPORT && box.width >= SMALLEST_VEHICLE);
}

/** Vehicles without a sure plate, and lines that are no sure plate but have the shape of one; what lies close together in one look. */
function closeLooks(read: readonly ReadLine[], plates: readonly PlateCandidate[], vehicles: readonly ObjectFind[], picture: Size, whole: number, view: View): CloseLook[] {
  // The second view looks a little less closely, so that letters fall on other cells.
  const factor = view === 'first' ? 1 : 0.93;
  const look = (part: Box<'source'>, width: number, wanted: number): CloseLook => ({ part, scale: Math.min(MOST_ENLARGED, (factor * wanted) / width) });
  const sure = plates.filter(({ score }) => score >= SURE);
  const clear = vehicles.filter(({ score, box }) => score >= CLOSE_SCORE && box.width >= SMALLEST_CLOSE).map(({ box }) => ({ box, score: area(box) }));
  const open = nms(clear, SAME_VEHICLE).filter(({ box }) => !sure.some(({ rectangle }) => isPlatePlace(rectangle, box)));
  const known = plates.filter(({ score }) => score >= UNSURE);
  const unsure = read.filter(
    ({ rectangle, lineScore }) =>
      lineScore >= UNSURE_LINE &&
      rectangle.width >= PLATE_RATIO * rectangle.height &&
      !known.some((plate) => sharedArea(plate.rectangle, rectangle) > 0.5 * rectangle.width * rectangle.height),
  );
  const atVehicles = open.map(({ box }) => plateZone(box, picture)).map((zone) => look(zone, zone.width, CLOSE_VEHICLE));
  const atLines = unsure
    .map(({ rectangle }) => ({ rectangle, ...look(surroundings(rectangle, picture), rectangle.width, CLOSE_LINE) }))
    .filter(({ rectangle, scale }) => !atVehicles.some((other) => other.scale >= scale && holds(other.part, rectangle)));
  const isWorthwhile = ({ scale }: CloseLook): boolean => scale >= WORTHWHILE * whole;
  return joinLooks([...atVehicles.filter(isWorthwhile).slice(0, MOST_CLOSE), ...atLines.filter(isWorthwhile).slice(0, MOST_CLOSE)]);
}

function holds(part: Box<'source'>, { centreX, centreY, width }: RotatedRectangle): boolean {
  const isAcross = centreX - width / 2 >= part.left && centreX + width / 2 <= part.left + part.width;
  return isAcross && centreY >= part.top && centreY <= part.top + part.height;
}

/** A square part around a line, within the picture. */
function surroundings({ centreX, centreY, width }: RotatedRectangle, picture: Size): Box<'source'> {
  const reach = (LINE_SURROUNDINGS * width) / 2;
  return clip(roundOut(sourceBox(centreX - reach, centreY - reach / 2, 2 * reach, reach)), picture);
}

async function readAll(text: PlateTextSource, picture: Raster, lines: readonly TextLine[], vehicles: readonly ObjectFind[], look: number): Promise<ReadLine[]> {
  const shaped = lines
    .filter(({ box }) => box.width >= SHAPE.least * box.height && box.width <= SHAPE.most * box.height)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_READ);
  const read: ReadLine[] = [];
  for (const line of shaped) {
    const { text: said, score } = await text.readStraight(picture, line);
    const rectangle = toRectangle(line);
    const vehicleScore = Math.max(0, ...vehicles.filter(({ box }) => isPlatePlace(rectangle, box)).map((vehicle) => vehicle.score));
    read.push({ rectangle, lineScore: line.score, text: said, readScore: score, vehicleScore, look });
  }
  return read;
}
