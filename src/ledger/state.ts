import type { Commit, RunEvent } from './event-log.ts';

export type FindingStatus = 'new' | 'persisting';

/** A finding as the events tell it. */
export interface LedgerFinding {
  readonly number: string;
  readonly fingerprint: string;
  readonly subject: string;
  readonly status: FindingStatus;
  /** Days of inspection. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What the events add up to. */
export interface LedgerState {
  readonly sequence: number;
  readonly runs: readonly RunEvent[];
  readonly findings: ReadonlyMap<string, LedgerFinding>;
  /** Subjects by alias. Two children who share a number share an alias. */
  readonly subjectsByAlias: ReadonlyMap<string, ReadonlySet<string>>;
  readonly aliasesBySubject: ReadonlyMap<string, ReadonlySet<string>>;
  readonly subjectCount: number;
  /** Number of each group of duplicates, without suffix. */
  readonly groups: ReadonlyMap<string, string>;
  /** Highest number given in each year, and highest suffix in each group. */
  readonly lastNumber: ReadonlyMap<string, number>;
}

export function fold(commits: readonly Commit[]): LedgerState {
  const runs: RunEvent[] = [];
  const byNumber = new Map<string, LedgerFinding>();
  const subjectsByAlias = new Map<string, Set<string>>();
  const aliasesBySubject = new Map<string, Set<string>>();
  const groups = new Map<string, string>();
  const lastNumber = new Map<string, number>();
  const learn = (subject: string, aliases: readonly string[]): void => {
    for (const alias of aliases) {
      subjectsByAlias.set(alias, (subjectsByAlias.get(alias) ?? new Set()).add(subject));
      aliasesBySubject.set(subject, (aliasesBySubject.get(subject) ?? new Set()).add(alias));
    }
  };
  let asOf = '';
  for (const { events } of commits) {
    for (const event of events) {
      switch (event.type) {
        case 'run':
          runs.push(event);
          asOf = event.as_of;
          break;
        case 'subject':
          aliasesBySubject.set(event.subject, aliasesBySubject.get(event.subject) ?? new Set());
          learn(event.subject, event.aliases);
          break;
        case 'alias':
          learn(event.subject, event.aliases);
          break;
        case 'opened': {
          const { number, fingerprint, subject } = event;
          byNumber.set(number, { number, fingerprint, subject, status: 'new', firstSeen: asOf, lastSeen: asOf });
          const [year, running, suffix] = number.split('-') as [string, string, string | undefined];
          const base = `${year}-${running}`;
          raise(lastNumber, year, Number(running));
          if (suffix !== undefined) raise(lastNumber, base, Number(suffix));
          if (event.group !== null) groups.set(event.group, base);
          break;
        }
        case 'status':
          byNumber.set(event.number, { ...byNumber.get(event.number)!, status: event.to as FindingStatus });
          break;
        case 'observed':
          for (const number of event.numbers) byNumber.set(number, { ...byNumber.get(number)!, lastSeen: asOf });
      }
    }
  }
  return {
    sequence: commits.length,
    runs,
    findings: new Map([...byNumber.values()].map((finding) => [finding.fingerprint, finding])),
    subjectsByAlias,
    aliasesBySubject,
    subjectCount: aliasesBySubject.size,
    groups,
    lastNumber,
  };
}

function raise(numbers: Map<string, number>, key: string, value: number): void {
  numbers.set(key, Math.max(numbers.get(key) ?? 0, value));
}
