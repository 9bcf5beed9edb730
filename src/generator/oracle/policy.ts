/** The five regulations. */
export const POLICY_IDS = ['national-2013', 'henan-2014', 'heilongjiang-2020', 'lingyuan-2021', 'shanxi-2026'] as const;
export type PolicyId = (typeof POLICY_IDS)[number];

/** The numbers of one regulation; null where it says nothing. */
export interface Policy {
  readonly id: PolicyId;
  /** Article 11: 小学班额不超过45人，初中班额不超过50人. */
  readonly maxPupils: { readonly primary: number; readonly junior: number } | null;
  /** Of a class over the limit that it or its school has set itself: a hint, unless the regulation holds schools to such limits. */
  readonly ownLimitSeverity: 'orange' | 'blue';
  /** Article 7: no registration from this size on. */
  readonly blockAt: number | null;
  /** Whether the regulation itself speaks of days away; if not, the product's own numbers give hints only. */
  readonly regulatesAbsence: boolean;
  /** More natural days than this. */
  readonly maxDays: number;
  readonly dropoutMonths: number;
  readonly warnSchoolDays: number;
  /** Months from a pupil's arrival to the day by which the record must have its number. */
  readonly recordMonths: { readonly primary: number; readonly junior: number };
}

const SILENT = {
  maxPupils: null,
  ownLimitSeverity: 'blue',
  blockAt: null,
  regulatesAbsence: false,
  maxDays: 7,
  dropoutMonths: 1,
  warnSchoolDays: 3,
  recordMonths: { primary: 1, junior: 1 },
} as const;

const POLICIES: Readonly<Record<PolicyId, Policy>> = {
  'national-2013': { ...SILENT, id: 'national-2013' },
  'henan-2014': { ...SILENT, id: 'henan-2014' },
  'heilongjiang-2020': {
    ...SILENT,
    id: 'heilongjiang-2020',
    maxPupils: { primary: 45, junior: 50 },
    ownLimitSeverity: 'orange',
    regulatesAbsence: true,
  },
  'lingyuan-2021': { ...SILENT, id: 'lingyuan-2021', blockAt: 55 },
  // 一年级建籍2个月，升入初中1个月；规定班容量由学校定
  'shanxi-2026': { ...SILENT, id: 'shanxi-2026', ownLimitSeverity: 'orange', recordMonths: { primary: 2, junior: 1 } },
};

export const policyOf = (id: PolicyId): Policy => POLICIES[id];
