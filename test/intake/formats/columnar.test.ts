import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Table, tableFromArrays, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';
import { DuckDbEngine } from '../../../src/engine/duckdb.ts';
import { literal } from '../../../src/engine/sql-text.ts';
import { transcodeArrow } from '../../../src/intake/formats/arrow.ts';
import { decimalText } from '../../../src/intake/formats/arrow-values.ts';
import { transcodeParquet } from '../../../src/intake/formats/parquet.ts';

const forms = path.join(import.meta.dirname, '../../files/forms');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-columnar-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const target = (index: number) => path.join(folder, `${index}.csv`);

async function transcode(file: string) {
  const outcome = await (file.endsWith('.parquet') ? transcodeParquet : transcodeArrow)(file, target);
  if (!outcome.sheets) throw new Error(outcome.refusal.message);
  const [sheet] = outcome.sheets;
  return { ...sheet!, lines: fs.readFileSync(sheet!.path, 'utf8') };
}

async function parquet(select: string): Promise<string> {
  const file = path.join(folder, 'made.parquet');
  const engine = await DuckDbEngine.open();
  await engine.run('set preserve_insertion_order = true');
  await engine.run(`copy (${select}) to ${literal(file)} (format parquet, row_group_size 2048)`);
  engine.close();
  return file;
}

const types = [
  '1,20,"文字","大文字","字典","整数","无符号","双","单","十进制","是否","日期","毫秒日","时刻","纳秒","带区","世界时","时间","字节","列表","结构","空"',
  '2,19,"甲""乙\n,","110105201809010021","三年级","\u0001110105201809010021","\u000118446744073709551615","\u0001110105201809010020","\u00010.1",' +
    '"\u0001110105201809010021.5","TRUE","2015-08-31","2015-08-31","2015-08-31","2015-08-31","2015-08-31","2015-08-31 00:30:00","08:30:00","姓名",' +
    '"[1,2]","{""a"":1,""b"":""x""}",',
  '3,18,"",,"三年级","\u00010","\u00011","\u00010.5","\u00013.5","\u0001-0.05","FALSE","1969-12-31","1969-12-31","2015-08-31 08:30:01",' +
    '"2015-08-31 08:30:00","2015-08-31","2015-08-30 23:59:00","00:00:00","FF00","[]",,',
  '4,19,,"x",,,,,,,,,,,,,,,,,"{""a"":2,""b"":null}",',
  '5,18," abc ","y","四年级","\u0001-5","\u00013",,"\u000110000000000","\u000112","TRUE","2000-02-29","2000-02-29","1960-01-01 23:59:59","1960-01-01",' +
    '"1988-07-01","1991-09-16","23:59:59","","[3]",,',
  '',
].join('\n');

describe('every type', () => {
  test.each(['types.feather', 'types-zstd.feather', 'types-plain.feather', 'types-stream.arrows', 'types.parquet'])('%s', async (name) => {
    const sheet = await transcode(path.join(forms, name));
    expect(sheet.lines).toBe(types);
    expect(sheet).toMatchObject({ sheet: '', width: 20, rows: 5, hidden: false, date1904: false });
    expect(sheet.notes).toEqual([expect.stringMatching(/^列“整数”、“无符号”、“双”以数值存放，里面有15位以上的号码/)]);
  });

  test('text that Arrow keeps in views', async () => {
    expect((await transcode(path.join(forms, 'view.arrow'))).lines).toBe(
      '1,1,"视图"\n2,1,"短"\n3,1,"一个比十二字节长的字符串"\n4,0,\n5,1,""\n',
    );
  });

  test.each([
    [[0], 0, '0'],
    [[5], 2, '0.05'],
    [[1200], 2, '12'],
    [[0xffff_ffff, 0xffff_ffff], 0, '-1'],
    [[0xffff_fffb, 0xffff_ffff], 2, '-0.05'],
  ])('decimal %j with %i places', (words, scale, text) => expect(decimalText(Uint32Array.from(words), scale)).toBe(text));
});

describe('identity numbers stored as numbers are said', () => {
  const values = [99_999_999_999_999n, 100_000_000_000_000n, 100_000_000_000_001n];
  test.each(values.map((value, index) => [value, index === 0 ? 0 : 1]))('%s', async (value, notes) => {
    const arrow = path.join(folder, 'made.arrow');
    fs.writeFileSync(arrow, tableToIPC(tableFromArrays({ 号: BigInt64Array.of(value) }), 'file'));
    expect((await transcode(arrow)).notes).toHaveLength(notes);
    expect((await transcode(await parquet(`select ${value}::bigint as 号`))).notes).toHaveLength(notes);
  });

  test('not where they are text', async () => {
    expect((await transcode(await parquet(`select '110105201809010021' as 号`))).notes).toEqual([]);
  });
});

describe('rows', () => {
  test('keep their order over many groups', async () => {
    const { lines, rows } = await transcode(await parquet('select i as n from range(100000) t(i)'));
    expect(rows).toBe(100_001);
    const wrong = lines
      .split('\n')
      .slice(1, -1)
      .findIndex((line, index) => line !== `${index + 2},1,"\u0001${index}"`);
    expect(wrong).toBe(-1);
  });

  test('none but the titles', async () => {
    const arrow = path.join(folder, 'made.arrow');
    fs.writeFileSync(arrow, tableToIPC(new Table({ 姓名: vectorFromArray([], new Utf8()) }), 'stream'));
    expect(await transcode(arrow)).toMatchObject({ lines: '1,1,"姓名"\n', rows: 1 });
    expect(await transcode(await parquet(`select '' as 姓名 where false`))).toMatchObject({ lines: '1,1,"姓名"\n', rows: 1 });
  });

  test('a record without any value has no cells; NULL is not empty text', async () => {
    expect((await transcode(await parquet(`select * from (values (null, null), ('', null), ('a', '')) t(a, "b""c")`))).lines).toBe(
      '1,2,"a","b""c"\n2,0,,\n3,1,"",\n4,2,"a",""\n',
    );
  });
});

test.each(['[1]', '*', '?'])('a name with %s is no pattern', async (mark) => {
  const file = path.join(folder, `名册${mark}.parquet`);
  fs.copyFileSync(await parquet(`select '甲' as a`), file);
  fs.copyFileSync(path.join(forms, 'types.parquet'), path.join(folder, '名册1.parquet'));
  expect((await transcode(file)).lines).toBe('1,1,"a"\n2,1,"甲"\n');
});

test.each([
  ['0.001', '0.001'],
  ['0.00005', '5e-05'],
  ['123456789.25', '123456789.25'],
  ['1e20', '100000000000000000000'],
])('the double %s', async (value, text) => {
  expect((await transcode(await parquet(`select ${value}::double as a`))).lines).toBe(`1,1,"a"\n2,1,"\u0001${text}"\n`);
});

test('an error of our own is thrown', async () => {
  const nowhere = () => path.join(folder, 'no-such-folder', 'x.csv');
  await expect(transcodeParquet(path.join(forms, 'types.parquet'), nowhere)).rejects.toThrow('no-such-folder');
  await expect(transcodeArrow(path.join(forms, 'types.feather'), nowhere)).rejects.toThrow('ENOENT');
});
