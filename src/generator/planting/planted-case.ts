import type { PolicyId } from '../oracle/policy.ts';

/** found: a finding; excused: a finding withheld for a reason; clear: none. */
export type Outcome = 'found' | 'excused' | 'clear';

/** A problem, or something that looks like one, put into the county on purpose. */
export interface PlantedCase {
  readonly check: string;
  /** What is special about it, in Chinese. */
  readonly name: string;
  readonly outcome: Outcome;
  /** The rules under which the outcome holds. */
  readonly policy: PolicyId;
  readonly variant: string | null;
  /** The records concerned; none for a class. */
  readonly pupilKeys: readonly number[];
  readonly classKey: string | null;
  /** Set where the case is a school. */
  readonly schoolCode?: string;
}
