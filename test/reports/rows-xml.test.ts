import { describe, expect, it } from 'vitest';
import { rowsXml } from '../../src/reports/rows-xml.ts';
import type { SheetCell } from '../../src/reports/sheet.ts';
import { bodyStyleOf } from '../../src/reports/style.ts';

const plain = bodyStyleOf({ horizontal: 'left', format: 'text' });
const bold = bodyStyleOf({ horizontal: 'left', format: 'text', bold: true });
const cells = (...values: SheetCell['value'][]): SheetCell[] => values.map((value) => ({ value, style: plain }));
const xmlOf = (...values: SheetCell['value'][]) =>
  [...rowsXml([{ height: 18, cells: cells(...values) }], 4, (style) => (style === bold ? 7 : 3))].join('');
const shown = (text: string) => /<t[^>]*>(.*)<\/t>/s.exec(xmlOf(text))?.[0];

describe('rows as XML', () => {
  it('have their place, their height, their style and their value', () => {
    expect(xmlOf('甲', 12, null)).toBe(
      '<row r="5" ht="18" customHeight="1"><c r="A5" s="3" t="inlineStr"><is><t>甲</t></is></c><c r="B5" s="3"><v>12</v></c><c r="C5" s="3"/></row>',
    );
    expect([...rowsXml([{ height: 18, cells: [{ value: 0, style: bold }] }], 0, (style) => (style === bold ? 7 : 3))].join('')).toContain(
      '<c r="A1" s="7"><v>0</v></c>',
    );
  });

  it('name columns beyond Z', () => {
    const references = [...xmlOf(...Array.from({ length: 53 }, () => null)).matchAll(/<c r="([A-Z]+)5"/g)].map((match) => match[1]);
    expect([0, 25, 26, 27, 51, 52].map((index) => references[index])).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA']);
  });

  it.each([
    ['=1+1', '<t>=1+1</t>'],
    ['<&>"', '<t>&lt;&amp;&gt;"</t>'],
    ['#N/A', '<t>#N/A</t>'],
    ['_x0041_', '<t>_x005F_x0041_</t>'],
    ['一\n二', '<t>一\n二</t>'],
    [' 前', '<t xml:space="preserve"> 前</t>'],
    ['a\u0001b\rc', '<t>a_x0001_b_x000D_c</t>'],
    ['𬭎', '<t>𬭎</t>'],
    ['a\uD83Db', '<t>a\uFFFDb</t>'],
    ['a\uDC00b\uFFFF', '<t>a\uFFFDb\uFFFD</t>'],
  ])('write %j as %j', (text, xml) => {
    expect(shown(text)).toBe(xml);
  });

  it.each([0, 1, 127, 128, 129, 300])('of %i rows are all there, in their order', (length) => {
    const rows = Array.from({ length }, (_, index) => ({ height: 18, cells: cells(index) }));
    const numbers = [...[...rowsXml(rows, 0, () => 1)].join('').matchAll(/<row r="(\d+)".*?<v>(\d+)<\/v>/g)].map((match) => [
      match[1],
      match[2],
    ]);
    expect(numbers).toEqual(rows.map((_, index) => [String(index + 1), String(index)]));
  });
});
