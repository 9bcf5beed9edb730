import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Engine, Row } from '../../src/engine/engine.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { AliasKey } from '../../src/ledger/alias.ts';
import { writeCommit } from '../../src/ledger/commit-file.ts';
import type { FindingStatus, LedgerEvent } from '../../src/ledger/event.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { rowColumns } from '../../src/ledger/row-columns.ts';
import { createPackageContext, packageData, packageReport, SchoolRows } from '../../src/packages/package-data.ts';
import { packageItemColumns } from '../../src/packages/package-items.ts';
import { replyKeyText } from '../../src/packages/reply-key.ts';
import { schoolNoticeColumns, schoolUncheckedColumns } from '../../src/packages/school-notices.ts';
import { renderBytes } from '../../src/reports/render.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { opened, runHead } from '../ledger/ledger-folder.ts';

/** A finding of the made-up county; two schools, nobody who exists. */
export interface SentFinding {
  readonly number: string;
  readonly school?: 'A' | 'B';
  readonly name?: string;
  readonly kind?: 'must-fix' | 'explain';
  readonly actions?: readonly string[];
  readonly isProtected?: boolean;
  readonly material?: string;
  readonly group?: string;
}

export const schools = {
  A: { code: '2111050201', name: '三道岗中心小学' },
  B: { code: '2111050202', name: '柳树屯小学' },
} as const;

export const firstDay = '2026-11-09';
export const secondDay = '2026-11-16';

/** A workspace in which runs found things and packages were sent, without the checks and lists behind them. */
export class SentCounty {
  readonly workspace: Workspace;
  readonly #key: AliasKey;

  private constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.#key = AliasKey.open(workspace.path('ledger'));
  }

  static make(): SentCounty {
    const folder = mkdtempSync(join(tmpdir(), 'heji-replies-'));
    const workspace = Workspace.create(folder, '211105', '示例县', 'henan-2022');
    // The files that other programs saved have its codes in them.
    writeFileSync(workspace.path('ledger', 'alias.key'), 'ab'.repeat(32));
    return new SentCounty(workspace);
  }

  key(run: string, number: string, school: keyof typeof schools = 'A'): string {
    return replyKeyText(this.#key, run, number, schools[school].code);
  }

  /** One run that saw these findings, and sent them; new numbers are opened. Returns the run. */
  async run(asOf: string, findings: readonly SentFinding[], more: readonly LedgerEvent[] = []): Promise<string> {
    const ledgerFolder = this.workspace.path('ledger');
    const { sequence, runs } = readHead(ledgerFolder);
    const run = `${asOf}-${runs.filter((one) => one.as_of === asOf).length + 1}`;
    await withEngine(async (engine) => {
      await Ledger.open(engine, ledgerFolder);
      const known = new Set((await engine.rows('select number from ledger_findings')).map(({ number }) => number));
      const events = findings
        .filter(({ number }) => !known.has(number))
        .map(({ number, group }) => opened(number, { group: group ?? null }));
      await keep(engine, join(ledgerFolder, 'runs', `${run}-0`), {
        all_findings: [allFindingColumns, findings.map((finding) => rowOf(finding, asOf))],
        package_items: [packageItemColumns, findings.map((finding, index) => this.#item(finding, run, asOf, index + 1))],
      });
      writeCommit(ledgerFolder, runHead(sequence + 1, run, asOf), [...events, ...more]);
    });
    return run;
  }

  /** 整改台账.xlsx of a school, as it was sent. */
  async workbook(run: string, school: keyof typeof schools): Promise<Uint8Array> {
    return withEngine(async (engine) => {
      const items = this.workspace.path('ledger', 'runs', `${run}-0`, 'package_items.parquet');
      await engine.run(`create table package_items as select * from read_parquet(${literal(items)})`);
      await engine.run(`create table run as select ${literal(run)} as run_id, date ${literal(run.slice(0, 10))} as as_of, '示例县' as county_name,
        '县级周检' as pipeline_title, ${literal(`${run.slice(0, 10)} 08:01:00`)} as finished_at`);
      await createTableFromRows(engine, 'school_notices', schoolNoticeColumns, [
        {
          run_id: run,
          school_code: schools[school].code,
          school_name: schools[school].name,
          kind: 'findings',
          number: '学籍整改〔2026〕1号',
        },
      ]);
      await createTableFromRows(engine, 'school_unchecked', schoolUncheckedColumns, []);
      await createPackageContext(engine, { contact: '', telephone: '', logHead: '0'.repeat(16) });
      const [data] = await packageData(engine, [schools[school].code]);
      return (await renderBytes(packageReport, new SchoolRows(data!), { audience: 'school', unmasked: false })).bytes;
    });
  }

  /** Puts a file into the folder of replies. */
  put(name: string, bytes: Uint8Array | string): string {
    const path = this.workspace.path('replies', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }

  /** Rows of the ledger's present state. */
  state(sql: string): Promise<Row[]> {
    return withEngine(async (engine) => {
      await Ledger.open(engine, this.workspace.path('ledger'));
      return engine.rows(sql);
    });
  }

  #item(finding: SentFinding, run: string, asOf: string, line: number): object {
    const school = schools[finding.school ?? 'A'];
    return {
      ...rowOf(finding, asOf),
      run_id: run,
      key: this.key(run, finding.number, finding.school),
      line,
      place: '三年级2班',
      id_number: '211105********0015',
      registry_number: 'G211105********0015',
      problem: '身份证号码校验不符',
      school_code: school.code,
      how_to_fix: '学校凭户口簿等原件核对后在学籍系统补录、更正。',
      first_seen: asOf,
      status: 'persisting',
      actions: finding.actions ?? ['changed', 'explained'],
    };
  }
}

const { last_run: _, ...allFindingColumns } = rowColumns;

function rowOf({ number, school = 'A', name, kind, isProtected, material }: SentFinding, asOf: string): object {
  return {
    number,
    entity: 'student',
    check_id: 'id-checksum',
    check_title: '身份证号码校验不符',
    category: '信息质量',
    severity: 'yellow',
    certainty: '确定',
    status: 'persisting' satisfies FindingStatus,
    school_code: schools[school].code,
    school_name: schools[school].name,
    name: name ?? `学生${number.slice(-2)}`,
    grade_label: '三年级',
    class_label: '2班',
    message: '身份证件号不成立，校验码不符',
    basis: '第三十条',
    kind: kind ?? 'explain',
    is_protected: isProtected ?? false,
    material: material ?? 'm1',
    due_on: '2026-11-30',
    last_seen: asOf,
  };
}

async function keep(
  engine: Engine,
  folder: string,
  relations: Record<string, [Readonly<Record<string, string>>, readonly object[]]>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, [columns, rows]] of Object.entries(relations)) {
    await createTableFromRows(engine, 'kept_rows', columns, rows);
    await engine.run(`copy kept_rows to ${literal(join(folder, `${name}.parquet`))} (format parquet)`);
  }
}

async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await DuckDbEngine.open();
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}
