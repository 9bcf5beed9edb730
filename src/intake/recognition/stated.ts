import type { HeadRow } from '../canonical/head.ts';
import { parseDate } from './data-date.ts';

/** What a sheet says about itself above its header (填报单位：… 填报时间：…). Dates are 'YYYY-MM-DD'. */
export interface Stated {
  /** 填报时间, 填报日期, 制表日期, 统计时间. */
  readonly reportedOn: string | null;
  /** 导出时间, 导出日期. */
  readonly exportedOn: string | null;
  /** 统计截止日, 截止日期, 截至…: the day whose facts the sheet holds. */
  readonly cutoffOn: string | null;
  /** Name of the school or office (填报单位, 学校). */
  readonly unit: string | null;
  readonly schoolCode: string | null;
  /** Grade and class that title rows or the sheet's name give, as written: 三年级, （2）班. */
  readonly grade: string | null;
  readonly className: string | null;
}

type Field = Exclude<keyof Stated, 'grade' | 'className'>;

const LABELS: readonly (readonly [label: string, field: Field])[] = [
  ['填报时间', 'reportedOn'],
  ['填报日期', 'reportedOn'],
  ['填表时间', 'reportedOn'],
  ['填表日期', 'reportedOn'],
  ['制表时间', 'reportedOn'],
  ['制表日期', 'reportedOn'],
  ['统计时间', 'reportedOn'],
  ['统计日期', 'reportedOn'],
  ['上报时间', 'reportedOn'],
  ['上报日期', 'reportedOn'],
  ['报送日期', 'reportedOn'],
  ['导出时间', 'exportedOn'],
  ['导出日期', 'exportedOn'],
  ['统计截止日期', 'cutoffOn'],
  ['统计截止时间', 'cutoffOn'],
  ['统计截止日', 'cutoffOn'],
  ['截止日期', 'cutoffOn'],
  ['截止时间', 'cutoffOn'],
  ['学校标识码', 'schoolCode'],
  ['学校代码', 'schoolCode'],
  ['标识码', 'schoolCode'],
  ['填报单位', 'unit'],
  ['填报学校', 'unit'],
  ['报送单位', 'unit'],
  ['学校名称', 'unit'],
  ['单位名称', 'unit'],
  ['学校', 'unit'],
  ['单位', 'unit'],
];
const labelAlternatives = LABELS.map(([label]) => label).join('|');
const LABEL_CELL = new RegExp(`^(?:${labelAlternatives})$`);
/** Any label ends the value before it, also one whose value is not wanted (填表人：…). */
const ANY_LABEL = /([\p{Script=Han}]{2,8}):/gu;
const CUTOFF = /截至(?:到)?\s*(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{8})/;
const DATE_START = /^\s*(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{8})(?!\d)/;
const SCHOOL_CODE = /(?<!\d)\d{10}(?!\d)/;
const GAP = / {2,}|\t|\n/;
const SEAL_IN_LABEL = /\((?:盖章|公章|章)\) *:/g;
const SEAL = /\((?:盖章|公章|章)\)/g;

/** Reads the rows above a header. Of several statements of one kind the first counts. */
export function readStated(rows: readonly HeadRow[]): Stated {
  const stated: Record<Field, string | null> = { reportedOn: null, exportedOn: null, cutoffOn: null, unit: null, schoolCode: null };
  for (const row of rows) {
    const text = lineOf(row);
    const labels = [...text.matchAll(ANY_LABEL)];
    labels.forEach((match, position) => {
      const known = knownLabel(match);
      if (!known) return;
      const next = labels[position + 1];
      const value = text.slice(match.index + match[0].length, next ? startOf(next) : text.length);
      stated[known[1]] ??= contentOf(known[1], value);
    });
    stated.cutoffOn ??= parseDate(CUTOFF.exec(text)?.[1] ?? '');
  }
  return { ...stated, grade: null, className: null };
}

/** The cells of a row in one line. A label in a cell of its own gets the colon that it lacks. */
function lineOf(row: HeadRow): string {
  const cells = row.cells.filter((cell) => cell !== null).map((cell) => cell.normalize('NFKC').trim());
  // Merged cells come filled: the same text again says nothing new.
  const distinct = cells.filter((cell, index) => cell !== '' && cell !== cells[index - 1]);
  const line = distinct.map((cell) => (LABEL_CELL.test(cell) ? `${cell}:` : cell)).join('  ');
  return line.replace(SEAL_IN_LABEL, ':').replace(SEAL, '  ');
}

const knownLabel = (match: RegExpExecArray) => LABELS.find(([known]) => match[1]?.endsWith(known));

/** Where a label starts: what stands right before it, without a blank, belongs to the value before (…第一小学填报时间：). */
const startOf = (match: RegExpExecArray): number =>
  match.index + (match[1]?.length ?? 0) - (knownLabel(match)?.[0] ?? match[1] ?? '').length;

function contentOf(field: Field, text: string): string | null {
  if (field === 'schoolCode') return SCHOOL_CODE.exec(text)?.[0] ?? null;
  if (field === 'unit') {
    // 单位：人 says what is counted, not who reports.
    const name = text.trim().split(GAP)[0]?.trim() ?? '';
    return name.length > 1 ? name : null;
  }
  return parseDate(DATE_START.exec(text)?.[1] ?? '');
}
