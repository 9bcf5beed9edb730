import { type StudentForm, shapeOf } from './student-forms.ts';

export type { StudentForm } from './student-forms.ts';
export type SchoolKind = 'primary' | 'junior' | 'nine_year' | 'teaching_point';
export type Stage = 'primary' | 'junior';

export type GradeStyle = 'chinese' | 'arabic' | 'cohort' | 'spoken';
export type ClassStyle = 'plain' | 'bracketed' | 'cohort' | 'padded';

/**
 * How a school reports attendance. class-reported: absences, and a row for each class and day that was called;
 * absences-only: a list of absences up to a day, which it may or may not name.
 */
export type AttendanceStyle = 'class-reported' | 'absences-only';

export interface School {
  readonly code: string;
  /** Six digits of the area that it lies in. */
  readonly areaCode: string;
  readonly name: string;
  readonly kind: SchoolKind;
  /** 63: six years of primary school, three of junior; 54: five and four. */
  readonly system: '63' | '54';
  readonly township: string;
  readonly rural: boolean;
  readonly classSizeLimit: number | null;
  readonly form: StudentForm;
  readonly gradeStyle: GradeStyle;
  readonly classStyle: ClassStyle;
  readonly attendance: AttendanceStyle;
  /** Last day on which attendance was taken before the files were sent. */
  readonly reportedThrough: string;
  /** Whether an absences-only list names that day. */
  readonly statesCutoff: boolean;
}

export interface SchoolClass {
  /** Unique in the county. */
  readonly key: string;
  readonly schoolCode: string;
  readonly stage: Stage;
  readonly gradeNo: number;
  /** null: not a numbered class, see `isPlaceholder`. */
  readonly classNo: number | null;
  /** Year in which the class entered its stage. */
  readonly entryYear: number;
  /** Code of the list `class_type`. */
  readonly type: string;
  readonly sizeLimit: number | null;
  /** 待分班: pupils without a class yet. */
  readonly isPlaceholder: boolean;
}

/** Whether the files have what only the system knows: registry number, state of the record, day of its creation. */
export function hasSystemColumns(form: StudentForm): boolean {
  const { layout } = shapeOf(form);
  return layout !== 'form37' && layout !== 'form72';
}

const CHINESE_DIGITS = '零一二三四五六七八九';

/** 1 to 999 in Chinese numerals. */
export function chineseNumber(value: number): string {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const high = hundreds === 0 ? '' : `${CHINESE_DIGITS[hundreds]}百`;
  const middle = tens === 0 ? (hundreds > 0 && ones > 0 ? '零' : '') : `${tens === 1 && hundreds === 0 ? '' : CHINESE_DIGITS[tens]}十`;
  return high + middle + (ones === 0 ? '' : CHINESE_DIGITS[ones]);
}

const juniorStart = (school: School): number => (school.system === '54' ? 6 : 7);

/** First grade of the stage at that school. */
export const stageStart = (school: School, stage: Stage): number => (stage === 'primary' ? 1 : juniorStart(school));

/** The grade as this school writes it. */
export function gradeLabel(school: School, schoolClass: SchoolClass): string {
  const { gradeNo, stage, entryYear } = schoolClass;
  const inStage = gradeNo - stageStart(school, stage) + 1;
  switch (school.gradeStyle) {
    case 'arabic':
      return `${gradeNo}年级`;
    case 'cohort':
      return stage === 'primary' ? `小学${entryYear}级` : `初${entryYear}级`;
    case 'spoken':
      return `${stage === 'primary' ? '小' : '初'}${chineseNumber(inStage)}`;
    case 'chinese':
      return `${chineseNumber(gradeNo)}年级`;
  }
}

/** The class as this school writes it. */
export function classLabel(school: School, schoolClass: SchoolClass): string {
  const { classNo, entryYear } = schoolClass;
  if (classNo === null) return '待分班';
  switch (school.classStyle) {
    case 'bracketed':
      return `（${classNo}）班`;
    case 'cohort':
      return `${entryYear}级${classNo}班`;
    case 'padded':
      return String(classNo).padStart(2, '0');
    case 'plain':
      return `${classNo}班`;
  }
}
