import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { numberFlag } from './number-cells.ts';
import type { SourceGroup } from './source.ts';

/**
 * The query that gives the loaded rows of `cells` their types: every column of the dictionary, what is derived from it, and where the
 * row comes from. A value that could not be read is NULL in its column and kept as text in `unparsed`. `special` is the dataset's
 * own SQL over `typed`, if it has some.
 */
export function typedSql(dataset: Dataset, group: SourceGroup, batch: string, special: string | null): string {
  const mapped = new Set(group.columns.map((column) => column.name));
  const has = (name: string): boolean => dataset.columns.some((column) => column.name === name);
  const columns = dataset.columns.map((column) => `${typed(column, mapped)} as ${identifier(column.name)}`);
  const failures = dataset.columns.filter((column) => column.type !== 'text' && mapped.has(column.name));
  const derived = [
    ...(has('registry_number') ? ['heji_match_key(heji_number_text(c.registry_number), c.registry_number__number) as registry_key'] : []),
    ...(has('id_number') ? idColumns(has('id_type') && mapped.has('id_type')) : []),
    ...(has('name') ? ['heji_name(c.name) as name_normalised', 'heji_name_key(heji_name(c.name)) as name_key'] : []),
    ...(has('grade') ? ['coalesce(g.kind, n.grade_kind) as grade_kind', 'coalesce(g.value, n.grade_value) as grade_value'] : []),
    ...(has('class_name') && has('grade')
      ? [
          'n.number as class_number',
          'n.code as class_code_number',
          'n.label as class_label',
          'coalesce(n.is_placeholder, false) as is_class_placeholder',
        ]
      : []),
  ];
  const joins = [
    ...dataset.columns
      .filter((column) => mapped.has(column.name) && listOf(column))
      .map(
        (column) =>
          `left join code_${listOf(column)}_labels ${codeAlias(column)} on ${codeAlias(column)}.label = heji_code_text(c.${identifier(column.name)})`,
      ),
    ...(has('grade') ? ['left join batch_grades g on g.text = c.grade'] : []),
    ...(has('class_name') && has('grade') ? ['left join batch_class_names n on n.text = c.class_name'] : []),
  ];
  return `
with typed as (
    select
        ${[...columns, ...derived].join(',\n        ')},
        ${unparsed(failures, mapped)} as unparsed,
        ${literal(batch)} || '-' || c.source || '-' || c.source_row as record_key,
        c.source, f.file as source_file, f.sheet as source_sheet, c.source_row, f.data_date, ${literal(batch)} as batch
    from cells c
    join batch_sources f on f.source = c.source
    ${joins.join('\n    ')}
    where c.disposition = 'loaded'
)
${special ?? 'select * from typed'}`;
}

const listOf = (column: Column): string | null =>
  column.type === 'boolean' ? 'yes_no' : column.type.startsWith('code:') ? column.type.slice('code:'.length) : null;

const codeAlias = (column: Column): string => identifier(`k_${column.name}`);

const sqlTypes = {
  text: 'varchar',
  date: 'date',
  datetime: 'timestamp',
  yearmonth: 'varchar',
  integer: 'integer',
  decimal: 'double',
  boolean: 'boolean',
} as const;

function typed(column: Column, mapped: ReadonlySet<string>): string {
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

/** Where the type of document is blank or unknown, 15 to 19 digits are taken for a resident's number. */
function idColumns(hasType: boolean): string[] {
  const number = 'heji_number_text(c.id_number)';
  const plain = `regexp_full_match(${number}, '[0-9]{14,18}[0-9X]')`;
  const checked = hasType ? `case when "k_id_type".code is null then ${plain} else "k_id_type".code in ('1', 'H') end` : plain;
  return [`heji_match_key(${number}, c.id_number__number) as id_key`, `heji_id_state(${number}, c.id_number__number, ${checked}) as id_state`,
    `case when heji_id_state(${number}, c.id_number__number, ${checked}) = 'invalid' then heji_id_fault(${number}) end as id_fault`];
}

function unparsed(columns: readonly Column[], mapped: ReadonlySet<string>): string {
  if (columns.length === 0) return 'null::map(varchar, varchar)';
  const failed = (column: Column): string => `(c.${identifier(column.name)} is not null and ${typed(column, mapped)} is null)`;
  const entry = (column: Column): string =>
    `case when ${failed(column)} then {'k': ${literal(column.name)}, 'v': c.${identifier(column.name)}} end`;
  return `case when ${columns.map(failed).join(' or ')}
            then map_from_entries(list_filter([${columns.map(entry).join(', ')}], lambda e: e is not null)) end`;
}
