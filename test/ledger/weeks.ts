import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { AliasKey } from '../../src/ledger/alias.ts';
import type { CommitHead, LedgerEvent } from '../../src/ledger/event.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { reconcile } from '../../src/ledger/reconcile.ts';
import { runHead } from './ledger-folder.ts';

export interface PupilRow {
  readonly name: string;
  readonly registry?: string | null;
  readonly id?: string | null;
  readonly school?: string;
  readonly class?: number;
  readonly grade?: number;
  readonly birth?: string | null;
  /** Where in its file. */
  readonly row?: string;
}

export interface Week {
  readonly day: string;
  readonly pupils: readonly PupilRow[];
  readonly vanished?: readonly PupilRow[];
  /** Whom the check `wrong` returns; `group` ties them. */
  readonly found?: readonly { readonly name: string; readonly group?: string; readonly excused?: string; readonly material?: string }[];
  /** Schools whose data is of this period, all others have sent nothing. Default: all. */
  readonly stale?: readonly string[];
  readonly notRun?: readonly string[];
  readonly exits?: readonly {
    readonly registry: string;
    readonly school: string | null;
    readonly kind?: string;
    readonly day?: string;
    readonly stage?: string;
  }[];
  readonly version?: string;
  readonly numbers?: string;
  readonly codes?: readonly (readonly [string, string])[];
  readonly checkNames?: readonly string[];
}

const text = 'varchar';
const pupilColumns = {
  record_key: text,
  school_code: text,
  registry_key: text,
  id_key: text,
  name_key: text,
  birth_date: 'date',
  grade_no: 'integer',
  class_no: 'integer',
  class_label: text,
  class_key: text,
  is_active: 'boolean',
  data_date: 'date',
  stage: text,
  last_seen_date: 'date',
};

/** A ledger of a test's own, and what a run's relations would be. The one check is called `wrong`. */
export class Weeks {
  readonly folder = mkdtempSync(join(tmpdir(), 'heji-weeks-'));
  readonly events: LedgerEvent[][] = [];

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Reconciles and commits; the findings as they stand: number, name as last seen, status, mark, why. */
  async week(week: Week): Promise<string[]> {
    const engine = await DuckDbEngine.open();
    try {
      const ledger = await Ledger.open(engine, this.folder);
      await createRun(engine, week);
      const events = await reconcile(engine, { asOf: week.day, key: AliasKey.open(this.folder) });
      await engine.run(`create or replace table all_findings as
        select l.number, f.check_id, f.entity, f.school_code, f.name, f.grade_no, f.class_no, f.material, '${week.numbers ?? 'n1'}' as numbers,
               '${week.version ?? 'v1'}' as check_version
        from finding_rows f join finding_places l on l.row_id = f.row_id`);
      const head = headOf(ledger.head.sequence + 1, week.day);
      await ledger.apply(head, events, 'all_findings');
      const kept = join(this.folder, 'runs', head.run!.folder);
      mkdirSync(kept, { recursive: true });
      await engine.run(`copy all_findings to '${join(kept, 'all_findings.parquet')}' (format parquet)`);
      ledger.commit(head, events);
      this.events.push(events);
      const rows = await engine.rows(`
        select concat_ws(' ', f.number, r.name, f.status, f.mark, f.why, f.detail) as line
        from ledger_findings f left join ledger_rows r on r.number = f.number order by f.number`);
      return rows.map((row) => String(row.line));
    } finally {
      engine.close();
    }
  }

  /** Commits what is no run. */
  async record(day: string, events: readonly LedgerEvent[]): Promise<void> {
    const engine = await DuckDbEngine.open();
    const ledger = await Ledger.open(engine, this.folder);
    ledger.commit({ ...headOf(ledger.head.sequence + 1, day), kind: 'waiver', run: null }, events);
    engine.close();
  }
}

const headOf = (sequence: number, day: string): CommitHead => runHead(sequence, `${day}-${sequence}`, day);

async function createRun(engine: DuckDbEngine, week: Week): Promise<void> {
  const { day, pupils, vanished = [], found = [] } = week;
  const all = [...pupils, ...vanished];
  const records = new Map(all.map((pupil, index) => [pupil, pupil.row ?? `r${index}`]));
  const rowOf = (pupil: PupilRow): object => {
    const { name, registry = `G-${name}`, id = `I-${name}`, school = 'S1', grade = 3, birth = '2018-03-01' } = pupil;
    return {
      record_key: records.get(pupil),
      school_code: school,
      registry_key: registry,
      id_key: id,
      name_key: name,
      birth_date: birth,
      grade_no: grade,
      class_no: pupil.class ?? 1,
      class_label: String(pupil.class ?? 1),
      class_key: `${school}||${grade}|${pupil.class ?? 1}`,
      is_active: true,
      data_date: day,
      stage: 'primary',
      last_seen_date: day,
    };
  };
  await createTableFromRows(engine, 'current_students', pupilColumns, pupils.map(rowOf));
  await createTableFromRows(engine, 'vanished_students', pupilColumns, vanished.map(rowOf));
  const schools = [...new Set(['S1', 'S2', ...all.map(({ school = 'S1' }) => school)])];
  await createTableFromRows(
    engine,
    'school_overview',
    { school_code: text },
    schools.map((school_code) => ({ school_code })),
  );
  await createTableFromRows(
    engine,
    'school_facts',
    { school_code: text, junior_from: 'integer' },
    schools.map((school_code) => ({ school_code, junior_from: 7 })),
  );
  await createTableFromRows(
    engine,
    'legal_exits',
    { registry_key: text, id_key: text, school_code: text, stage: text, exit_date: 'date', kind: text },
    (week.exits ?? []).map(({ registry, school, kind = '毕业', day: on = day, stage }) => ({
      registry_key: registry,
      school_code: school,
      exit_date: on,
      kind,
      stage,
    })),
  );
  const findings = found.map((finding, index) => {
    const pupil = all.find(({ name }) => name === finding.name)!;
    return {
      row_id: index,
      check_id: 'wrong',
      entity: 'student',
      record_key: records.get(pupil),
      school_code: pupil.school ?? 'S1',
      name: pupil.name,
      registry_number: pupil.registry ?? `G-${pupil.name}`,
      grade_no: pupil.grade ?? 3,
      class_no: pupil.class ?? 1,
      group_key: finding.group,
      excused_by: finding.excused,
      material: finding.material ?? 'm1',
    };
  });
  const findingColumns = {
    row_id: 'integer',
    check_id: text,
    entity: text,
    record_key: text,
    school_code: text,
    name: text,
    registry_number: text,
  };
  const more = {
    id_number: text,
    grade_no: 'integer',
    class_no: 'integer',
    group_key: text,
    occurrence: text,
    excused_by: text,
    material: text,
  };
  await createTableFromRows(engine, 'finding_rows', { ...findingColumns, ...more }, findings);
  await createTableFromRows(
    engine,
    'dropped_rows',
    { check_id: text, record_key: text, occurrence: text, excused_by: text, graver_check: text },
    [],
  );
  await createTableFromRows(
    engine,
    'status_rows',
    { check_id: text, school_code: text, status: text, numbers: text, version: text, seen_columns: text },
    schools.map((school) => ({
      check_id: 'wrong',
      school_code: school,
      status: week.notRun?.includes(school) ? '未运行' : '无问题',
      numbers: week.numbers ?? 'n1',
      version: week.version ?? 'v1',
      seen_columns: '',
    })),
  );
  await createTableFromRows(
    engine,
    'stale_data',
    { check_id: text, school_code: text, why: text },
    (week.stale ?? []).map((school) => ({ check_id: 'wrong', school_code: school, why: 'unsent' })),
  );
  await createTableFromRows(
    engine,
    'check_names',
    { name: text, check_id: text, needs_attendance: 'boolean', compared_with: text },
    ['wrong', ...(week.checkNames ?? [])].map((name) => ({ name, check_id: 'wrong', needs_attendance: false })),
  );
  await createTableFromRows(
    engine,
    'new_school_codes',
    { from_code: text, to_code: text, shared: 'integer', pupils: 'integer' },
    (week.codes ?? []).map(([from_code, to_code]) => ({ from_code, to_code, shared: 9, pupils: 10 })),
  );
}
