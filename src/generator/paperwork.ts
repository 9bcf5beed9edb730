import type { School } from './school.ts';

// The records about a pupil that schools and the bureau keep beside the registry. `pupilKey` is the registry record meant.

export interface Leave {
  readonly pupilKey: number;
  readonly type: 'sick' | 'personal';
  readonly startDate: string;
  readonly endDate: string;
  readonly approval: 'approved' | 'pending' | 'rejected';
  readonly approvedDate: string | null;
}

export interface Contact {
  readonly pupilKey: number;
  readonly date: string;
  readonly method: 'phone' | 'visit' | 'wechat';
  readonly result: 'reached' | 'relative' | 'failed';
}

export interface StatusChange {
  readonly pupilKey: number;
  readonly changeNo: string;
  /** Code of the list `change_type`: 11 suspension, 18 deletion, 22 transfer, 51 death, 55 going abroad. */
  readonly type: '11' | '18' | '22' | '51' | '55';
  /** The school that handles it; of a transfer, the receiving one. */
  readonly schoolCode: string;
  readonly fromSchoolCode: string | null;
  readonly toSchoolCode: string | null;
  /** Set where the receiving school is in another county. */
  readonly toSchoolName: string | null;
  readonly applyDate: string;
  readonly effectiveDate: string | null;
  readonly returnedDate: string | null;
  readonly approval: 'pending' | 'approved' | 'rejected' | 'returned' | 'withdrawn';
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly reason: string;
}

export interface Graduation {
  readonly pupilKey: number;
  readonly schoolCode: string;
  readonly stage: 'primary' | 'junior';
  readonly year: number;
  readonly date: string;
}

export interface Placement {
  readonly pupilKey: number;
  readonly kind: 'special_school' | 'inclusive' | 'home_teaching' | 'reform_school';
  readonly recordSchoolCode: string;
  /** null: a school outside the county, whose records are not among these. */
  readonly hostSchoolCode: string | null;
  readonly startDate: string;
  readonly endDate: string | null;
}

/** A row of the police's extract. */
export interface Person {
  readonly idNumber: string;
  readonly name: string;
  readonly sex: '1' | '2' | null;
  readonly birthDate: string | null;
  readonly ethnicity: string;
  /** Where the household is registered, six digits. */
  readonly area: string;
  readonly familyNo: number;
}

/** A row of the police's list of results. */
export interface PoliceResult {
  /** null: nobody in the registry; then the row says all of `stranger`. */
  readonly pupilKey: number | null;
  readonly stranger?: { readonly schoolCode: string; readonly name: string; readonly idNumber: string };
  /** Which numbers the row gives; without one it is known by school and name. */
  readonly gives: 'both' | 'id' | 'registry' | 'name';
  readonly result: 'pass' | 'not_found' | 'name_mismatch' | 'pending';
  readonly policeName: string | null;
  readonly comparedDate: string | null;
  readonly handled: boolean;
}

/** A row of the register of dropouts and suspected dropouts. */
export interface Dropout {
  readonly pupilKey: number;
  readonly category: 'suspected' | 'dropout';
  readonly foundDate: string;
  readonly absentSince: string;
  /** When it was marked in the registry system; null: not yet. */
  readonly markedDate: string | null;
}

export interface Persuasion {
  readonly pupilKey: number;
  readonly date: string;
  readonly method: 'phone' | 'visit';
  readonly result: 'promised' | 'refused' | 'not_found';
}

/** A new entrant's arrival. */
export interface Registration {
  readonly pupilKey: number;
  readonly termStart: string;
  readonly reported: boolean;
  readonly reportDate: string | null;
}

/** A row of the bureau's list of schools. */
export interface ListedSchool {
  readonly code: string;
  readonly name: string;
  readonly campus: string | null;
  readonly campusCode: string | null;
  /** The school of the county whose other particulars the row gives; null: a school without pupils. */
  readonly of: School | null;
}
