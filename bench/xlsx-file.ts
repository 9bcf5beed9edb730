import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { Cell } from '../src/generator/files/csv.ts';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const package_ = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet as Excel saves it: texts shared, numbers as numbers, empty cells left out. Made for speed and for nothing else. */
export async function writeXlsxFile(path: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  const strings = new SharedStrings();
  const sheet = await packed('xl/worksheets/sheet1.xml', sheetXml(rows, strings));
  const parts = [
    await packed('[Content_Types].xml', [
      `${xml}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
      ...['workbook:sheet.main', 'worksheets/sheet1:worksheet', 'styles:styles', 'sharedStrings:sharedStrings'].map((part) => {
        const [name, type] = part.split(':') as [string, string];
        return `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
      }),
      '</Types>',
    ]),
    await packed('_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])]),
    await packed('xl/_rels/workbook.xml.rels', [
      relationships([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ]),
    await packed('xl/workbook.xml', [
      `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="学生" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ]),
    await packed('xl/styles.xml', [
      `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ]),
    sheet,
    await packed('xl/sharedStrings.xml', strings.xml()),
  ];
  writeFileSync(path, zip(parts));
}

const relationships = (targets: readonly (readonly [string, string])[]): string =>
  `${xml}<Relationships xmlns="${package_}/relationships">${targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

class SharedStrings {
  readonly #numbers = new Map<string, number>();
  #uses = 0;

  numberOf(text: string): number {
    this.#uses += 1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  *xml(): Generator<string> {
    yield `${xml}<sst xmlns="${main}" count="${this.#uses}" uniqueCount="${this.#numbers.size}">`;
    for (const text of this.#numbers.keys()) yield `<si><t>${escaped(text)}</t></si>`;
    yield '</sst>';
  }
}

const escaped = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;

const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function* sheetXml(rows: Iterable<readonly Cell[]>, strings: SharedStrings): Generator<string> {
  yield `${xml}<worksheet xmlns="${main}"><sheetData>`;
  const columns: string[] = [];
  let number = 0;
  for (const row of rows) {
    number += 1;
    let text = `<row r="${number}">`;
    row.forEach((cell, index) => {
      if (cell === '') return;
      columns[index] ??= letters(index);
      text +=
        typeof cell === 'number'
          ? `<c r="${columns[index]}${number}"><v>${cell}</v></c>`
          : `<c r="${columns[index]}${number}" t="s"><v>${strings.numberOf(cell)}</v></c>`;
    });
    yield `${text}</row>`;
  }
  yield '</sheetData></worksheet>';
}

interface Part {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  readonly bytes: Buffer;
}

const chunk = 1 << 16;

async function packed(name: string, texts: Iterable<string>): Promise<Part> {
  const deflate = createDeflateRaw({ level: 6, chunkSize: chunk });
  const out: Buffer[] = [];
  deflate.on('data', (data: Buffer) => out.push(data));
  let crc = 0;
  let size = 0;
  let pending = '';
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(pending);
    pending = '';
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  };
  for (const text of texts) {
    pending += text;
    if (pending.length >= chunk) await flush();
  }
  await flush();
  deflate.end();
  await once(deflate, 'end');
  return { name, size, crc, bytes: Buffer.concat(out) };
}

/** Every part deflated, sizes below 4 GB. */
function zip(parts: readonly Part[]): Buffer {
  const out: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(0x5a21_0000, 6);
    facts.writeUInt32LE(part.crc, 10);
    facts.writeUInt32LE(part.bytes.length, 14);
    facts.writeUInt32LE(part.size, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, name);
    const local = [Buffer.from('PK\x03\x04', 'latin1'), facts, name, part.bytes];
    out.push(...local);
    offset += local.reduce((sum, bytes) => sum + bytes.length, 0);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, bytes) => sum + bytes.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...out, ...directory, end]);
}
