/** One row about one pupil on one school day. */
export interface AbsenceMark {
  readonly date: string;
  readonly dayPart: 'full' | 'am' | 'pm';
  /** Code of the list `absence_status`. */
  readonly status: 'present' | 'absent' | 'sick_leave' | 'personal_leave' | 'late';
  /** The word in the file. */
  readonly label: string;
  /** The column 是否批准; null when empty. */
  readonly approved: boolean | null;
}

/** What the schools reported since the term began. How a school reports is with the school. */
export interface Attendance {
  readonly firstDay: string;
  /** Classes with a row for every pupil and day instead of a row for the class. */
  readonly fullRoll: ReadonlySet<string>;
  /** School days on which a class was not called, by class. */
  readonly unreported: ReadonlyMap<string, ReadonlySet<string>>;
  /** By pupil, in order of date. */
  readonly marks: ReadonlyMap<number, readonly AbsenceMark[]>;
}
