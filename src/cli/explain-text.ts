import type { ExplainedColumn, ExplainedFile, ExplainedTable, Explanation, RowCounts } from '../explain/explanation.ts';
import { textWidth } from '../reports/measure.ts';
import { rowText } from '../returns/row-text.ts';
import { textTable } from './text-table.ts';

/** Rows shown beside the columns; more would not fit a screen. */
const shownRows = 3;
/** Half-width characters of a value or title on the screen. */
const widest = 20;

/** How files were read and why so, for reading. */
export function explainText({ files }: Explanation): string {
  if (files.length === 0) return '没有可看的文件。请在命令后面写明文件，或把文件放进工作区的 inbox 文件夹。';
  return [...files.map(fileText), '只是说明，没有写入任何东西。'].join('\n\n');
}

function fileText({ file, bytes, format, encoding, outcome, refusal, tables }: ExplainedFile): string {
  if (outcome === 'ignored') return `${file}\n  略过：${refusal}`;
  const kind = format === 'unknown' ? '' : `格式 ${format}${encoding === null ? '' : `（${encoding}）`}，`;
  const heading = `${file}\n  ${kind}${sizeText(bytes)}${refusal === null ? `，${tables.length} 张表` : ''}`;
  if (refusal !== null) return `${heading}\n  没有读取：${refusal}`;
  return [heading, ...tables.map(tableText)].join('\n\n');
}

const sizeText = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
};

const outcomes = { refused: '认出了，但不能用', unrecognised: '没有认出', ignored: '不是数据，略过' } as const;

function tableText(table: ExplainedTable): string {
  const { sheet, hidden, outcome, dataset_title, why, header_rows, facts, rows, notes, days } = table;
  const name = sheet === '' ? '内容' : `工作表［${sheet}］${hidden ? '（隐藏）' : ''}`;
  const what = dataset_title === null ? '' : `《${dataset_title}》`;
  const header =
    header_rows === null ? '' : header_rows[0] === header_rows[1] ? `第${header_rows[0]}行` : `第${header_rows[0]}–${header_rows[1]}行`;
  const lines: [string, string][] = [
    ...why.map((sentence, at): [string, string] => [at === 0 ? '为什么' : '', sentence]),
    ['缺少', table.missing.map((title) => `“${title}”`).join('、')],
    ['表头', header],
    ...facts.map(({ what: fact, value, from }): [string, string] => [fact, `${value}（${from}）`]),
    ['按月', days === null ? '' : `${days.first} 至 ${days.last}，共 ${days.count} 天，每天一列`],
    ['行数', rows === null ? '' : countText(rows)],
    ...(rows?.issues ?? []).map(({ kind, reason, row_numbers, rows: count }): [string, string] => [
      kind,
      `${reason}${placeText(row_numbers, count)}`,
    ]),
    ...notes.map((note): [string, string] => ['说明', note]),
  ];
  const heading = `  ${name}：${outcome === 'recognised' ? `认作${what}` : `${outcomes[outcome]}${what}`}`;
  const blocks = [
    heading,
    ...lines.filter(([label, text]) => text !== '' || label === '').map(([label, text]) => `    ${padded(label, 8)}${text}`),
    ...(table.columns.length === 0 ? [] : ['', columnTable(table)]),
  ];
  return blocks.join('\n');
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - textWidth(text)));

const placeText = (rowNumbers: readonly number[], rows: number): string => {
  const text = rowText(rowNumbers, rows);
  return text === '' ? '' : `（${text}）`;
};

function countText({ read, loaded, skipped, rejected }: RowCounts): string {
  const reasons = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([reason, rows]) => `${reason} ${rows}`)
      .join('，');
  const part = (title: string, counts: Readonly<Record<string, number>>): string => {
    const total = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
    return total === 0 ? `${title} 0` : `${title} ${total}（${reasons(counts)}）`;
  };
  return `读入 ${read}：装载 ${loaded}，${part('跳过', skipped)}，${part('拒收', rejected)}`;
}

/** Each column with what the first rows say in it. */
function columnTable({ columns, first_rows }: ExplainedTable): string {
  const rows = first_rows.slice(0, shownRows);
  const cells = columns.map((column) => [
    column.letter,
    shortened(column.title),
    meaningText(column),
    ...rows.map(({ values }) => valueText(column, values)),
  ]);
  const loose = looseColumns(rows, columns);
  return textTable(['列', '列名', '读作', ...rows.map(({ row }) => `第${row}行`)], [...cells, ...loose], '    ');
}

/** What rows have although no column gives it: school and class from above the header or from names. */
function looseColumns(rows: ExplainedTable['first_rows'], columns: readonly ExplainedColumn[]): string[][] {
  const placed = new Set(columns.map(({ column }) => column));
  const names = [
    ...new Set(rows.flatMap(({ values }) => Object.keys(values).filter((name) => values[name] !== null && !placed.has(name)))),
  ];
  return names.map((name) => ['', '', looseTitles[name] ?? name, ...rows.map(({ values }) => shortened(values[name] ?? ''))]);
}

const looseTitles: Readonly<Record<string, string>> = {
  school_code: '学校标识码',
  grade: '年级',
  class_name: '班级',
  date: '日期',
  status: '状态',
  day_part: '时段',
};

/** The guess without what speaks for it: that is in `--json` and in 列名对照.xlsx. */
const meaningText = ({ meaning, likeliest }: ExplainedColumn): string =>
  shortened(likeliest === null ? meaning : `${meaning}，像“${likeliest.replace(/（[^（]*）$/, '')}”`, 34);

const valueText = ({ column }: ExplainedColumn, values: Readonly<Record<string, string | null>>): string =>
  column === null ? '' : shortened(values[column] ?? '');

function shortened(text: string, width = widest): string {
  const plain = text.replace(/\s+/g, ' ');
  if (textWidth(plain) <= width) return plain;
  let shown = '';
  for (const character of plain) {
    if (textWidth(shown + character) > width - 2) break;
    shown += character;
  }
  return `${shown}…`;
}
