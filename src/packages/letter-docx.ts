// The only file that knows the library for documents.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  type IBorderOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Letter, LetterPart, LetterTable } from './letter.ts';
import { withFixedDates } from './office-dates.ts';

/** Twentieths of a point: A4, and margins that leave 16 cm of text. */
const page = { width: 11_906, height: 16_838, margin: { top: 1_000, bottom: 900, left: 1_417, right: 1_417, header: 600, footer: 600 } };
const textWidth = page.width - page.margin.left - page.margin.right;

/** Fonts of official letters, for Chinese and for Latin text. */
const font = (name: string) => ({
  eastAsia: name,
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  hint: 'eastAsia',
});
const fonts = { title: font('方正小标宋简体'), heading: font('黑体'), body: font('仿宋'), table: font('宋体') };

/** In half points. */
const sizes = { title: 36, body: 24, table: 20, small: 18 } as const;

/** The letter as the bytes of a .docx file; the same letter gives the same bytes. */
export async function letterBytes(letter: Letter): Promise<Uint8Array> {
  const document = new Document({
    title: letter.title,
    creator: letter.author,
    lastModifiedBy: letter.author,
    styles: { default: { document: { run: { font: fonts.body, size: sizes.body } } } },
    sections: [
      {
        properties: { page: { size: { width: page.width, height: page.height }, margin: page.margin } },
        footers: { default: footer(letter.footer) },
        children: letter.parts.flatMap(blocks),
      },
    ],
  });
  return withFixedDates(await Packer.toBuffer(document), letter.madeAt);
}

const footer = (text: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ text: `${text}　第`, font: fonts.table, size: sizes.small }),
          new TextRun({ children: [PageNumber.CURRENT], size: sizes.small }),
          new TextRun({ text: '页', font: fonts.table, size: sizes.small }),
        ],
      }),
    ],
  });

function blocks(part: LetterPart): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'title':
      return [paragraph(part.text, { alignment: AlignmentType.CENTER, keepNext: true }, { font: fonts.title, size: sizes.title })];
    case 'number':
      return [paragraph(part.text, { alignment: AlignmentType.CENTER, spacing: { before: 60, after: 160 }, keepNext: true })];
    case 'addressee':
      return [paragraph(part.text, {})];
    case 'text':
      return [paragraph(part.text, { alignment: AlignmentType.BOTH, indent: { firstLine: 2 * 10 * sizes.body } })];
    case 'heading':
      return [
        paragraph(
          part.text,
          { spacing: { before: 120 }, indent: { firstLine: 2 * 10 * sizes.body }, keepNext: true },
          { font: fonts.heading },
        ),
      ];
    case 'signature':
      return [paragraph(part.text, { alignment: AlignmentType.RIGHT, indent: { right: 600 }, keepNext: true, spacing: { before: 40 } })];
    case 'cut':
      return [
        paragraph(
          part.text,
          {
            alignment: AlignmentType.CENTER,
            keepNext: true,
            spacing: { before: 220, after: 80 },
            border: { top: { ...dashed, space: 8 } },
          },
          { font: fonts.heading, size: sizes.table + 3 },
        ),
      ];
    case 'table':
      return [gap(), listTable(part.table), gap()];
    case 'form':
      return [formTable(part.rows)];
  }
}

type ParagraphLook = Omit<ConstructorParameters<typeof Paragraph>[0] & object, 'children' | 'text'>;
type RunLook = { readonly font?: (typeof fonts)[keyof typeof fonts]; readonly size?: number; readonly bold?: boolean };

const lineOf = (size: number): number => Math.round(size * 10 * 1.5);

function paragraph(text: string, look: ParagraphLook, run: RunLook = {}): Paragraph {
  const size = run.size ?? sizes.body;
  const spacing = { line: lineOf(size), ...look.spacing };
  return new Paragraph({
    ...look,
    spacing,
    children: [new TextRun({ text, font: run.font ?? fonts.body, size, ...(run.bold && { bold: true }) })],
  });
}

const gap = (): Paragraph => new Paragraph({ spacing: { line: 100, lineRule: 'exact' }, children: [] });

const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '595959' };
const dashed: IBorderOptions = { style: BorderStyle.DASHED, size: 6, color: '595959' };
const borders = { top: thin, bottom: thin, left: thin, right: thin };

function listTable({ columns, rows }: LetterTable): Table {
  const widths = columns.map(({ percent }) => Math.round((textWidth * percent) / 100));
  const row = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map((text, index) => cell(text, widths[index]!, isHead || columns[index]?.centred === true, isHead)),
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}

function formTable(rows: readonly { readonly label: string; readonly text: string }[]): Table {
  const widths = [Math.round(textWidth * 0.15), Math.round(textWidth * 0.85)];
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: rows.map(
      // Kept with the next, so that the slip is torn off one page.
      ({ label, text }, index) =>
        new TableRow({
          cantSplit: true,
          height: { value: 440, rule: HeightRule.ATLEAST },
          children: [
            cell(label, widths[0]!, true, true, index < rows.length - 1),
            cell(text, widths[1]!, false, false, index < rows.length - 1),
          ],
        }),
    ),
  });
}

const cell = (text: string, width: number, isCentred: boolean, isHead: boolean, keepNext = false): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 100, right: 100 },
    ...(isHead && { shading: { fill: 'EDEFF2' } }),
    children: [
      paragraph(
        text,
        { alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT, spacing: { line: lineOf(sizes.table - 4) }, keepNext },
        { font: isHead ? fonts.heading : fonts.table, size: sizes.table },
      ),
    ],
  });
