import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as library from '@e965/xlsx';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { readHead } from '../../src/intake/canonical/head.ts';
import { readSourceFile } from '../../src/intake/reading.ts';

const forms = path.join(import.meta.dirname, '../files/forms');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-forms-'));
afterAll(() => fs.rmSync(work, { recursive: true }));

const readAt = (source: string, file: string) => readSourceFile(source, file, { workDir: work, learned: [] });
const read = (name: string) => readAt(path.join(forms, name), name);
function made(name: string, content: string | Uint8Array) {
  fs.writeFileSync(path.join(work, name), content);
  return readAt(path.join(work, name), name);
}

const table = [
  ['学校标识码', '学校名称', '年级', '班级', '姓名', '身份证件号'],
  ['2230100001', '第一小学', '三年级', '1班', '张小明', '110105201809010021'],
  ['2230100001', '第一小学', '三年级', '1班', '李小红', '11010520180901003X'],
];

describe('one table in every form', () => {
  test.each([
    ['tab-gbk.xls', 'csv', 1, '扩展名是.xls，内容是CSV文本，已按内容读取'],
    ['tab-utf16.xls', 'csv', 1, '扩展名是.xls，内容是CSV文本，已按内容读取'],
    ['utf16-unmarked.csv', 'csv', 1, null],
    ['cr-only.csv', 'csv', 1, null],
    ['web-export.xls', 'html', 2, '扩展名是.xls，内容是网页表格（HTML），已按内容读取'],
    ['bare-gbk.xls', 'xls', 1, null],
    ['biff5-gbk.xls', 'xls', 1, null],
    ['xlsx-named.xls', 'xlsx', 1, '扩展名是.xls，内容是xlsx工作簿，已按内容读取'],
  ])('%s', async (name, format, headerRow, note) => {
    const reading = await read(name);
    expect(reading).toMatchObject({ format, refusal: null });
    expect(reading.sheets).toHaveLength(1);
    const { canonical, recognition } = reading.sheets[0]!;
    const rows = readHead(canonical, 10).slice(headerRow - 1);
    expect(rows.map(({ cells }) => cells)).toEqual(table);
    expect(rows.map(({ row }) => row)).toEqual([headerRow, headerRow + 1, headerRow + 2]);
    expect(recognition).toMatchObject({ kind: 'recognised', dataset: 'students', headerLastRow: headerRow, unknown: [] });
    if (note) expect(canonical.notes[0]).toBe(note);
  });

  test.each(['libreoffice.xls', 'libreoffice.ods', 'libreoffice-html.xls', 'excel-2003-xml.xls'])(
    '%s, written by LibreOffice',
    async (name) => {
      const { canonical, recognition } = (await read(name)).sheets[0]!;
      expect(recognition).toMatchObject({ kind: 'recognised', dataset: 'students', unknown: [] });
      const shown = name === 'libreoffice-html.xls' ? '2018年9月1日' : '2018-09-01';
      const pupil = ['2230100001', '第一小学', '三年级', '1班', 'G110105201809010021', '张小明', '110105201809010021', shown];
      expect(readHead(canonical, 10)[1]?.cells).toEqual(pupil);
    },
  );

  test('page.mht: its pages are sheets under the names that Excel gave them', async () => {
    const { sheets, format } = await read('page.mht');
    expect(format).toBe('mht');
    expect(sheets.map(({ canonical }) => [canonical.sheet, readHead(canonical, 9).map(({ cells }) => cells)])).toEqual([
      ['名册', [table[0], table[1]]],
      ['其他', [table[0], table[2]]],
    ]);
    expect(fs.readdirSync(work).filter((name) => name.startsWith('mht-'))).toEqual([]);
  });

  test('excel-text.csv: titles are known through ="…", cells left to staging', async () => {
    const { canonical, recognition } = (await read('excel-text.csv')).sheets[0]!;
    expect(recognition).toMatchObject({ kind: 'recognised', dataset: 'students', headerLastRow: 2, unknown: [], missingRequired: [] });
    expect(readHead(canonical, 9).map(({ cells }) => cells[5])).toEqual([
      null,
      '="身份证件号"',
      '="110105201809010021"',
      "'11010520180901003X",
    ]);
  });

  test('tab-before-numbers.csv: the tab is no delimiter', async () => {
    const { canonical } = (await read('tab-before-numbers.csv')).sheets[0]!;
    expect(readHead(canonical, 9).map(({ cells }) => cells.length)).toEqual([6, 6, 6]);
    expect(readHead(canonical, 9)[1]?.cells[5]).toBe('\t110105201809010021');
  });

  test('long-cell.xls: 32,767 characters, the most that a cell holds', async () => {
    const { canonical } = (await read('long-cell.xls')).sheets[0]!;
    expect(readHead(canonical, 1)[0]?.cells).toEqual(['长'.repeat(32_767), 'b']);
  });

  test('repeated-column.csv: the second of two columns is named', async () => {
    expect((await read('repeated-column.csv')).sheets[0]?.recognition).toMatchObject({
      duplicated: [expect.objectContaining({ title: '班级' })],
    });
  });

  test('nul-tail.csv: zero bytes at the end are said, no row is lost', async () => {
    const { canonical } = (await read('nul-tail.csv')).sheets[0]!;
    expect(readHead(canonical, 9)[1]?.cells).toEqual(table[1]);
    expect(canonical.notes).toEqual([expect.stringMatching(/^第3行有空字节（NUL），已略去/)]);
  });
});

describe('files that are refused, with the reason', () => {
  const locked = '文件设有打开密码，无法读取；请取消密码后另存为xlsx再放入';
  test.each([
    ['password.xlsx', 'password-protected', locked],
    ['password.xls', 'password-protected', locked],
    ['password.ods', 'password-protected', locked],
    ['shortcut.xlsx', 'unknown-format', '是Windows快捷方式，不是文件本身'],
    ['numbers.numbers', 'unknown-format', '是苹果Numbers表格'],
    ['document.ofd', 'unknown-format', '是OFD版式文件'],
    ['old.dbf', 'unknown-format', '是dbf数据库文件'],
    ['feather-1.feather', 'unknown-format', '是旧版Feather（第1版）数据文件'],
    ['zeros.xlsx', 'corrupt', '内容全是空字节（0）'],
    ['only-bom.csv', 'empty-file', '文件里没有文字（只有编码标记）'],
    ['cut-character.csv', 'bad-encoding', '第173字节（第3行）不是有效的UTF-8文字'],
  ])('%s', async (name, code, words) => {
    const { refusal, sheets } = await read(name);
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(sheets).toEqual([]);
  });

  test('blank-lines.csv is an empty sheet', async () => {
    expect((await read('blank-lines.csv')).sheets.map(({ recognition }) => recognition.kind)).toEqual(['empty']);
  });

  test.each([
    ['RAR', '526172211a0700cf', '是RAR压缩包'],
    ['7z', '377abcaf271c0004', '是7z压缩包'],
    ['gzip', '1f8b080000000000', '是gzip压缩包'],
    ['a picture', '89504e470d0a1a0a', '是图片'],
    ['a photo of a phone', '00000018667479706865696300000000', '图片或视频'],
    ['Access', '000100005374616e64617264204a657420444200', '是Access数据库'],
    ['an encrypted Parquet', '504152450000', '是加密的Parquet'],
    ['a program', '4d5a90000300000004000000', '是程序'],
  ])('%s', async (_, hex, words) => {
    const content = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(100)]);
    expect((await made('file.xlsx', content)).refusal?.message).toContain(words);
  });

  test.each([
    ['<?xml version="1.0"?><root/>', '内容是XML'],
    ['<html><body>登录超时</body></html>', '没有表格，可能是登录页'],
  ])('%s', async (content, words) => expect((await made('a.xls', content)).refusal?.message).toContain(words));

  test.each(['BZ,BM\n1,2\n', 'MZ,XM\n1,2\n', 'BM,XM\n1,2\n', '<未填>,姓名\n1,2\n', 'PK,姓名\n1,2\n'])('%j is csv', async (content) =>
    expect(await made('a.csv', content)).toMatchObject({ format: 'csv', refusal: null }),
  );

  test('a page may begin with words', async () => {
    const { format, sheets } = await made('a.xls', '导出成功<br><TABLE border=1>\n<TR><TD>姓名<TD>年级<TR><TD>张小明<TD>三年级</TABLE>');
    expect(format).toBe('html');
    expect(readHead(sheets[0]!.canonical, 9).map(({ cells }) => cells[0])).toEqual(['导出成功', '姓名', '张小明']);
  });

  test('a container tells by the streams in its root what it is', async () => {
    const container = (...streams: string[]) => {
      const file = library.CFB.utils.cfb_new();
      for (const stream of streams) library.CFB.utils.cfb_add(file, stream, Buffer.alloc(5000));
      return library.CFB.write(file, { type: 'buffer', fileType: 'cfb' }) as Buffer;
    };
    const word = container('/WordDocument', '/ObjectPool/_1/Workbook');
    expect((await made('a.xls', word)).refusal?.message).toContain('是Word文档');
    expect((await made('a.xls', word.subarray(0, 9000))).refusal?.message).toContain('已损坏');
    expect((await made('a.xls', container('/PowerPoint Document'))).refusal?.message).toContain('演示文稿');
    expect((await made('a.xls', container('/Nothing'))).refusal?.message).toContain('已损坏');
    expect((await made('a.xls', container('/EncryptedPackage'))).refusal?.code).toBe('password-protected');
  });

  test.each([
    'libreoffice.xls',
    'libreoffice.ods',
    'bare-gbk.xls',
    'types.parquet',
    'types.feather',
    'types-stream.arrows',
    'excel-2003-xml.xls',
  ])('%s cut off anywhere is never read as if it were whole', async (name) => {
    const whole = fs.readFileSync(path.join(forms, name));
    for (const part of [0.2, 0.5, 0.9]) {
      const { refusal, sheets } = await made(name, whole.subarray(0, Math.floor(whole.length * part)));
      expect([refusal?.code, sheets]).toEqual(['corrupt', []]);
    }
  });
});

describe('what a library prints', () => {
  const spies = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  afterEach(() => vi.restoreAllMocks());

  test('does not get out', async () => {
    const odd = '<number:date-style style:name="N1"><number:month number:style="long" number:textual="true"/></number:date-style>';
    await made(
      'a.fods',
      `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
      <office:automatic-styles>${odd}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表"><table:table-row>
      <table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>`,
    );
    await read('libreoffice.ods');
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});
