import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { numberFlag } from './number-cells.ts';
import type { SourceGroup } from './source.ts';

/**
 * The query that gives the loaded rows of `cells` their types: every column of the dictionary, what is derived from it, and where the row
 * comes from. A value that could not be read is NULL in its column and kept as text in `unparsed`. `special` is the dataset's own SQL over
 * `typed`, if it has some.
 *
 * Each step names what the next one needs: a macro over a macro would be written out many times over, and planned as often. `hasTornLines`: rows of `torn_lines` are left out; asking for every row
 * costs a third of the job, so it is asked only where there are any.
 */
export function typedSql(dataset: Dataset, group: SourceGroup, batch: string, special: string | null, hasTornLines = false): string {
  const mapped = new Set(group.columns.map((column) => column.name));
  const derived = new Derived(dataset);
  const failures = dataset.columns.filter((column) => column.type !== 'text' && mapped.has(column.name));
  const raw = [...failures.map(rawName), ...derived.helpers].map(identifier);
  return `
with parsed as (
    select
        ${[...dataset.columns.map((column) => `${parsed(column, mapped)} as ${identifier(column.name)}`), ...derived.parsed].join(',\n        ')},
        ${failures.map((column) => `c.${identifier(column.name)} as ${identifier(rawName(column))},`).join('\n        ')}
        c.source, f.file as source_file, f.sheet as source_sheet, c.source_row, f.data_date, ${literal(batch)} as load_batch
    from cells c
    join batch_sources f on f.source = c.source
    ${[...codeJoins(dataset, mapped), ...derived.joins].join('\n    ')}
    where c.disposition = 'loaded'
${hasTornLines ? '      and not exists (select 1 from torn_lines t where t.source = c.source and t.source_row = c.source_row)\n' : ''}),
keyed as (
    select *${derived.keyed.map((column) => `,\n        ${column}`).join('')}
    from parsed
),
typed as (
    select * ${raw.length > 0 ? `exclude (${raw.join(', ')})` : ''},
        ${[...derived.typed, `${unparsed(failures)} as unparsed`].join(',\n        ')}
    from keyed
)
${special ?? 'select * from typed'}`;
}

const listOf = (column: Column): string | null =>
  column.type === 'boolean' ? 'yes_no' : column.type.startsWith('code:') ? column.type.slice('code:'.length) : null;

const codeAlias = (column: Column): string => identifier(`k_${column.name}`);

const rawName = (column: Column): string => `${column.name}__text`;

const codeJoins = (dataset: Dataset, mapped: ReadonlySet<string>): string[] =>
  dataset.columns
    .filter((column) => mapped.has(column.name) && listOf(column))
    .map(
      (column) =>
        `left join code_${listOf(column)}_labels ${codeAlias(column)} on ${codeAlias(column)}.label = heji_code_text(c.${identifier(column.name)})`,
    );

const sqlTypes = {
  text: 'varchar',
  date: 'date',
  datetime: 'timestamp',
  yearmonth: 'varchar',
  integer: 'integer',
  decimal: 'double',
  boolean: 'boolean',
} as const;

function parsed(column: Column, mapped: ReadonlySet<string>): string {
  const name = `c.${identifier(column.name)}`;
  // The school is resolved even where no column gives it.
  if (column.name === 'school_code') return name;
  const type = column.type.startsWith('code:') ? 'varchar' : sqlTypes[column.type as keyof typeof sqlTypes];
  if (!mapped.has(column.name)) return `null::${type}`;
  switch (column.type) {
    case 'text':
      return name;
    case 'date':
    case 'datetime':
    case 'yearmonth':
      return `heji_${column.type}(${name}, c.${numberFlag(column.name)}, c.date1904)`;
    case 'integer':
    case 'decimal':
      return `heji_${column.type}(${name})`;
    case 'boolean':
      return `${codeAlias(column)}.code = 'true'`;
    default:
      return `${codeAlias(column)}.code`;
  }
}

/** Columns that staging makes from others: what numbers and names are matched by, and what grade and class texts mean. */
class Derived {
  readonly parsed: string[] = [];
  readonly joins: string[] = [];
  readonly keyed: string[] = [];
  readonly typed: string[] = [];
  /** Columns of one step that the result does not keep. */
  readonly helpers: string[] = [];

  constructor(dataset: Dataset) {
    const has = (name: string): boolean => dataset.columns.some((column) => column.name === name);
    // Whatever a school sends belongs to a school, by whichever column says so.
    if (dataset.refresh === 'school' && !has('school_code')) this.parsed.push(`c.${identifier(dataset.key[0]!)} as school_code`);
    if (has('registry_number')) this.#registryNumber();
    if (has('id_number')) this.#idNumber(has('id_type'));
    if (has('name')) this.#name();
    if (has('grade')) this.#grade(has('class_name'));
  }

  #registryNumber(): void {
    this.parsed.push('heji_number_text(c.registry_number) as registry_text', 'c.registry_number__number as registry_as_number');
    this.keyed.push('heji_number_key(registry_text, registry_as_number) as registry_key');
    this.helpers.push('registry_text', 'registry_as_number');
  }

  /** What is wrong with a number is asked of registry records only, the tables that say what kind of document it is. */
  #idNumber(hasType: boolean): void {
    this.parsed.push('heji_number_text(c.id_number) as id_text', 'c.id_number__number as id_as_number');
    this.helpers.push('id_text', 'id_as_number');
    if (!hasType) {
      this.keyed.push('heji_number_key(id_text, id_as_number) as id_key');
      return;
    }
    // Where the type of document is blank or unknown, 15 to 19 digits are taken for a resident's number.
    const plain = "regexp_full_match(id_text, '[0-9]{14,18}[0-9X]')";
    this.keyed.push(
      `heji_id_state(id_text, id_as_number, case when id_type is null then ${plain} else id_type in ('1', 'H') end) as id_state`,
    );
    this.typed.push(
      "case when id_state not in ('missing', 'masked', 'damaged') then id_text end as id_key",
      "case when id_state = 'invalid' then heji_id_fault(id_text) end as id_fault",
    );
  }

  #name(): void {
    this.parsed.push('heji_name(c.name) as name_normalised');
    this.typed.push('heji_name_key(name_normalised) as name_key');
  }

  #grade(hasClass: boolean): void {
    this.joins.push('left join batch_grades g on g.text = c.grade');
    if (!hasClass) {
      this.parsed.push('g.kind as grade_kind', 'g.value as grade_value');
      return;
    }
    this.joins.push('left join batch_class_names n on n.text = c.class_name');
    this.parsed.push(
      'coalesce(g.kind, n.grade_kind) as grade_kind',
      'coalesce(g.value, n.grade_value) as grade_value',
      'n.number as class_number',
      'n.code as class_code_number',
      'n.label as class_label',
      'coalesce(n.is_placeholder, false) as is_class_placeholder',
    );
  }
}

function unparsed(columns: readonly Column[]): string {
  if (columns.length === 0) return 'null::map(varchar, varchar)';
  const failed = (column: Column): string => `(${identifier(rawName(column))} is not null and ${identifier(column.name)} is null)`;
  const entry = (column: Column): string =>
    `case when ${failed(column)} then {'k': ${literal(column.name)}, 'v': ${identifier(rawName(column))}} end`;
  return `case when ${columns.map(failed).join(' or ')}
            then map_from_entries(list_filter([${columns.map(entry).join(', ')}], lambda e: e is not null)) end`;
}
