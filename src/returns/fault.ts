import { datasetOf } from '../datasets/dictionary.ts';
import { columnLetter } from '../intake/column-letter.ts';
import type { ImportManifest, ReceivedSource } from '../lake/manifest.ts';
import { skipReasons } from '../staging/disposition.ts';

/** Something in what was received that somebody has to mend or know. */
export interface Fault {
  /** One of `faultKinds`, or another that the import names. */
  readonly kind: string;
  readonly file: string;
  readonly sheet: string;
  /** The source it is in; null: a file or sheet that was not read. */
  readonly source: ReceivedSource | null;
  /** The school of the rows, where it is about rows; null: not known, or about the whole table. */
  readonly schoolCode: string | null;
  readonly isAboutRows: boolean;
  /** Title of the column, and its letter in a spreadsheet where it is known. */
  readonly column: string | null;
  readonly columnLetter: string | null;
  readonly rowNumbers: readonly number[];
  readonly rows: number | null;
  /** What was found, mostly with what to do. */
  readonly reason: string;
}

/** Gravest first: the order in which a school should mend them. */
export const faultKinds = [
  '文件已拒收',
  '工作表未识别',
  '缺列',
  '拒收的行',
  '以数值存的号码',
  '对不上的姓名',
  '认不出的值',
  '重复的行',
  '未识别的列',
] as const;

/** Place in that order, from 1. A kind that is not in it ranks with values that were not understood. */
export function gravityOf(kind: string): number {
  const order: readonly string[] = faultKinds;
  return (order.includes(kind) ? order.indexOf(kind) : order.indexOf('认不出的值')) + 1;
}

export const unknownColumn = '不认识这个列名，该列没有导入';

/** Files and sheets that were not read. Rubbish of office programs is none. */
export const refusalFaults = ({ refusals }: ImportManifest): Fault[] =>
  refusals
    .filter(({ kind }) => kind !== 'ignored')
    .map(({ file, sheet, kind, reason }) => ({
      ...wholeTable,
      kind: /缺少必(须有|需)的列/.test(reason) ? '缺列' : kind === 'unrecognised' ? '工作表未识别' : '文件已拒收',
      file,
      sheet,
      source: null,
      reason,
    }));

const wholeTable = { schoolCode: null, isAboutRows: false, column: null, columnLetter: null, rowNumbers: [], rows: null } as const;

/** What is wrong inside a sheet that was read. */
export function sourceFaults(source: ReceivedSource): Fault[] {
  const at = { file: source.file, sheet: source.sheet, source };
  const repeated = source.skipped[skipReasons.duplicate] ?? 0;
  return [
    ...source.issues.map(
      (issue): Fault => ({
        ...at,
        kind: issue.kind,
        schoolCode: issue.school_code,
        isAboutRows: true,
        column: issue.column,
        columnLetter: letterOf(source, issue.column),
        rowNumbers: issue.row_numbers.length > 0 ? issue.row_numbers : issue.row === null ? [] : [issue.row],
        rows: issue.rows,
        reason: issue.reason,
      }),
    ),
    ...unnamedRejections(source).map((fault): Fault => ({ ...at, ...fault })),
    ...(repeated > 0
      ? [{ ...wholeTable, ...at, kind: '重复的行', rows: repeated, reason: `${skipReasons.duplicate}，只取一份` } as const]
      : []),
    ...source.unknown_titles.map((title): Fault => ({ ...wholeTable, ...at, kind: '未识别的列', column: title, reason: unknownColumn })),
  ];
}

/** Manifests of earlier versions named the first 200 refused rows and counted the rest. */
function unnamedRejections(source: ReceivedSource): Omit<Fault, 'file' | 'sheet' | 'source'>[] {
  const named = source.issues.filter(({ kind }) => kind === '拒收的行').reduce((sum, { rows }) => sum + rows, 0);
  const rows = Object.values(source.rejected).reduce((sum, count) => sum + count, 0) - named;
  return rows > 0 ? [{ ...wholeTable, kind: '拒收的行', isAboutRows: true, rows, reason: '其余拒收的行（没有逐行列出）' }] : [];
}

/** The letter of a column that an issue names by its title. */
function letterOf(source: ReceivedSource, title: string | null): string | null {
  const name = Object.entries(source.columns).find(([column, found]) => found === title || column === title)?.[0];
  const index = name === undefined ? undefined : source.column_index[name];
  return index === undefined ? null : columnLetter(index);
}

export const datasetTitle = ({ source }: Fault): string | null => (source === null ? null : datasetOf(source.dataset).title);
