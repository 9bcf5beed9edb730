import type { ExportedFinding } from './export.ts';

/** `json` is text that holds JSON. */
export type ExportType = 'text' | 'date' | 'integer' | 'integers' | 'json';

/** A column of the flat exports: csv, Arrow and Parquet. */
export interface ExportColumn {
  /** In csv files, where it tells its place in a line of the JSON Lines export. */
  readonly path: string;
  /** In Arrow and Parquet files: a plain name, as the tables of the lake have it. */
  readonly name: string;
  readonly type: ExportType;
  readonly title: string;
  readonly value: (finding: ExportedFinding) => string | number | null | readonly number[];
}

const column = (path: string, type: ExportType, title: string, value: ExportColumn['value']): ExportColumn => ({
  path,
  name: path.split('.').at(-1)!,
  type,
  title,
  value,
});

/** One schema for all of them; `docs/findings.schema.json` says what the values mean. */
export const exportColumns: readonly ExportColumn[] = [
  column('number', 'text', '问题编号', ({ number }) => number),
  column('check', 'text', '检查', ({ check }) => check),
  column('variant', 'text', '变体', ({ variant }) => variant),
  column('kind', 'text', '性质', ({ kind }) => kind),
  column('severity', 'text', '级别', ({ severity }) => severity),
  column('certainty', 'text', '确定程度', ({ certainty }) => certainty),
  column('status', 'text', '状态', ({ status }) => status),
  column('school_code', 'text', '学校标识码', ({ school_code }) => school_code),
  column('entity', 'text', '对象种类', ({ entity }) => entity),
  column('entity_key', 'text', '对象', ({ entity_key }) => entity_key),
  column('subject.registry_number', 'text', '学籍号', ({ subject }) => subject.registry_number),
  column('subject.id_number', 'text', '身份证件号', ({ subject }) => subject.id_number),
  column('subject.name', 'text', '姓名', ({ subject }) => subject.name),
  column('subject.grade_no', 'integer', '年级', ({ subject }) => subject.grade_no),
  column('subject.class_no', 'integer', '班号', ({ subject }) => subject.class_no),
  column('group_key', 'text', '组号', ({ group_key }) => group_key),
  column('occurrence', 'text', '事由', ({ occurrence }) => occurrence),
  column('fact_date', 'date', '事实日期', ({ fact_date }) => fact_date),
  column('evidence', 'json', '证据', ({ evidence }) => JSON.stringify(evidence)),
  column('message', 'text', '问题说明', ({ message }) => message),
  column('excused_by', 'text', '豁免理由', ({ excused_by }) => excused_by),
  column('policy', 'text', '规定', ({ policy }) => policy),
  column('articles', 'integers', '条款', ({ articles }) => articles),
  column('first_seen', 'date', '首次查出', ({ first_seen }) => first_seen),
  column('last_seen', 'date', '最近查出', ({ last_seen }) => last_seen),
];
