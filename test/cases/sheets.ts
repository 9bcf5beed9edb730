import type { Engine } from '../../src/engine/engine.ts';
import { literal } from '../../src/engine/sql-text.ts';
import type { Specification } from './specification.ts';
import { type SheetRow, stageTable } from './staged-table.ts';
import { tableRows } from './table-rows.ts';

/** One table of one case. */
interface Sheet {
  /** The file that its rows are said to come from: a name of its own. */
  readonly file: string;
  /** The relation that marts and checks read. */
  readonly relation: string;
  readonly dataset: string;
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** The tables of all cases, staged together: planning the staging of a table takes far longer than staging its rows. */
export class Sheets {
  readonly #sheets: ReadonlyMap<Specification, readonly Sheet[]>;
  readonly #queries = new Map<Sheet, string>();

  constructor(specs: readonly Specification[], requiredOf: (spec: Specification) => readonly string[]) {
    // Cases have many tables in common, above all the days on which classes reported themselves.
    const known = new Map<string, Sheet>();
    const once = (sheet: Sheet): Sheet => {
      const key = JSON.stringify([sheet.relation, sheet.columns, sheet.rows]);
      const first = known.get(key) ?? sheet;
      known.set(key, first);
      return first;
    };
    this.#sheets = new Map(specs.map((spec, index) => [spec, sheetsOf(spec, requiredOf(spec), String(index)).map(once)]));
  }

  async stage(engine: Engine): Promise<void> {
    const groups = new Map<string, Sheet[]>();
    for (const sheet of new Set([...this.#sheets.values()].flat())) {
      const key = JSON.stringify([sheet.dataset, sheet.columns]);
      groups.set(key, [...(groups.get(key) ?? []), sheet]);
    }
    for (const [index, group] of [...groups.values()].entries()) {
      const { dataset, columns } = group[0]!;
      await stageTable(
        engine,
        `staged_${index}`,
        dataset,
        group.flatMap(({ file, rows }) => rows.map((row) => ({ ...row, file }))),
        columns,
      );
      for (const sheet of group) this.#queries.set(sheet, `select * from staged_${index} where source_file = ${literal(sheet.file)}`);
    }
  }

  /** The case's relations, each with the query that gives its rows. */
  queriesOf(spec: Specification): ReadonlyMap<string, string> {
    return new Map(this.#of(spec).map((sheet) => [sheet.relation, this.#queries.get(sheet)!]));
  }

  rowsOf(spec: Specification, relation: string): readonly SheetRow[] {
    return this.#of(spec).find((sheet) => sheet.relation === relation)?.rows ?? [];
  }

  relationsOf(spec: Specification): readonly string[] {
    return this.#of(spec).map((sheet) => sheet.relation);
  }

  columnsOf(spec: Specification, relation: string): readonly string[] {
    return this.#of(spec).find((sheet) => sheet.relation === relation)?.columns ?? [];
  }

  #of(spec: Specification): readonly Sheet[] {
    return this.#sheets.get(spec) ?? [];
  }
}

function sheetsOf(spec: Specification, required: readonly string[], owner: string): Sheet[] {
  return [...tableRows(spec, required)].map(([table, rows]) => {
    const dataset = table === 'history' ? 'students' : table;
    const relation = table === 'history' ? 'students_history' : table;
    const names = new Set(rows.flatMap(({ cells }) => Object.keys(cells)).filter((name) => !name.endsWith('__number')));
    const columns = [...names].filter((name) => !spec.without?.includes(`${dataset}.${name}`)).sort();
    return { file: `${owner}-${relation}`, relation, dataset, columns, rows };
  });
}
