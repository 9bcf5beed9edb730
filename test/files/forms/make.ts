// Writes those files of this folder that no other program wrote: npx tsx test/files/forms/make.ts
import fs from 'node:fs';
import path from 'node:path';
import * as library from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel';

const write = (name: string, ...parts: (string | Uint8Array)[]) =>
  fs.writeFileSync(path.join(import.meta.dirname, name), Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const { utils } = codepages as unknown as { readonly utils: { encode(codepage: number, text: string): Buffer } };
const gbk = (text: string): Buffer => utils.encode(936, text);
const words = (...numbers: number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer);

const header = ['学校标识码', '学校名称', '年级', '班级', '姓名', '身份证件号'];
const pupil = ['2230100001', '第一小学', '三年级', '1班', '张小明', '110105201809010021'];
const other = ['2230100001', '第一小学', '三年级', '1班', '李小红', '11010520180901003X'];
const table = [header, pupil, other];
const tabbed = table.map((row) => `${row.join('\t')}\r\n`).join('');

write('tab-gbk.xls', gbk(tabbed));
write('tab-utf16.xls', Buffer.from(`\uFEFF${tabbed}`, 'utf16le'));
write('utf16-unmarked.csv', Buffer.from(tabbed.replaceAll('\t', ','), 'utf16le'));
const asText = (row: readonly string[]) => row.map((cell) => `="${cell}"`).join(';');
write('excel-text.csv', `sep=;\r\n${asText(header)}\r\n${asText(pupil)}\r\n${other.map((cell) => `'${cell}`).join(';')}\r\n`);
write('tab-before-numbers.csv', `${header}\r\n${pupil.map((cell) => (/^\d{18}$/.test(cell) ? `\t${cell}` : cell))}\r\n${other}`);
write('cr-only.csv', table.map((row) => row.join()).join('\r'));
write('only-bom.csv', '\uFEFF');
write('blank-lines.csv', '\r\n\r\n  \r\n');
write('nul-tail.csv', `${header}\r\n${pupil}\r\n`, Buffer.alloc(64));
write('zeros.xlsx', Buffer.alloc(300));
write('cut-character.csv', Buffer.from(`${header}\r\n${pupil}\r\n${other}`).subarray(0, -30));
write('repeated-column.csv', `${[...header, '班级']}\r\n${[...pupil, '2班']}\r\n`);

const row = (cells: readonly string[], tag = 'td') => `<tr>\r\n${cells.map((cell) => `  <${tag}>${cell}</${tag}>\r\n`).join('')}</tr>\r\n`;
write(
  'web-export.xls',
  gbk(
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<style>td{mso-number-format:"\\@";}</style></head><body><table border="1"><tr><td colspan="6">第一小学学生名册</td></tr>
${row(header, 'th')}${row(pupil)}${row(other)}</table></body></html>`,
  ),
);
const quoted = (text: string) =>
  [...Buffer.from(text)].map((byte) => (byte > 126 || byte === 0x3d ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte))).join('');
const folded = (text: string) => quoted(text).replace(/(?:=..|[^=]){60}/g, '$&=\r\n');
const part = (encoding: string, body: string) =>
  `------=_NextPart_01\r\nContent-Location: file:///C:/a/sheet.htm\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${body}\r\n\r\n`;
const page = (rows: string) => `<html><meta charset="utf-8"><table>${rows}</table></html>`;
write(
  'page.mht',
  `MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary="----=_NextPart_01"\r\n\r\n预览\r\n\r\n`,
  part('quoted-printable', folded('<html><!--[if gte mso 9]><xml><x:Name>名册</x:Name><x:Name>其他</x:Name></xml><![endif]--><frameset></frameset></html>')),
  part('quoted-printable', folded(page(row(header, 'th') + row(pupil)))),
  part('base64', Buffer.from(page(row(header, 'th') + row(other))).toString('base64')),
  '------=_NextPart_01--\r\n',
);

const record = (type: number, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([words(type, body.length), body]);
};
const label = (line: number, column: number, text: Buffer) => record(0x204, words(line, column, 0, text.length), text);
write(
  'bare-gbk.xls',
  record(0x809, words(0, 0x10, 0, 0)),
  ...table.flatMap((cells, line) => cells.map((cell, column) => label(line, column, gbk(cell)))),
  record(0x0a),
);

const blank = (count: number) => 'A'.repeat(count);
const book95 = library.write(
  { SheetNames: ['Sheet1'], Sheets: { Sheet1: library.utils.aoa_to_sheet(table.map((cells) => cells.map((cell) => blank(gbk(cell).length)))) } },
  { type: 'buffer', bookType: 'biff5' },
) as Buffer;
const container = library.CFB.read(book95, { type: 'buffer' });
const stream = library.CFB.find(container, '/Book');
if (!stream) throw new Error('no stream');
const bytes = Buffer.from(stream.content as Uint8Array);
let place = 0;
for (const cell of table.flat()) {
  place = bytes.indexOf(blank(gbk(cell).length), place);
  place += gbk(cell).copy(bytes, place);
}
const CODEPAGE = Buffer.of(0x42, 0, 2, 0);
bytes.writeUInt16LE(936, bytes.indexOf(CODEPAGE) + CODEPAGE.length);
stream.content = bytes;
write('biff5-gbk.xls', library.CFB.write(container, { type: 'buffer', fileType: 'cfb' }) as Buffer);

const xlsx = library.write(
  { SheetNames: ['Sheet1'], Sheets: { Sheet1: library.utils.aoa_to_sheet(table) } },
  { type: 'buffer', bookType: 'xlsx', compression: true },
) as Buffer;
write('xlsx-named.xls', xlsx);
const zip = (name: string) => {
  const archive = library.CFB.utils.cfb_new();
  library.CFB.utils.cfb_add(archive, `/${name}`, Buffer.from('x'));
  return library.CFB.write(archive, { fileType: 'zip', type: 'buffer' }) as Buffer;
};
write('numbers.numbers', zip('Index/Document.iwa'));
write('document.ofd', zip('OFD.xml'));
write('shortcut.xlsx', Buffer.from('4c0000000114020000000000c000000000000046', 'hex'), Buffer.alloc(56));
const field = Buffer.alloc(32);
field.write('XM\0');
field.write('C', 11);
field[16] = 20;
write('old.dbf', Buffer.of(0x03, 126, 10, 16, 1, 0, 0, 0), words(65, 21), Buffer.alloc(20), field, Buffer.of(0x0d), Buffer.from(` ${'A'.repeat(20)}\x1a`));
