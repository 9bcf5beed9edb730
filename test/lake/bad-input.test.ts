import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, eachDrop, pupils, schools, students } from './drop.ts';

const file = (name: string): string => join(import.meta.dirname, '..', 'files', name);

describe('what a bad file gets, while the good one beside it is loaded', () => {
  const drop = eachDrop();

  it.each([
    ['unknown-header.csv', /没有找到列名行/],
    ['empty.csv', /空/],
    ['corrupt-zip.xlsx', /损坏|打不开|不完整/],
    ['bad-byte.csv', /第\s?\d+\s?(个)?字节/],
    ['html.xls', /没有找到列名行/],
  ])('%s', async (name, sentence) => {
    drop().put('学生.csv', students(pupils(3)));
    copyFileSync(file(name), join(drop().workspace.inbox, name));
    const manifest = await drop().import();

    expect(manifest?.sources.map((source) => [source.file, source.loaded])).toEqual([['学生.csv', 3]]);
    expect(manifest?.refusals.map((refusal) => refusal.file)).toEqual([name]);
    expect(manifest?.refusals[0]?.reason).toMatch(sentence);
    expect(existsSync(join(drop().workspace.inbox, name)), 'a refused file stays where it is').toBe(true);
    expect(existsSync(join(drop().workspace.inbox, '学生.csv')), 'a loaded one is put away').toBe(false);
  });

  it('a csv called .xls is read by its content', async () => {
    copyFileSync(file('csv-named.xls'), join(drop().workspace.inbox, 'csv-named.xls'));
    const manifest = await drop().import();
    expect(manifest?.refusals).toEqual([]);
    expect(manifest?.sources[0]?.loaded).toBeGreaterThan(0);
    expect(manifest?.sources[0]?.notes.join()).toContain('.xls');
  });

  it('rubbish of the office is passed over and said', async () => {
    drop()
      .put('学生.csv', students(pupils(2)))
      .put('~$学生.xlsx', 'x')
      .put('Thumbs.db', 'x');
    const manifest = await drop().import();
    expect(manifest?.refusals.map((refusal) => [refusal.file, refusal.kind]).sort()).toEqual([
      ['Thumbs.db', 'ignored'],
      ['~$学生.xlsx', 'ignored'],
    ]);
  });

  it('only rubbish: there is nothing to import', async () => {
    drop().put('Thumbs.db', 'x');
    expect(await drop().import()).toBeNull();
  });
});

describe('what a bad row gets', () => {
  const drop = eachDrop();
  const [header, a, b, c] = students(pupils(3)).trimEnd().split('\n') as [string, string, string, string];

  const importText = async (lines: readonly string[]) => {
    drop().put('学生.csv', `${lines.join('\n')}\n`);
    return (await drop().import())!.sources[0]!;
  };

  it('a line with more cells than the header is refused by its number', async () => {
    const source = await importText([header, a, `${b},多出来,的格`, c]);
    expect([source.read, source.loaded]).toEqual([4, 2]);
    expect(source.issues).toMatchObject([{ kind: '拒收的行', row: 3, rows: 1 }]);
    expect(source.issues[0]?.reason).toContain('格数多于表头');
  });

  it('a line torn in two by a line break is refused, both halves', async () => {
    const cut = b.indexOf('男') + 1;
    const source = await importText([header, a, b.slice(0, cut), b.slice(cut), c]);
    expect(source.loaded).toBe(2);
    expect(source.issues.map((issue) => issue.row_numbers)).toEqual([[3, 4]]);
    expect(source.issues[0]?.reason).toContain('换行');
  });

  it('a line whose last cells are missing is loaded: Excel leaves them out', async () => {
    const source = await importText([header, a, b.split(',').slice(0, -1).join(','), c]);
    expect(source.loaded).toBe(3);
    expect(source.rejected).toEqual({});
  });

  it('cells beside the header that are empty do no harm', async () => {
    const source = await importText([header, `${a},,`, `${b},,`, `${c},,`]);
    expect(source.loaded).toBe(3);
  });

  it('titles, repeated headers, totals, signatures and blank lines are skipped with their reasons', async () => {
    const source = await importText([
      '第一小学学生名册',
      '填报单位：第一小学  填报时间：2026年11月13日',
      header,
      a,
      '',
      header,
      b,
      c,
      '合计,,3',
      '制表人：王某',
    ]);
    expect(source.loaded).toBe(3);
    expect(source.data_date).toBe('2026-11-13');
    expect(source.skipped).toEqual({
      '表头以上的标题、说明行': 2,
      表头行: 1,
      空行: 1,
      分页重复的表头: 1,
      '合计、小计行': 1,
      '制表、审核、签字、说明行': 1,
    });
    expect(source.read).toBe(source.loaded + Object.values(source.skipped).reduce((sum, rows) => sum + rows, 0));
  });

  it('a signature with its second half in the number’s column is no pupil, a pupil called 合 is one', async () => {
    const source = await importText([
      header,
      a,
      '2230100001,,合小计,男,230123201601021001,三年级,1班,在读',
      '制表人：王某,,,,审核人：李某',
      '合计,3,,,3',
    ]);
    expect(source.loaded).toBe(2);
    expect(source.skipped).toMatchObject({ '合计、小计行': 1, '制表、审核、签字、说明行': 1 });
  });

  it('a row without school, name of a school or hint in the file is refused', async () => {
    drop().put('名单.csv', csv(['姓名', '身份证件号', '年级', '班级', '性别'], ['王小明', '230123201601020009', '三年级', '1班', '男']));
    const source = (await drop().import())!.sources[0]!;
    expect(source.loaded).toBe(0);
    expect(source.issues[0]).toMatchObject({ kind: '拒收的行', row: 2 });
    expect(source.issues[0]?.reason).toContain('看不出是哪所学校');
  });

  it('a date that is none is refused where the table lives by it, and kept as text elsewhere', async () => {
    drop().put('学校.csv', schools);
    drop().put(
      '考勤.csv',
      csv(
        ['学校标识码', '学籍号', '姓名', '日期', '考勤状态'],
        ['2230100001', 'G1', '王', '2026-02-30', '旷课'],
        ['2230100001', 'G2', '李', '2026.11.3', '旷课'],
      ),
    );
    const absences = (await drop().import())!.sources.find((source) => source.dataset === 'absences')!;
    expect(absences.loaded).toBe(1);
    expect(absences.issues[0]?.reason).toContain('日期认不出');
  });
});

describe('a workbook with a sheet for each class', () => {
  const drop = eachDrop();

  it('takes school and date from the first sheet, and leaves 序号 unmentioned', async () => {
    const { utils, write } = await import('@e965/xlsx');
    const book = utils.book_new();
    const titles = ['序号', '姓名', '性别', '身份证号', '年级', '班级'];
    const first = [
      ['填报单位：第一小学　填报时间：2026年11月13日　学校标识码：2230100001'],
      titles,
      [1, '王甲', '男', '230123201601020009', '三年级', '1班'],
    ];
    utils.book_append_sheet(book, utils.aoa_to_sheet(first), '1班');
    utils.book_append_sheet(book, utils.aoa_to_sheet([titles, [1, '李乙', '女', '230123201601030021', '三年级', '2班']]), '2班');
    drop().put('名册.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const manifest = await drop().import();
    expect(manifest?.sources.map((source) => [source.sheet, source.loaded, source.data_date, source.unknown_titles])).toEqual([
      ['1班', 1, '2026-11-13', []],
      ['2班', 1, '2026-11-13', []],
    ]);
    expect(manifest?.submissions).toMatchObject([{ school_code: '2230100001', pupils: 2 }]);
  });
});
