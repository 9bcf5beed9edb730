import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { firstText } from './cells.ts';
import { codeMacro } from './code-tables.ts';
import { numberFlag } from './number-cells.ts';
import type { SourceGroup } from './source.ts';

const totalWords = '^(本页|本班|本校|全校|全县|全镇|全乡|年级)?(合\\s*计|总\\s*计|小\\s*计|共\\s*计)';
const signatureWords =
  '^(制表|填表|填报|审核|复核|经办|统计|负责)(人|单位|日期|时间)?[:：]|^(校长|班主任|主管|分管)[^:：]{0,6}(签字|签名|签章)|^(签字|签名|盖章|以下空白|说明[:：]|注[:：]|备注[:：]|联系电话[:：])';

/**
 * One SQL expression over `cells`: `loaded`, or why a row is passed over or refused. Order matters: the first that holds is the reason.
 * Most rows are loaded and are asked everything, so what is dear is asked last and cells are cleaned only where that can change the answer.
 */
export function dispositionSql(dataset: Dataset, group: SourceGroup): string {
  const mapped = group.columns.map((column) => identifier(column.name));
  const noIdentity = identityOf(dataset).length > 0 ? `${firstText(identityOf(dataset).map(identifier))} is null` : 'true';
  const cases: [string, string][] = [
    ['source_row < header_first_row', 'skipped:title'],
    ['source_row <= header_last_row', 'skipped:header'],
    ['first_cell is null', 'skipped:blank'],
    [repeatedHeader(group), 'skipped:repeated-header'],
    [`${beginsWith(totalWords)} and ${withoutNumbers(dataset)}`, 'skipped:total'],
    [`${beginsWith(signatureWords)} and ${withoutNumbers(dataset)}`, 'skipped:signature'],
    [`${firstText(mapped)} is null`, 'skipped:no-known-cell'],
    [`is_delimited and (overflow_cell is not null or cells > ${Math.max(group.width, group.headerCells)})`, 'rejected:too-many-cells'],
    ...identityRejection(dataset, noIdentity),
    ...keyRejections(dataset),
  ];
  return `case ${cases.map(([condition, result]) => `when ${condition} then ${literal(result)}`).join('\n    ')} else 'loaded' end`;
}

const cleaned = (name: string): string => `heji_text(${identifier(name)})`;

/** The words are Chinese; most first cells are numbers. */
const beginsWith = (words: string): string => `first_cell >= '一' and regexp_matches(first_cell, ${literal(words)})`;

const identityNames = ['registry_number', 'id_number', 'name'];

function identityOf(dataset: Dataset): string[] {
  return dataset.columns.map((column) => column.name).filter((name) => identityNames.includes(name));
}

/** A total or a signature may stand in any column, but never beside a real number: a count or 审核人 in the number's column is none. */
function withoutNumbers(dataset: Dataset): string {
  const numbers = identityOf(dataset).filter((name) => name !== 'name');
  if (numbers.length === 0) return 'true';
  return numbers.map((name) => `not regexp_matches(coalesce(${identifier(name)}, ''), '[0-9A-Za-z]{6}')`).join(' and ');
}

/** Page breaks repeat the header: at least two cells, and half of those looked at, hold their own titles. */
function repeatedHeader(group: SourceGroup): string {
  const looked = group.columns.slice(0, 8);
  const enough = Math.max(Math.min(2, looked.length), Math.ceil(looked.length / 2));
  const hits = (test: (cell: string, title: string) => string): string =>
    `(${looked.map((column) => `coalesce(${test(identifier(column.name), literal(column.title.trim()))}, false)::int`).join(' + ')}) >= ${enough}`;
  return `${hits((cell, title) => `contains(${cell}, ${title})`)} and ${hits((cell, title) => `heji_text(${cell}) = ${title}`)}`;
}

/** A class that reports itself (班级已上报) names no pupil; every other row of a pupil's table must name one somehow. */
function identityRejection(dataset: Dataset, noIdentity: string): [string, string][] {
  if (!dataset.key.some((part) => part.includes('|'))) return [];
  if (identityOf(dataset).length === 0) return [];
  if (dataset.id !== 'absences') return [[noIdentity, 'rejected:no-identity']];
  return [[`${noIdentity} and coalesce(${codeMacro('absence_status')}(status), '') <> 'class_reported'`, 'rejected:no-identity']];
}

/** Key columns that the dictionary requires must have a value; dates must be dates. */
function keyRejections(dataset: Dataset): [string, string][] {
  const required = dataset.key
    .filter((part) => !part.includes('|'))
    .map((name) => dataset.columns.find((column) => column.name === name))
    .filter((column): column is Column => column?.required === true && column.name !== 'name');
  return required.flatMap((column): [string, string][] => {
    const name = identifier(column.name);
    if (column.name === 'school_code') return [[`${name} is null`, 'rejected:no-school']];
    const empty: [string, string] = [`${cleaned(column.name)} is null`, 'rejected:no-key'];
    if (column.type !== 'date' && column.type !== 'datetime') return [empty];
    const parsed = `heji_${column.type}(${cleaned(column.name)}, ${numberFlag(column.name)}, date1904)`;
    return [empty, [`${parsed} is null`, 'rejected:bad-date']];
  });
}
