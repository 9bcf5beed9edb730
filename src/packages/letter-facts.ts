import type { Row } from '../engine/engine.ts';
import type { LetterFacts } from './letter.ts';
import type { PackageData } from './package-data.ts';

const severityWords: Readonly<Record<string, string>> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' };
const severityMeanings: Readonly<Record<string, string>> = { red: '当日处置', orange: '限期整改', yellow: '本月整改', blue: '提示' };

/** What a school's letter says, from the rows of the package's queries. @throws Error when the school is none of the run's. */
export function letterFacts({ schoolCode, rows }: PackageData): LetterFacts {
  const [facts] = rows.facts;
  if (!facts) throw new Error(`no notice for school ${schoolCode}`);
  return {
    countyName: String(facts.county_name),
    schoolCode,
    schoolName: String(facts.school_name),
    noticeNumber: String(facts.notice_number),
    runId: String(facts.run_id),
    pipelineTitle: String(facts.pipeline_title),
    asOf: String(facts.as_of),
    issuedOn: String(facts.issued_on),
    madeAt: String(facts.made_at),
    dataDate: textOf(facts.data_date),
    kind: facts.kind as LetterFacts['kind'],
    submission: String(facts.submission),
    items: Number(facts.items),
    newItems: Number(facts.new_items),
    reopenedItems: Number(facts.reopened_items),
    overdueItems: Number(facts.overdue_items),
    answerBy: textOf(facts.answer_by),
    checksRun: Number(facts.checks_run),
    contact: String(facts.contact ?? ''),
    telephone: String(facts.telephone ?? ''),
    logHead: String(facts.log_head),
    severities: rows.severities.map((row) => ({
      severity: `${severityWord(row)}（${severityMeanings[String(row.severity)] ?? ''}）`,
      items: Number(row.items),
      overdue: Number(row.overdue),
      due: dueText(row),
    })),
    problems: rows.problems.map((row) => ({
      problem: String(row.problem),
      severity: severityWord(row),
      items: Number(row.items),
      due: dueText(row),
    })),
    unchecked: rows.unchecked.map((row) => ({
      reason: String(row.reason),
      checks: String(row.checks),
      count: Number(row.checks_not_run),
    })),
  };
}

const textOf = (value: unknown): string | null => (value === null || value === undefined || value === '' ? null : String(value));

const severityWord = (row: Row): string => severityWords[String(row.severity)] ?? String(row.severity);

/** One day, or from the first to the last. */
function dueText({ first_due, last_due }: Row): string {
  const first = textOf(first_due);
  const last = textOf(last_due);
  if (first === null || last === null) return '不限';
  return first === last ? first : `${first} 至 ${last}`;
}
