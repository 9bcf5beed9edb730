import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { isStated } from './cells.ts';
import { codeMacro } from './code-tables.ts';
import { numberFlag } from './number-cells.ts';
import { gapColumns } from './required-items.ts';
import type { SourceGroup } from './source.ts';
import { schoolColumn } from './tally.ts';

/**
 * The query that gives the rows of `cells` their types: every column of the dictionary, what is derived from it, and where the row comes
 * from. A value that could not be read is NULL in its column and kept as text in `unparsed`. `special` is the dataset's own SQL over
 * `typed`, if it has some.
 *
 * Each step names what the next one needs: a macro over a macro would be written out many times over, and planned and run as often.
 */
export function typedSql(dataset: Dataset, group: SourceGroup, batch: string, special: string | null): string {
  const mapped = new Set(group.columns.map((column) => column.name));
  const derived = new Derived(dataset);
  const failures = dataset.columns.filter((column) => column.type !== 'text' && mapped.has(column.name));
  const raw = [...failures.map(rawName), ...derived.helpers].map(identifier);
  const columns = dataset.columns.map((column) => `${parsed(column, mapped)} as ${identifier(column.name)}`);
  const kept = failures.map((column) => `c.${identifier(column.name)} as ${identifier(rawName(column))}`);
  return `
with texts as (
    select * replace (${textual(dataset, mapped)}) from cells
),
parsed as (
    select
        ${[...columns, ...derived.parsed, ...kept].join(',\n        ')},
        c.source, f.file as source_file, f.sheet as source_sheet, c.source_row, f.data_date, ${literal(batch)} as load_batch
    from texts c
    join batch_sources f on f.source = c.source
    ${derived.joins.join('\n    ')}
),
numbered as (
    select * replace (${unreadTexts(failures)})${derived.numbered.map((column) => `,\n        ${column}`).join('')}
    from parsed
),
keyed as (
    select *${derived.keyed.map((column) => `,\n        ${column}`).join('')}
    from numbered
),
typed as (
    select * ${raw.length > 0 ? `exclude (${raw.join(', ')})` : ''},
        ${[...derived.typed, ...gapColumns(dataset, mapped, rawName), `${unparsed(failures)} as unparsed`].join(',\n        ')}
    from keyed
)
${special ?? 'select * from typed'}`;
}

/** Codes are looked up by the cell as it came; all else is read from its text. */
function textual(dataset: Dataset, mapped: ReadonlySet<string>): string {
  const names = dataset.columns.filter((column) => !listOf(column) && (mapped.has(column.name) || isStated(column.name)));
  const texts = names.map((column) => `heji_text(${identifier(column.name)}) as ${identifier(column.name)}`);
  // A list of replacements may not be empty.
  return [...texts, 'source as source'].join(', ');
}

/** The text of a code that was not found. */
function unreadTexts(failures: readonly Column[]): string {
  const texts = failures
    .filter((column) => listOf(column))
    .map((column) => ({ value: identifier(column.name), raw: identifier(rawName(column)) }))
    .map(({ value, raw }) => `case when ${value} is null then heji_text(${raw}) end as ${raw}`);
  return [...texts, 'source as source'].join(', ');
}

const listOf = (column: Column): string | null =>
  column.type === 'boolean' ? 'yes_no' : column.type.startsWith('code:') ? column.type.slice('code:'.length) : null;

const rawName = (column: Column): string => `${column.name}__text`;

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
  // Found or stated even where no column gives it.
  if (column.name === 'school_code' || isStated(column.name)) return name;
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
      return `${codeMacro('yes_no')}(${name}) = 'true'`;
    default:
      return `${codeMacro(listOf(column)!)}(${name})`;
  }
}

/** Columns that staging makes from others: what numbers and names are matched by, and what grade and class texts mean. */
class Derived {
  readonly parsed: string[] = [];
  readonly joins: string[] = [];
  readonly numbered: string[] = [];
  readonly keyed: string[] = [];
  readonly typed: string[] = [];
  /** Columns of one step that the result does not keep. */
  readonly helpers: string[] = [];

  constructor(dataset: Dataset) {
    const has = (name: string): boolean => dataset.columns.some((column) => column.name === name);
    const school = schoolColumn(dataset);
    if (school !== null && school !== 'school_code') this.parsed.push(`c.${identifier(school)} as school_code`);
    if (has('registry_number')) this.#registryNumber(has('registry_aux_number'));
    if (has('id_number')) this.#idNumber(has('id_type'));
    if (has('name')) this.#name();
    if (has('grade')) this.#grade(has('class_name'));
  }

  /** What is wrong with a number is asked of registry records only, the tables that have an auxiliary number to mistake it for. */
  #registryNumber(hasAuxiliary: boolean): void {
    this.parsed.push('heji_number_text(c.registry_number) as registry_text', 'c.registry_number__number as registry_as_number');
    this.keyed.push('heji_number_key(registry_text, registry_as_number) as registry_key');
    this.helpers.push('registry_text', 'registry_as_number');
    if (!hasAuxiliary) return;
    this.keyed.push('heji_registry_state(registry_text, registry_as_number) as registry_state');
    this.typed.push(
      "case when registry_state in ('damaged', 'malformed') then heji_registry_fault(registry_text, registry_state, registry_aux_number) end as registry_fault",
    );
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
    this.numbered.push('heji_id_digits(id_text) as id_digits');
    this.helpers.push('id_digits');
    const plain = "regexp_full_match(id_text, '[0-9]{14,18}[0-9X]')";
    this.keyed.push(
      `heji_id_state(id_text, id_as_number, case when id_type is null then ${plain} else id_type in ('1', 'H') end, id_digits) as id_state`,
    );
    this.typed.push(
      "case when id_state not in ('missing', 'masked', 'damaged') then id_text end as id_key",
      "case when id_state = 'invalid' then heji_id_fault(id_digits) end as id_fault",
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
