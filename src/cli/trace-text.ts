import { rowText } from '../returns/row-text.ts';
import type { TraceDocument, TraceRecordDocument } from '../trace/document.ts';
import type { TracedCell } from '../trace/source-cells.ts';
import type { TracedDataset, TracedRow } from '../trace/trace.ts';
import { statusTitles } from './finding-words.ts';
import { place } from './import-text.ts';
import { severityTitles } from './run-text.ts';
import { textTable } from './text-table.ts';

/** Rows of a table on the screen end here; `--json` has all. */
const mostRows = 30;

/** Where a finding comes from, for reading. */
export function traceText(document: TraceDocument): string {
  const { number, run, as_of, check, check_title, unmasked, records } = document;
  const heading = `问题 ${number}  ${check_title}（${check}）\n检查日 ${as_of}  运行 ${run}  号码${unmasked ? '未脱敏，严禁外传' : '已脱敏'}`;
  return [heading, ...records.map((record) => recordText(record, records.length > 1))].join('\n\n');
}

function recordText(record: TraceRecordDocument, isOneOfMany: boolean): string {
  const { school_code, school_name, name, grade, class: className, registry_number, id_number } = record;
  const who = [school_name.includes(school_code) ? school_name : `${school_name}（${school_code}）`, `${grade}${className}`, name ?? ''];
  const facts: [string, string][] = [
    ['对象', who.filter((text) => text !== '').join('  ')],
    ['号码', [registry_number && `学籍号 ${registry_number}`, id_number && `证件号 ${id_number}`].filter(Boolean).join('，')],
    ['问题', record.message],
    ['级别', `${severityTitles[record.severity as keyof typeof severityTitles] ?? record.severity}${statusText(record)}`],
    ['证据', record.evidence.map(({ label, value }) => `${label} ${value}`).join('，')],
    ['依据', record.basis],
  ];
  const head = textTable(
    [],
    facts.filter(([, text]) => text !== ''),
  );
  const title = isOneOfMany ? `【${record.number}】\n` : '';
  return [`${title}${head}`, ...record.datasets.map(datasetText)].join('\n\n');
}

const statusText = ({ status }: TraceRecordDocument): string => (status === null ? '' : `，${statusTitles[status] ?? status}`);

function datasetText({ title, is_required, rows, counts, note }: TracedDataset): string {
  const heading = `${title}${is_required ? '' : '（供参考，或用来排除误报）'}`;
  const shown = rows.slice(0, mostRows);
  const lines = [
    ...(note === null ? [] : [`  ${note}`]),
    ...counts.map(
      ({ file, sheet, rows: count, row_numbers }) =>
        `  ${place(file, sheet)}：${count} 行${row_numbers.length > 0 ? `，${rowText(row_numbers, row_numbers.length)}` : ''}`,
    ),
    ...bySource(shown).map(sourceText),
    ...(rows.length > mostRows ? [`  另有 ${rows.length - mostRows} 行，见 --json 的输出`] : []),
    ...(note === null && counts.length === 0 && rows.length === 0 ? ['  没有这个对象的行'] : []),
  ];
  return `${heading}\n${lines.join('\n')}`;
}

function bySource(rows: readonly TracedRow[]): TracedRow[][] {
  const groups = new Map<string, TracedRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.batch, row.file, row.sheet, row.note]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** The rows of one table: what all of them have in common once, the rest a line a row. */
function sourceText(rows: readonly TracedRow[]): string {
  const { file, sheet, batch, received_at, note } = rows[0]!;
  const where = `  ${place(file, sheet)} ${rowText(
    rows.map(({ row }) => row),
    rows.length,
  )}（批次 ${batch}，${received_at.slice(0, 10)} 收到）`;
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.filter(isWorthShowing).map(({ column }) => column)))];
  const differing = columns.filter((column) => new Set(rows.map((row) => sameness(cellOf(row, column)))).size > 1);
  const common = columns.filter((column) => !differing.includes(column)).flatMap((column) => cellOf(rows[0]!, column) ?? []);
  return [
    where,
    ...(note === null ? [] : [`    ${note}`]),
    ...(common.length > 0 ? [cellTable(common, rows[0]!)] : []),
    ...(differing.length > 0 ? [rowTable(rows, differing)] : []),
  ].join('\n');
}

const isWorthShowing = ({ letter, loaded }: TracedCell): boolean => letter !== null || loaded !== null;
const cellOf = ({ cells }: TracedRow, column: string): TracedCell | undefined => cells.find((cell) => cell.column === column);
const sameness = (cell: TracedCell | undefined): string => JSON.stringify(cell && [cell.letter, cell.original, cell.loaded]);

const cellTable = (cells: readonly TracedCell[], { row, note }: TracedRow): string =>
  textTable(
    ['位置', '文件里的列名', '原文', '读作'],
    cells.map((cell) => [placeOfCell(cell, row), cell.source_title ?? '', originalText(cell, note), readAs(cell, note)]),
    '    ',
  );

function rowTable(rows: readonly TracedRow[], columns: readonly string[]): string {
  const header = columns.map((column) => {
    const cells = rows.flatMap((row) => cellOf(row, column) ?? []);
    const letters = new Set(cells.map(({ letter }) => letter));
    const titles = new Set(cells.map(({ source_title }) => source_title));
    // A month with a column per day has a title per row.
    const title = (titles.size === 1 ? cells[0]!.source_title : null) ?? cells[0]!.title;
    return `${letters.size === 1 && cells[0]!.letter !== null ? `${cells[0]!.letter}列 ` : ''}${title}`;
  });
  const lines = rows.map((row) => [
    `第${row.row}行`,
    ...columns.map((column, at) => {
      const cell = cellOf(row, column);
      if (cell === undefined) return '';
      const letter = cell.letter !== null && !header[at]!.startsWith(`${cell.letter}列 `) ? `${cell.letter}列 ` : '';
      const text = row.note === null ? originalText(cell, null) : (cell.loaded ?? '空');
      return `${letter}${text}${row.note === null && cell.loaded !== null && cell.loaded !== cell.original ? ` → ${cell.loaded}` : ''}`;
    }),
  ]);
  return textTable(['行', ...header], lines, '    ');
}

const placeOfCell = ({ letter, row: at }: TracedCell, row: number): string =>
  letter === null ? '不在列里' : at === row ? `${letter}列` : `${letter}列第${at}行`;

function originalText({ original, is_number, letter }: TracedCell, note: string | null): string {
  if (note !== null) return '';
  if (letter === null) return '（来自表头上方、工作表名或文件名）';
  return original === null ? '（空）' : `${original}${is_number ? '（以数值存）' : ''}`;
}

/** What was made of the cell, where that is not simply its text. */
function readAs({ title, loaded, original }: TracedCell, note: string | null): string {
  if (loaded === null) return `${title}：空`;
  return loaded === original && note === null ? title : `${title}：${loaded}`;
}
