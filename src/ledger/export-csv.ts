import type { ExportedFinding } from './export.ts';

/** Excel takes a file without it for GBK. */
const byteOrderMark = '\uFEFF';

/** A spreadsheet program would run such a text as a formula. */
const startsFormula = /^[=+\-@\t\r]/;

/** The same fields as a line of the JSON Lines export, flattened: `subject.name`; evidence as JSON, articles with 、 between. */
export function findingsCsv(findings: readonly ExportedFinding[]): string {
  const lines = [columns.map(([title]) => title), ...findings.map((finding) => columns.map(([, value]) => value(finding)))];
  return byteOrderMark + lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

type CsvValue = string | number | null;

const columns: readonly (readonly [title: string, value: (finding: ExportedFinding) => CsvValue])[] = [
  ['number', ({ number }) => number],
  ['check', ({ check }) => check],
  ['variant', ({ variant }) => variant],
  ['kind', ({ kind }) => kind],
  ['severity', ({ severity }) => severity],
  ['certainty', ({ certainty }) => certainty],
  ['status', ({ status }) => status],
  ['school_code', ({ school_code }) => school_code],
  ['entity', ({ entity }) => entity],
  ['entity_key', ({ entity_key }) => entity_key],
  ['subject.registry_number', ({ subject }) => subject.registry_number],
  ['subject.id_number', ({ subject }) => subject.id_number],
  ['subject.name', ({ subject }) => subject.name],
  ['subject.grade_no', ({ subject }) => subject.grade_no],
  ['subject.class_no', ({ subject }) => subject.class_no],
  ['group_key', ({ group_key }) => group_key],
  ['occurrence', ({ occurrence }) => occurrence],
  ['fact_date', ({ fact_date }) => fact_date],
  ['evidence', ({ evidence }) => JSON.stringify(evidence)],
  ['message', ({ message }) => message],
  ['excused_by', ({ excused_by }) => excused_by],
  ['policy', ({ policy }) => policy],
  ['articles', ({ articles }) => articles.join('、')],
  ['first_seen', ({ first_seen }) => first_seen],
  ['last_seen', ({ last_seen }) => last_seen],
];

function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
