import type { SchoolCalendar } from '../school-calendar.ts';
import { schoolYearOf } from '../school-calendar.ts';

/** A school of the simulated county: all follow the six-three system and call the roll every day. */
export interface YearSchool {
  readonly code: string;
  readonly name: string;
  readonly stage: 'primary' | 'junior';
}

/** A pupil's record as the school keeps it. */
export interface YearPupil {
  /** Who it is, whatever the school writes. */
  readonly key: number;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly birthDate: string;
  readonly idNumber: string;
  /** The ID number as the school wrote it; empty where it left the cell empty. */
  readonly writtenId: string;
  readonly registryNumber: string;
  readonly schoolCode: string;
  /** Year of entering grade 1: who entered in September 2026 has 2026. */
  readonly cohort: number;
  readonly classNo: number;
  readonly enrolMonth: string;
}

export const gradeOn = (cohort: number, day: string): number => schoolYearOf(day) - cohort + 1;

/** A class keeps its name over the years. */
export const classOf = ({ schoolCode, cohort, classNo }: YearPupil): string => `${schoolCode}|${cohort}|${classNo}`;

/** One school's list of pupils, as it was sent. */
export interface SentList {
  readonly schoolCode: string;
  /** The day stated by the file. */
  readonly dataDate: string;
  readonly pupils: readonly YearPupil[];
  /** A class is left out that exists. */
  readonly isIncomplete: boolean;
}

/** One school's attendance: every class was called on each of the days, and only absences without leave are listed. */
export interface SentAttendance {
  readonly schoolCode: string;
  readonly days: readonly string[];
  readonly classes: readonly { readonly cohort: number; readonly classNo: number }[];
  readonly absences: readonly { readonly pupil: YearPupil; readonly day: string }[];
}

/** A record of the bureau about one pupil. transfer-out: left the county; transfer-in: to another of its schools. */
export interface SentChange {
  readonly no: string;
  readonly kind: 'transfer-out' | 'transfer-in' | 'suspension';
  readonly pupil: YearPupil;
  readonly fromSchool: string;
  readonly toSchool: string | null;
  readonly day: string;
}

export interface SentGraduation {
  readonly pupil: YearPupil;
  readonly day: string;
}

/** What comes in before one Monday's run. */
export interface Week {
  /** The Monday, day of receipt and of inspection. */
  readonly day: string;
  readonly lists: readonly SentList[];
  readonly attendance: readonly SentAttendance[];
  readonly changes: readonly SentChange[];
  readonly graduations: readonly SentGraduation[];
  /** Schools whose held list the bureau lets pass after the import. */
  readonly accepted: readonly string[];
  /** Pupils in a primary class from this day on, by the county's own rule. */
  readonly primaryLimit: number;
}

export interface Year {
  readonly calendar: SchoolCalendar;
  readonly schools: readonly YearSchool[];
  readonly weeks: readonly Week[];
}
