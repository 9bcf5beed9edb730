export type PolicyId = 'heilongjiang-2020' | 'lingyuan-2021' | 'national-2013';

/** The numbers of one regulation; null where it says nothing. */
export interface Policy {
  readonly id: PolicyId;
  /** Article 11: 小学班额不超过45人，初中班额不超过50人. */
  readonly maxPupils: { readonly primary: number; readonly junior: number } | null;
  /** Article 7: no registration from this size on. */
  readonly blockAt: number | null;
  /** Whether the regulation itself speaks of days away; if not, the product's own numbers give hints only. */
  readonly regulatesAbsence: boolean;
  /** More natural days than this. */
  readonly maxDays: number;
  readonly dropoutMonths: number;
  readonly warnSchoolDays: number;
  /** A transfer that has been under way for as many workdays no longer excuses. */
  readonly transferWorkdays: number;
}

const EVERYWHERE = { maxDays: 7, dropoutMonths: 1, warnSchoolDays: 3, transferWorkdays: 60 } as const;

const POLICIES: Readonly<Record<PolicyId, Policy>> = {
  'heilongjiang-2020': {
    ...EVERYWHERE,
    id: 'heilongjiang-2020',
    maxPupils: { primary: 45, junior: 50 },
    blockAt: null,
    regulatesAbsence: true,
  },
  'lingyuan-2021': { ...EVERYWHERE, id: 'lingyuan-2021', maxPupils: null, blockAt: 55, regulatesAbsence: false },
  'national-2013': { ...EVERYWHERE, id: 'national-2013', maxPupils: null, blockAt: null, regulatesAbsence: false },
};

export const policyOf = (id: PolicyId): Policy => POLICIES[id];
