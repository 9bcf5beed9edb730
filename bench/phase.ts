// One measurement in a process of its own: node --import tsx bench/phase.ts PHASE FOLDER. Prints one line of JSON.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadChecks } from '../src/checks/catalogue.ts';
import { DuckDbEngine } from '../src/engine/duckdb.ts';
import { importDrop } from '../src/lake/import.ts';
import { ManifestLog } from '../src/lake/manifest.ts';
import { countyPolicy } from '../src/pipelines/county-policy.ts';
import { loadPipeline } from '../src/pipelines/declaration.ts';
import { inspect } from '../src/pipelines/inspection.ts';
import { runPipeline } from '../src/pipelines/run.ts';
import { Workspace } from '../src/workspace/workspace.ts';
import { report, timed } from './measurement.ts';
import { RecordingEngine } from './recording.ts';

const [phase, folder] = process.argv.slice(2) as [string, string];
const asOf = '2026-11-16';
const files = join(folder, 'files');
const statementsFile = join(folder, 'statements.json');
const silent = (): void => {};

const phases: Readonly<Record<string, () => Promise<void>>> = {
  /** The product's import: bytes to typed snapshot. */
  async import() {
    const workspace = Workspace.create(join(folder, 'workspace'), '230123', '依兰县', 'heilongjiang-2020');
    await timed(async () => {
      const { manifest } = await importDrop(workspace, {
        paths: [files],
        dataDate: asOf,
        dayOfReceipt: asOf,
        receivedAt: `${asOf} 08:00:00`,
        dryRun: false,
        onProgress: silent,
      });
      return manifest!.sources.reduce((sum, source) => sum + source.loaded, 0);
    });
  },

  /** The limit: DuckDB's own csv reader over the same files, all text, to Parquet. */
  async 'import-raw'() {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await timed(async () => {
      for (const file of readdirSync(files)) {
        await connection.run(
          `copy (select * from read_csv('${join(files, file)}', all_varchar = true)) to '${join(folder, `${file}.parquet`)}' (format parquet, compression zstd)`,
        );
      }
      return 0;
    });
  },

  /** The product's marts and checks over the lake, everything around them included. */
  async checks() {
    const workspace = Workspace.open(join(folder, 'workspace'));
    const checks = loadChecks();
    const engine = new RecordingEngine(await DuckDbEngine.open(), folder);
    const policy = countyPolicy(workspace, checks);
    const manifests = new ManifestLog(workspace.path('lake')).read();
    const inspection = await inspect(engine, workspace, manifests, {
      pipeline: loadPipeline('weekly-inspection', checks),
      policy,
      asOf,
      knownAt: null,
      lastKnown: null,
      onProgress: silent,
    });
    writeFileSync(statementsFile, JSON.stringify(engine.statements));
    const milliseconds = Math.round(inspection.milliseconds.marts + inspection.milliseconds.checks);
    report({ milliseconds, processor: 0, rows: inspection.checks.findings.length });
  },

  /** The limit: the same statements on the same Parquet through the bare client. */
  async 'checks-raw'() {
    const connection = await (await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'false' })).connect();
    const statements = JSON.parse(readFileSync(statementsFile, 'utf8')) as { sql: string; kind: string }[];
    const isMartOrCheck = ({ sql, kind }: { sql: string; kind: string }): boolean =>
      kind === 'rows' ? /^-- \S+: /.test(sql.trimStart()) : /^create or replace table \w+ as --/.test(sql);
    const first = statements.findIndex(isMartOrCheck);
    for (const { sql } of statements.slice(0, first)) await connection.run(sql);
    let spent = 0;
    let rows = 0;
    for (const statement of statements.slice(first)) {
      const start = performance.now();
      if (statement.kind === 'rows') {
        const reader = await connection.runAndReadAll(statement.sql);
        if (isMartOrCheck(statement)) rows += reader.currentRowCount;
      } else await connection.run(statement.sql);
      if (isMartOrCheck(statement)) spent += performance.now() - start;
    }
    report({ milliseconds: Math.round(spent), processor: 0, rows });
  },

  /** The whole command: nothing new in the inbox, checks, ledger, workbook. */
  async run() {
    const workspace = Workspace.open(join(folder, 'workspace'));
    const checks = loadChecks();
    await timed(async () => {
      const outcome = await runPipeline(workspace, loadPipeline('weekly-inspection', checks), checks, {
        asOf,
        startedAt: `${asOf} 09:00:00`,
        onProgress: silent,
      });
      return outcome.entries.length;
    });
  },
};

const work = phases[phase];
if (!work) throw new Error(`no phase ${phase}`);
await work();
