import type { ImportManifest } from '../lake/manifest.ts';
import { askAboutHeld, type Told, toldApart, withoutContent } from './advice.ts';
import { type Fault, gravityOf, refusalFaults, sourceFaults } from './fault.ts';
import { rowTexts } from './row-text.ts';
import type { Senders } from './senders.ts';

/** A line of a 退回单. It holds no pupil's name or number: file, row and column are enough to find them. */
export interface SlipItem {
  /** Gravest first, from 1; null: the line goes on from the one above. */
  readonly number: number | null;
  readonly kind: string;
  readonly file: string;
  readonly sheet: string;
  readonly position: string;
  readonly rows: number | null;
  readonly problem: string;
  readonly advice: string;
}

/** What goes back to one school; `school` null: to the bureau's clerk, who knows whose the files are. */
export interface Slip {
  readonly school: { readonly code: string; readonly name: string | null } | null;
  readonly items: readonly SlipItem[];
}

/** The slips of an import, by school code, the clerk's last. A school with nothing to mend gets none, whatever there is to know. */
export function slipsOf(manifest: ImportManifest, senders: Senders): Slip[] {
  const faults = new Map<string | null, Fault[]>();
  for (const fault of [...refusalFaults(manifest), ...manifest.sources.flatMap(sourceFaults)]) {
    const schools = senders.of(fault);
    // What only informs about a table of many schools concerns none of them.
    if (schools.length > 1 && !isToMend(fault.kind)) continue;
    const school = schools.length === 1 ? schools[0]! : null;
    faults.set(school, [...(faults.get(school) ?? []), fault]);
  }
  const held = manifest.submissions.filter((submission) => submission.held !== null);
  const codes = new Set([...faults.keys(), ...held.map(({ school_code }) => school_code)]);
  return [...codes]
    .sort((a, b) => Number(a === null) - Number(b === null) || (String(a) < String(b) ? -1 : 1))
    .map((code): Slip => {
      const own = (faults.get(code) ?? []).toSorted((a, b) => gravityOf(a.kind) - gravityOf(b.kind));
      const questions = held.filter(({ school_code }) => school_code === code).map(({ held }) => question(held!));
      return {
        school: code === null ? null : { code, name: senders.nameOf(code) },
        items: [...questions, ...withColumnsTogether(own).map(itemsOf)].flatMap(numbered),
      };
    })
    .filter(({ items }) => items.some(({ kind }) => kind === incomplete || isToMend(kind)));
}

const incomplete = '疑似不完整';

const isToMend = (kind: string): boolean => gravityOf(kind) < gravityOf('重复的行');

type Item = Omit<SlipItem, 'number'>;

/** The lines of the `index`-th item: only the first has a number. */
const numbered = (lines: readonly Item[], index: number): SlipItem[] =>
  lines.map((line, part) => ({ ...line, number: part === 0 ? index + 1 : null }));

const question = (reason: string): Item[] => [
  { kind: incomplete, file: '本次报送的学生名册', sheet: '', position: '', rows: null, ...askAboutHeld(reason) },
];

/** Columns that are not known only inform: those of a sheet share a line. */
function withColumnsTogether(faults: readonly Fault[]): Fault[] {
  const sheets = new Map<string, Fault[]>();
  for (const fault of faults.filter(({ kind }) => kind === '未识别的列')) {
    const sheet = JSON.stringify([fault.file, fault.sheet]);
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), fault]);
  }
  return [
    ...faults.filter(({ kind }) => kind !== '未识别的列'),
    ...[...sheets.values()].map((group) => ({ ...group[0]!, column: group.map(({ column }) => column).join('”“') })),
  ];
}

/** A fault in many rows takes several lines: no row of a sheet is tall enough for all their numbers. */
function itemsOf(fault: Fault): Item[] {
  const { kind, file, sheet, rows } = fault;
  const told = toldOf(fault);
  const [first = '', ...more] = rowTexts(fault.rowNumbers, rows ?? 0);
  const column = fault.column === null ? '' : `${fault.columnLetter === null ? '' : `${fault.columnLetter}列`}“${fault.column}”`;
  const item = { kind, file, sheet };
  return [
    { ...item, position: [column, first].filter((part) => part !== '').join('，'), rows, ...told },
    ...more.map((position) => ({ ...item, position, rows: null, problem: '同上（续）', advice: '同上' })),
  ];
}

const otherwise: Readonly<Record<string, string>> = {
  文件已拒收: '请核对文件，用 WPS 或 Excel 另存为 xlsx 后重新报送',
  工作表未识别: '请在表头写明列名（姓名、学籍号、年级、班级等）后重新报送；不是数据的工作表不用处理',
  认不出的值: '请改成规定的写法后重新报送',
  重复的行: '不用处理；请核对是否重复报送',
  未识别的列: '仅供了解；需要用到的列，请改用通用列名',
};

const toldOf = ({ kind, reason }: Fault): Told => toldApart(withoutContent(reason), otherwise[kind] ?? '请在原表中改正后重新报送');
