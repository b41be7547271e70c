import { describe, expect, it } from 'vitest';
import { MetadataList } from '../../../../src/core/structure/metadata-list.ts';
import { listXmp } from '../../../../src/core/structure/xmp-fields.ts';
import { bytes } from './byte-builder.ts';

function read(packet: string): string[] {
  const list = new MetadataList();
  const file = bytes('before dc:creator="outside"', packet, 'dc:creator="outside"');
  const start = 'before dc:creator="outside"'.length;
  listXmp(file, start, start + packet.length, 'XMP', packet.length, list);
  return list
    .items()
    .slice(1)
    .map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);
}

describe('listXmp', () => {
  it.each([
    ['an attribute', '<rdf:Description dc:creator="Jane"/>'],
    ['an attribute in single quotes', "<rdf:Description dc:creator = 'Jane'/>"],
    ['an element', '<dc:creator>Jane</dc:creator>'],
    ['a list', '<dc:creator>\n <rdf:Seq>\n  <rdf:li xml:lang="x-default">Jane</rdf:li>\n </rdf:Seq>\n</dc:creator>'],
  ])('reads %s', (_, packet) => {
    expect(read(packet)).toEqual(['person | XMP dc:creator | Jane']);
  });

  it('does not take the text of the next element for that of an empty one', () => {
    expect(read('<dc:creator></dc:creator><other>Jane</other>')).toEqual([]);
  });

  it('does not read outside its packet', () => {
    expect(read('<nothing/>')).toEqual([]);
    expect(read('<dc:creator>')).toEqual([]);
  });

  it('undoes the escapes of XML once', () => {
    expect(read('<dc:creator>a &amp;lt; b</dc:creator>')).toEqual(['person | XMP dc:creator | a &lt; b']);
  });

  it('tells a gain map and a motion photo', () => {
    expect(read('<x hdrgm:Version="1.0" GCamera:MotionPhoto="1"/>')).toEqual([
      'second-image | XMP gain map | -',
      'trailer | XMP motion photo | -',
    ]);
  });
});
