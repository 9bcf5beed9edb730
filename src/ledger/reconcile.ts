import type { Finding } from '../checks/finding.ts';
import { type AliasKey, fingerprintOf } from './alias.ts';
import type { LedgerEvent } from './event-log.ts';
import type { FindingStatus, LedgerState } from './state.ts';

/** A finding with its place in the ledger. */
export interface LedgerEntry {
  readonly finding: Finding;
  readonly subject: string;
  /** Null for excused rows: they are no findings. */
  readonly number: string | null;
  readonly status: FindingStatus | null;
  /** Number shared by the rows of one duplicate. */
  readonly group: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
}

export interface Reconciled {
  readonly entries: readonly LedgerEntry[];
  readonly events: readonly LedgerEvent[];
}

/**
 * Ties a run's findings to those of earlier runs. A finding seen on a later day than before is persisting; running again on the same day
 * changes nothing. Nothing closes here.
 */
export function reconcile(
  findings: readonly Finding[],
  subjectOf: ReadonlyMap<string, string>,
  state: LedgerState,
  key: AliasKey,
  asOf: string,
): Reconciled {
  const numbers = new Numbers(state, asOf.slice(0, 4));
  const events: LedgerEvent[] = [];
  const observed: string[] = [];
  const entries = [...findings].sort(byPlace).map((finding): LedgerEntry => {
    const subject = subjectOf.get(finding.entityKey);
    if (subject === undefined) throw new Error(`no subject for a finding of ${finding.check.id}`);
    if (finding.excusedBy !== null) return { finding, subject, number: null, status: null, group: null, firstSeen: null, lastSeen: null };
    const fingerprint = fingerprintOf(finding.check.id, subject, finding.occurrence);
    const group = finding.groupKey === null ? null : key.hash('group', `${finding.check.id}|${finding.groupKey}`);
    const known = state.findings.get(fingerprint);
    const number = known?.number ?? numbers.next(group);
    observed.push(number);
    if (!known) {
      events.push({ type: 'opened', number, fingerprint, check: finding.check.id, subject, occurrence: finding.occurrence, group });
    }
    const isOlder = known !== undefined && known.firstSeen < asOf;
    if (isOlder && known.status === 'new') events.push({ type: 'status', number, from: 'new', to: 'persisting', why: '再次查出' });
    return {
      finding,
      subject,
      number,
      status: isOlder ? 'persisting' : (known?.status ?? 'new'),
      group: group === null ? null : number.split('-').slice(0, 2).join('-'),
      firstSeen: known?.firstSeen ?? asOf,
      lastSeen: asOf,
    };
  });
  return { entries, events: [...events, { type: 'observed', numbers: observed }] };
}

/** The same findings get the same numbers, in whatever order a check returned them. Rows of a group stand together. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.check.id, b.check.id) ||
    compare(a.groupKey ?? '', b.groupKey ?? '') ||
    compare(a.schoolCode, b.schoolCode) ||
    (a.gradeNo ?? 0) - (b.gradeNo ?? 0) ||
    (a.classNo ?? 0) - (b.classNo ?? 0) ||
    compare(a.name ?? '', b.name ?? '') ||
    compare(a.registryNumber ?? a.idNumber ?? a.entityKey, b.registryNumber ?? b.idNumber ?? b.entityKey) ||
    compare(a.occurrence ?? '', b.occurrence ?? '')
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 2026-000123, or 2026-000123-2 for the second record of a duplicate. Never given twice. */
class Numbers {
  readonly #year: string;
  readonly #last: Map<string, number>;
  readonly #groups: Map<string, string>;

  constructor(state: LedgerState, year: string) {
    this.#year = year;
    this.#last = new Map(state.lastNumber);
    this.#groups = new Map(state.groups);
  }

  next(group: string | null): string {
    if (group === null) return this.#running();
    const base = this.#groups.get(group) ?? this.#running();
    this.#groups.set(group, base);
    return `${base}-${this.#raise(base)}`;
  }

  #running(): string {
    return `${this.#year}-${String(this.#raise(this.#year)).padStart(6, '0')}`;
  }

  #raise(key: string): number {
    const value = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, value);
    return value;
  }
}
