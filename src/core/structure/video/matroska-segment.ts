import { AnonymizerError } from '../../errors.ts';
import type { SourceReader } from './byte-source.ts';
import { endOfOpenCluster, readElementAt, readElementsIn, textOf, type EbmlElement } from './ebml.ts';
import { ID } from './ebml-ids.ts';

/** The two parts of a Matroska file. */
export interface MatroskaFile {
  readonly docType: 'matroska' | 'webm';
  readonly header: EbmlElement;
  readonly headerParts: readonly EbmlElement[];
  readonly segment: EbmlElement;
}

/**
 * Finds the header and the first segment.
 * @throws AnonymizerError `input/corrupt` where it is no Matroska file, `input/truncated` where it ends in the middle of either
 */
export async function openMatroska(reader: SourceReader): Promise<MatroskaFile> {
  const header = await readElementAt(reader, 0, reader.sizeBytes);
  if (header.id !== ID.ebml || header.isOpenEnded) throw new AnonymizerError('input/corrupt');
  const headerParts = await readElementsIn(reader, header);
  const docTypeElement = headerParts.find(({ id }) => id === ID.docType);
  const docType = docTypeElement === undefined ? '' : await textOf(reader, docTypeElement);
  if (docType !== 'matroska' && docType !== 'webm') throw new AnonymizerError('input/corrupt');
  for (let at = header.end; ; ) {
    const element = await readElementAt(reader, at, reader.sizeBytes);
    if (element.id === ID.segment) return { docType, header, headerParts, segment: element };
    // Only padding may stand between the two.
    if (element.id !== ID.void || element.isOpenEnded) throw new AnonymizerError('input/corrupt', { offset: at });
    at = element.end;
  }
}

/**
 * Goes through what stands right inside a segment, in file order.
 * A cluster of unknown size comes with its real end.
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function* segmentParts(reader: SourceReader, segment: EbmlElement): AsyncGenerator<EbmlElement> {
  for (let at = segment.dataStart; at < segment.end; ) {
    const element = await readElementAt(reader, at, segment.end);
    if (element.id === ID.cluster && element.isOpenEnded) {
      const end = await endOfOpenCluster(reader, element);
      yield { ...element, end };
      at = end;
      continue;
    }
    if (element.isOpenEnded) throw new AnonymizerError('input/corrupt', { offset: at });
    // Another file behind a segment of unknown size.
    if (element.id === ID.ebml || element.id === ID.segment) {
      yield { ...element, end: segment.end };
      return;
    }
    yield element;
    at = element.end;
  }
}
