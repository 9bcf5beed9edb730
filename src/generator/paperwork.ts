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
  readonly familyNo: number;
}
