import { addDays } from '../../src/calendar/days.ts';
import { datasetOf } from '../../src/datasets/dictionary.ts';
import { Pupils } from './pupils.ts';
import { daysOf, reportedDays, schoolDays } from './school-days.ts';
import type { Columns, Row, Specification, TableName } from './specification.ts';
import type { SheetRow } from './staged-table.ts';
import { usualColumns } from './usual-columns.ts';

/** The tables of a case, in full: students, history and every dataset that has rows. */
export type Tables = ReadonlyMap<string, readonly SheetRow[]>;

/** Tables whose rows tell of pupils and take what identifies them from the pupil's record. */
const eventTables = [
  'absences',
  'presences',
  'leaves',
  'contacts',
  'status_changes',
  'graduations',
  'special_placements',
  'dropouts',
] as const;

/** Tables whose rows are complete by themselves. */
const plainTables = ['schools', 'classes', 'persons', 'calendar', 'registrations', 'police_results'] as const;

/** Rows that make a dataset one that came, and concern nobody in the case. */
const unrelated: Readonly<Record<string, Columns>> = {
  leaves: { start_date: '2026-03-09', end_date: '2026-03-10', approval_status: '通过' },
  contacts: { contact_time: '2026-03-09', result: '联系上监护人' },
  status_changes: { change_type: '调班', apply_date: '2026-03-09' },
};

const stranger = { name: '外人', registry_number: 'G230104201009150012' };

export function tableRows(spec: Specification, required: readonly string[]): Tables {
  return new CaseTables(spec, required).tables;
}

class CaseTables {
  readonly tables = new Map<string, SheetRow[]>();
  readonly #spec: Specification;
  readonly #pupils = new Pupils();
  readonly #schoolDays: readonly string[];

  constructor(spec: Specification, required: readonly string[]) {
    this.#spec = spec;
    this.#schoolDays = schoolDays(spec.tables.calendar ?? [], spec.as_of);
    for (const table of ['students', 'history'] as const) this.#addPupils(table);
    for (const table of plainTables) this.#add(table, (row) => row);
    for (const table of eventTables) this.#add(table, (row) => this.#identified(table, row));
    if (spec.class_days !== undefined) this.#addReports();
    for (const dataset of required) this.#addUnrelated(dataset);
    for (const dataset of spec.without ?? []) this.tables.delete(dataset);
  }

  #addPupils(table: 'students' | 'history'): void {
    const { tables, as_of } = this.#spec;
    const named = eventTables.slice(0, 4).flatMap((other) => (tables[other] ?? []).map((row) => String(nameIn(row))));
    const rows = tables[table] ?? (table === 'students' ? [...new Set(named)] : []);
    for (const row of rows.flatMap(counted)) {
      const { data_date, ...columns } = this.#withDefaults(table, row);
      const cells = { ...this.#pupils.numbers(columns.name), ...columns };
      this.#pupils.register(cells);
      const usual = table === 'students' ? as_of : addDays(as_of, -7);
      this.#push(table, cells, String(data_date ?? usual));
    }
  }

  #add(table: TableName, complete: (row: Columns) => Columns): void {
    const dataset = table === 'presences' ? 'absences' : table;
    for (const short of this.#spec.tables[table] ?? []) {
      for (const row of this.#spread(dataset, short)) {
        const { data_date, cutoff_on, ...cells } = complete(this.#withDefaults(table, row));
        this.#push(dataset, cells, String(data_date ?? this.#spec.as_of), typeof cutoff_on === 'string' ? cutoff_on : null);
      }
    }
  }

  /** One row for each day that `day` stands for; only school days of a span. */
  #spread(dataset: string, short: Row): Columns[] {
    const { day, except, ...rest } = typeof short === 'string' ? { name: short, day: undefined, except: undefined } : short;
    const columns = rest as Columns;
    if (day === undefined) return [columns];
    const span = String(day);
    const left = new Set([except ?? []].flat().flatMap((one) => daysOf(String(one))));
    const [from, to] = span.split('..') as [string, string | undefined];
    if (dataset === 'leaves') return [{ ...columns, start_date: from, end_date: to ?? from }];
    const isOpen = (date: string): boolean => dataset === 'calendar' || to === undefined || this.#schoolDays.includes(date);
    const name = dataset === 'contacts' ? 'contact_time' : 'date';
    return daysOf(span)
      .filter((date) => isOpen(date) && !left.has(date))
      .map((date) => ({ ...columns, [name]: date }));
  }

  #withDefaults(table: TableName, row: Columns): Columns {
    return { ...usualColumns[table], ...this.#spec.defaults[table], ...row };
  }

  /** Events name a pupil; what else they say of the pupil is what the record says. */
  #identified(table: TableName, row: Columns): Columns {
    const dataset = datasetOf(table === 'presences' ? 'absences' : table);
    const record: Columns = this.#pupils.record(row.name) ?? {
      ...this.#pupils.numbers(row.name),
      school_code: usualColumns.students.school_code!,
    };
    const taken = ['school_code', 'registry_number', 'grade', 'class_name']
      .filter((name) => dataset.columns.some((column) => column.name === name) && record[name] !== undefined)
      .map((name) => [name, record[name]!] as const);
    return { ...Object.fromEntries(taken), ...row };
  }

  #addReports(): void {
    const classes = (this.tables.get('students') ?? []).map(({ cells }) => {
      const { school_code, grade, class_name } = cells;
      return JSON.stringify({ school_code, grade, class_name });
    });
    const days = reportedDays(this.#spec.class_days!, this.#schoolDays, this.#spec.as_of);
    for (const ofClass of new Set(classes)) {
      for (const date of days) this.#push('absences', { ...JSON.parse(ofClass), date, status: '班级已上报' }, this.#spec.as_of);
    }
  }

  #addUnrelated(dataset: string): void {
    const columns = unrelated[dataset];
    if (columns === undefined || this.tables.has(dataset)) return;
    this.#push(dataset, { ...stranger, school_code: usualColumns.students.school_code!, ...columns }, this.#spec.as_of);
  }

  #push(table: string, cells: Columns, dataDate: string, cutoffOn: string | null = null): void {
    const dataset = datasetOf(table === 'history' ? 'students' : table);
    for (const name of Object.keys(cells)) {
      if (!dataset.columns.some((column) => column.name === name.replace(/__number$/, '')))
        throw new Error(`${table} has no column ${name}`);
    }
    this.tables.set(table, [...(this.tables.get(table) ?? []), { cells, dataDate, cutoffOn }]);
  }
}

const nameIn = (row: Row): unknown => (typeof row === 'string' ? row : row.name);

/** `{ count: 46 }` stands for 46 pupils of no particular name. */
function counted(row: Row): Columns[] {
  if (typeof row === 'string') return [{ name: row }];
  const { count, ...columns } = row as Columns;
  if (count === undefined) return [columns];
  return Array.from({ length: Number(count) }, (_, index) => ({
    ...columns,
    name: `${columns.name ?? '学生'}${columns.class_name ?? ''}${index + 1}`,
  }));
}
