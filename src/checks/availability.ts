import { isOwedBySchool } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier } from '../engine/sql-text.ts';
import type { LakeViews } from '../lake/views.ts';
import { lastSeen } from './requirement.ts';

/** What the lake has, as checks ask for it. */
export class Availability {
  readonly #bySchool = new Map<string, ReadonlySet<string>>();
  readonly #county = new Map<string, boolean>();
  readonly #columns = new Map<string, ReadonlySet<string>>();

  static async read(engine: Engine, views: LakeViews, termStart: string, asOf: string, datasets: Iterable<string>): Promise<Availability> {
    const availability = new Availability();
    for (const name of new Set(datasets)) {
      const dataset = datasetOf(name === lastSeen ? 'students' : name);
      if (!isOwedBySchool(dataset)) {
        const [row] = await engine.rows(`select count(*) as n from (select 1 from ${identifier(name)} limit 1)`);
        availability.#county.set(name, Number(row?.n) > 0);
        continue;
      }
      const inTerm = name === 'absences' ? ` where date between date '${termStart}' and date '${asOf}'` : '';
      // A pupil can be missed only by a school that has reported before.
      const relation = name === lastSeen ? 'students_history' : name;
      const rows = await engine.rows(`select distinct school_code from ${identifier(relation)}${inTerm}`);
      availability.#bySchool.set(name, new Set(rows.map((row) => String(row.school_code))));
      if (dataset.refresh === 'school' && name !== lastSeen) availability.#readColumns(name, views);
    }
    return availability;
  }

  /** Whether any row of the dataset came at all. */
  hasAny(dataset: string): boolean {
    return this.#county.get(dataset) ?? (this.#bySchool.get(dataset)?.size ?? 0) > 0;
  }

  has(dataset: string, schoolCode: string): boolean {
    return this.#county.get(dataset) ?? this.#bySchool.get(dataset)?.has(schoolCode) ?? false;
  }

  hasColumn(dataset: string, column: string, schoolCode: string): boolean {
    return this.#columns.get(`${dataset}|${schoolCode}`)?.has(column) ?? true;
  }

  /** A school has a column when each of its current sheets has it, or says it once for all its rows. */
  #readColumns(dataset: string, views: LakeViews): void {
    for (const [schoolCode, submissions] of views.selection.historyOf(dataset)) {
      const sheets = (submissions.at(-1)?.content ?? [])
        .map((content) => views.selection.source(content))
        .filter((source) => source?.dataset === dataset)
        .map((source) => [...Object.keys(source?.columns ?? {}), ...(source?.stated_columns ?? [])]);
      const common = sheets.length === 0 ? [] : sheets.reduce((a, b) => a.filter((column) => b.includes(column)));
      this.#columns.set(`${dataset}|${schoolCode}`, new Set(common));
    }
  }
}
