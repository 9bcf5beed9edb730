/** One row of the registry: one pupil's record at one school. */
export interface Pupil {
  /** Unique in the county; a child with two records has two. */
  readonly key: number;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly birthDate: string;
  /** Code of the list `ethnicity`. */
  readonly ethnicity: string;
  /** Code of the list `id_type`; empty where the cell is. */
  readonly idType: string;
  /** As the school wrote it. */
  readonly idNumber: string;
  /** number: the cell is numeric, so that the last digits are lost; in workbooks only. */
  readonly idStorage: 'text' | 'number';
  /** Empty where the school's form has no such column. */
  readonly registryNumber: string;
  readonly schoolCode: string;
  readonly classKey: string;
  readonly seatNo: number;
  /** Siblings share it, and with it address and guardians. */
  readonly familyNo: number;
  /** Six digits; 230123 is this county. */
  readonly hukouArea: string;
  /** Code of the list `student_status`; empty where the cell or the column is. */
  readonly status: string;
  readonly createdDate: string;
  readonly enrolMonth: string;
}

/** Statuses of a record that is kept (在籍), and those of pupils who attend (在读). An empty status counts as both. */
export const ACTIVE_STATUSES: ReadonlySet<string> = new Set(['', '01', '02', '04', '05', '06', 'S6', '12', '13', '15', '99']);
export const ATTENDING_STATUSES: ReadonlySet<string> = new Set(['', '01', '05', '99']);
