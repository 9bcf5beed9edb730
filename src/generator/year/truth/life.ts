import type { Year } from '../sent.ts';
import { Holdings } from './holdings.ts';
import { hasAttendanceOfTerm, isAboutAbsence, type Problem, problemsOf, wasInClassAfter, type YearCheck } from './problems.ts';

type Status = 'new' | 'persisting' | 'reopened' | 'not-submitted' | 'closed' | 'ended' | 'waived' | 'explained';
type Mark = '名册消失' | '本期未查' | null;

/** One finding after one run, as it should stand in the ledger. */
export interface Standing {
  readonly check: YearCheck;
  readonly subject: number | string;
  readonly occurrence: string | null;
  /** Where it was last observed. */
  readonly schoolCode: string;
  readonly status: Status;
  readonly mark: Mark;
  readonly group: string | null;
  /** The evidence by which the bureau would go in accepting an explanation. */
  readonly material: string;
  /** The last day on which a waiver holds. */
  readonly waivedUntil: string | null;
  /** Of an absence the last day away that was reported. */
  readonly lastDay: string | null;
  /** The evidence that was explained. */
  readonly explained: string | null;
  /** The number that held when it was last observed; null where none can change. */
  readonly limit: number | null;
}

/** A finding is the same problem when check, subject and occurrence are. */
export const keyOf = ({ check, subject, occurrence }: Pick<Standing, 'check' | 'subject' | 'occurrence'>): string =>
  `${check}|${subject}|${occurrence ?? ''}`;

/** The life of every finding of a year, Monday by Monday, told from the model alone. */
export class Lives {
  readonly #year: Year;
  #standings: ReadonlyMap<string, Standing> = new Map();
  #week = 0;

  constructor(year: Year) {
    this.#year = year;
  }

  /** The next Monday's run: how every finding ever opened stands after it. */
  next(): readonly Standing[] {
    const holdings = new Holdings(this.#year, this.#week);
    const problems = new Map(problemsOf(holdings).map((problem) => [keyOf(problem), problem]));
    const fresh = [...problems.values()].filter((problem) => problem.state === 'found' && !this.#standings.has(keyOf(problem)));
    this.#standings = new Map([
      ...[...this.#standings].map(([key, standing]) => [key, after(standing, problems.get(key), holdings)] as const),
      ...fresh.map((problem) => [keyOf(problem), observed(problem, 'new', holdings)] as const),
    ]);
    this.#week += 1;
    return [...this.#standings.values()];
  }

  /** The bureau waives a finding between two runs. */
  waive(key: string, until: string): void {
    this.#decide(key, (standing) => ({ ...standing, status: 'waived', waivedUntil: until, explained: null }));
  }

  /** The bureau accepts a school's explanation between two runs. */
  explain(key: string): void {
    this.#decide(key, (standing) => ({ ...standing, status: 'explained', waivedUntil: null, explained: standing.material }));
  }

  #decide(key: string, decided: (standing: Standing) => Standing): void {
    const standing = this.#standings.get(key);
    if (!standing) throw new Error(`no finding ${key}`);
    this.#standings = new Map(this.#standings).set(key, decided(standing));
  }
}

const isOver = ({ status }: Standing): boolean => status === 'closed' || status === 'ended';

const limitOf = (check: YearCheck, { week }: Holdings): number | null => (check === 'class-size-over-standard' ? week.primaryLimit : null);

const observed = (problem: Problem, status: Status, holdings: Holdings): Standing => ({
  check: problem.check,
  subject: problem.subject,
  occurrence: problem.occurrence,
  schoolCode: problem.schoolCode,
  group: problem.group,
  material: problem.material,
  lastDay: problem.lastDay,
  status,
  mark: null,
  waivedUntil: null,
  explained: null,
  limit: limitOf(problem.check, holdings),
});

/** Whether the bureau's word still holds: until its day, or while what was explained is as it was. */
function isSettled({ status, waivedUntil, explained }: Standing, problem: Problem | undefined, { day }: Holdings): boolean {
  if (status === 'waived') return waivedUntil! >= day;
  return status === 'explained' && (problem === undefined || problem.material === explained);
}

function after(before: Standing, problem: Problem | undefined, holdings: Holdings): Standing {
  const settled = isSettled(before, problem, holdings);
  if (!problem) return isOver(before) ? before : notReturned(before, settled, holdings);
  const stand = (status: Status): Standing => observed(problem, status, holdings);
  if (problem.state !== 'found') return isOver(before) ? before : { ...stand('ended'), schoolCode: before.schoolCode };
  if (before.status === 'closed') return stand('reopened');
  if (before.status === 'ended') return stand('persisting');
  if (settled) return { ...stand(before.status), waivedUntil: before.waivedUntil, explained: before.explained };
  return stand(isFresh(problem.check, problem.schoolCode, holdings) ? 'persisting' : 'not-submitted');
}

/** What a check that did not return a finding says of it. */
function notReturned(before: Standing, settled: boolean, holdings: Holdings): Standing {
  const { check, schoolCode, subject } = before;
  const stand = (status: Status, mark: Mark = null): Standing => ({ ...before, status, mark });
  const own = typeof subject === 'number' ? holdings.current.get(subject) : undefined;
  const places = [schoolCode, ...(own ? [own.schoolCode] : [])];
  // What nobody could look at again is not new either.
  const open = settled || before.status === 'not-submitted' ? before.status : 'persisting';
  if (!places.every((code) => isRun(check, code, holdings))) return stand(open, '本期未查');
  if (!places.every((code) => isFresh(check, code, holdings))) return stand(settled ? before.status : 'not-submitted');
  const isGone = typeof subject === 'number' && !own;
  if (isGone && !holdings.hasLeftLawfully(subject)) return stand(settled ? before.status : 'persisting', '名册消失');
  // A new school or term that does not mention an absence has not found the child.
  if (own && before.lastDay !== null && !wasInClassAfter(before.lastDay, own, holdings)) return stand(open, '本期未查');
  if (before.limit !== limitOf(check, holdings)) return stand('ended');
  const hasEnded = typeof subject === 'string' && !holdings.hasClass(subject);
  return stand(hasEnded ? 'ended' : 'closed');
}

/** Whether the school's data lets the check run at all. */
function isRun(check: YearCheck, schoolCode: string, holdings: Holdings): boolean {
  const lists = holdings.effective(schoolCode).length;
  if (check === 'pupil-vanished') return lists > 1;
  return lists > 0 && (!isAboutAbsence(check) || hasAttendanceOfTerm(holdings, schoolCode));
}

const isFresh = (check: YearCheck, schoolCode: string, holdings: Holdings): boolean =>
  holdings.isListFresh(schoolCode) && (!isAboutAbsence(check) || holdings.isAttendanceFresh(schoolCode));
