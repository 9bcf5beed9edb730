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
  /** Code of the list `student_status`; empty where the cell is, `NO_STATUS_COLUMN` where the school's form has none. */
  readonly status: string;
  readonly createdDate: string;
  readonly enrolMonth: string;
  /** Cells that say otherwise than all the above and the pupil's household, by column of the dataset `students`; '' where one is left empty. */
  readonly written?: Readonly<Record<string, string>>;
}

/** The 37- and 72-item forms do not ask for a status: such a pupil attends, and nothing about it is in doubt. */
export const NO_STATUS_COLUMN = 'none';

/** Statuses of a record that is kept (在籍), and those of pupils who attend (在读). One that is not given counts as both. */
export const ACTIVE_STATUSES: ReadonlySet<string> = new Set([
  '',
  NO_STATUS_COLUMN,
  '01',
  '02',
  '04',
  '05',
  '06',
  'S6',
  '12',
  '13',
  '15',
  '99',
]);
export const ATTENDING_STATUSES: ReadonlySet<string> = new Set(['', NO_STATUS_COLUMN, '01', '05', '99']);
