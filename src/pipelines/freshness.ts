import { addDays } from '../calendar/days.ts';
import type { Check } from '../checks/definition.ts';
import { lastSeen, splitRequirement } from '../checks/requirement.ts';
import { isOwedBySchool } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import { contentOf, type SelectedSubmission } from '../lake/selection.ts';
import type { LakeViews } from '../lake/views.ts';

/** Why a school's data says nothing about this period. */
type Stale = 'unsent' | 'held';

/**
 * Makes `stale_data`: a row for each check and school whose data is not of this period: nothing came within `periodDays` natural days, or
 * what came last is held back as incomplete. What is not returned there is not thereby mended.
 */
export async function createStaleData(
  engine: Engine,
  views: LakeViews,
  checks: readonly Check[],
  schools: readonly string[],
  asOf: string,
  periodDays: number,
): Promise<void> {
  const freshness = await Freshness.read(engine, views, checks, addDays(asOf, 1 - periodDays), asOf);
  const rows = checks.flatMap((check) =>
    schools.flatMap((schoolCode) => {
      const why = freshness.staleness(check, schoolCode);
      return why === null ? [] : [{ check_id: check.id, school_code: schoolCode, why }];
    }),
  );
  await createTableFromRows(engine, 'stale_data', { check_id: 'varchar', school_code: 'varchar', why: 'varchar' }, rows);
}

class Freshness {
  readonly #views: LakeViews;
  /** The first day that still counts. */
  readonly #since: string;
  /** By school, and by dataset|school. */
  readonly #newest = new Map<string, SelectedSubmission>();
  /** Of owed events, by dataset|school: the newest day. */
  readonly #newestDay = new Map<string, string>();

  private constructor(views: LakeViews, since: string) {
    this.#views = views;
    this.#since = since;
    for (const submission of views.selection.submissions) {
      this.#newest.set(submission.school_code, submission);
      for (const dataset of submission.datasets) this.#newest.set(`${dataset}|${submission.school_code}`, submission);
    }
  }

  static async read(engine: Engine, views: LakeViews, checks: readonly Check[], since: string, asOf: string): Promise<Freshness> {
    const freshness = new Freshness(views, since);
    const events = new Set(checks.flatMap((check) => owedDatasets(check).flat()).filter((id) => datasetOf(id).refresh === 'events'));
    for (const dataset of events) await freshness.#readEvents(engine, dataset, asOf);
    return freshness;
  }

  /** Null: what the check needs of the school is of this period. */
  staleness(check: Check, schoolCode: string): Stale | null {
    const newest = this.#newest.get(schoolCode);
    if (newest !== undefined && newest.data_date >= this.#since && !this.#views.selection.isEffective(newest)) return 'held';
    for (const alternatives of owedDatasets(check)) {
      const states = alternatives
        .filter((id) => alternatives.length === 1 || this.#has(id, schoolCode))
        .map((id) => this.#of(id, schoolCode));
      const stale = states.find((state) => state !== null);
      if (stale) return stale;
    }
    return null;
  }

  #has(dataset: string, schoolCode: string): boolean {
    return this.#newest.has(`${dataset}|${schoolCode}`) || this.#newestDay.has(`${dataset}|${schoolCode}`);
  }

  #of(dataset: string, schoolCode: string): Stale | null {
    if (datasetOf(dataset).refresh === 'events') {
      return (this.#newestDay.get(`${dataset}|${schoolCode}`) ?? '') >= this.#since ? null : 'unsent';
    }
    const newest = this.#newest.get(`${dataset}|${schoolCode}`);
    if (newest === undefined || newest.data_date < this.#since) return 'unsent';
    return this.#views.selection.isEffective(newest) ? null : 'held';
  }

  /** The newest day that a row tells of, or on which the file with it was sent, were it the same file once more. */
  async #readEvents(engine: Engine, dataset: string, asOf: string): Promise<void> {
    const receipts = this.#views.selection.imports.flatMap(({ id, received_at, sources }) =>
      sources
        .filter((source) => source.dataset === dataset && source.data_date <= asOf)
        .map((source) => ({ ...contentOf(id, source), date: laterDay(source.data_date, received_at.slice(0, 10), asOf) })),
    );
    if (receipts.length === 0) return;
    const values = receipts.map(({ batch, source, date }) => `(${literal(batch)}, ${source}, date ${literal(date)})`);
    const rows = await engine.rows(`
      with receipts as (
          select load_batch, source, max(sent_on) as sent_on
          from (values ${values.join(', ')}) t(load_batch, source, sent_on)
          group by load_batch, source
      ),
      sheets as (
          select load_batch, source, school_code, max(case when date <= date ${literal(asOf)} then date end) as day
          from ${dataset} group by load_batch, source, school_code
      )
      select s.school_code, cast(max(greatest(s.day, r.sent_on)) as varchar) as day
      from sheets s left join receipts r on r.load_batch = s.load_batch and r.source = s.source
      where s.school_code is not null
      group by s.school_code`);
    for (const row of rows) if (row.day !== null) this.#newestDay.set(`${dataset}|${String(row.school_code)}`, String(row.day));
  }
}

/** The day of receipt, unless it is later than the day that is looked at. */
const laterDay = (dataDate: string, received: string, asOf: string): string =>
  received <= asOf && received > dataDate ? received : dataDate;

/** What schools owe of what a check requires; each list is any of them. */
function owedDatasets({ requires }: Check): string[][] {
  const nameOf = (requirement: string): string => {
    const { dataset } = splitRequirement(requirement);
    return dataset === lastSeen ? 'students' : dataset;
  };
  return requires
    .map((requirement) => [...new Set([requirement].flat().map(nameOf))].filter((id) => isOwedBySchool(datasetOf(id))))
    .filter((alternatives) => alternatives.length > 0);
}
