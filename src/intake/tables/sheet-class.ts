import { parseGrade } from '../../staging/grade.ts';
import type { HeadRow } from '../canonical/head.ts';
import { type ClassInName, classInName, classInTitle } from '../recognition/class-in-name.ts';
import { isText } from '../recognition/header-layout.ts';

export interface SheetNames {
  /** Path inside the drop. */
  readonly file: string;
  /** '' where the format has no sheets. */
  readonly sheet: string;
}

/** The class of a table that has no column for it, and who says so. */
export interface StatedClass extends ClassInName {
  readonly from: '表头' | '表内班级行' | '工作表名' | '文件名' | null;
}

const LABEL_CELL = /^(?:年级|班级)$/;

/** The class that the rows above a header, the sheet's name or the file's name give; what is nearer counts, and contradiction ends it. */
export function classStated(above: readonly HeadRow[], names: SheetNames): StatedClass {
  const sources = [
    { ...classAbove(above), from: '表头' as const },
    { ...classInName(names.sheet), from: '工作表名' as const },
    { ...classInName(stemOf(names.file)), from: '文件名' as const },
  ];
  let stated: StatedClass = { grade: null, className: null, from: null };
  for (const source of sources) {
    if (differs(stated.grade, source.grade) || (stated.className !== null && differsAsClass(stated.className, source.className))) break;
    stated = {
      grade: stated.grade ?? source.grade,
      className: stated.className ?? source.className,
      from: stated.from ?? ((source.grade ?? source.className) === null ? null : source.from),
    };
  }
  return stated;
}

/** The class that title rows speak of; nothing where they speak of several. */
function classAbove(rows: readonly HeadRow[]): ClassInName {
  const said = rows.map((row) => classInTitle(lineOf(row))).filter(({ grade, className }) => (grade ?? className) !== null);
  const [first] = said.filter(({ className }) => className !== null);
  if (said.some(({ className }) => className !== null && className !== first?.className)) return { grade: null, className: null };
  return { grade: first?.grade ?? said[0]?.grade ?? null, className: first?.className ?? null };
}

const lineOf = ({ cells }: HeadRow): string => {
  const texts = cells.filter(isText).map((cell) => cell.trim());
  return texts
    .filter((text, at) => text !== texts[at - 1])
    .map((text) => (LABEL_CELL.test(text) ? `${text}:` : text))
    .join(' ');
};

const stemOf = (file: string): string => (file.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '');

function differs(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && JSON.stringify(parseGrade(one)) !== JSON.stringify(parseGrade(other));
}

const differsAsClass = (one: string, other: string | null): boolean =>
  other !== null && one.replace(/[()班]/g, '') !== other.replace(/[()班]/g, '');
