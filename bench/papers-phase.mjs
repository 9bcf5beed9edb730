// node bench/papers-phase.mjs PHASE FOLDER: one measurement of the product as it is shipped. Prints one line of JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { loadChecks } from '../dist/checks/catalogue.js';
import { DuckDbEngine } from '../dist/engine/duckdb.js';
import { readHead } from '../dist/ledger/ledger-head.js';
import { renderPackages } from '../dist/packages/render-packages.js';
import { loadPipeline } from '../dist/pipelines/declaration.js';
import { renderRun } from '../dist/pipelines/report.js';
import { runPipeline } from '../dist/pipelines/run.js';
import { openRun } from '../dist/pipelines/run-store.js';
import { keepHeapSmall, letHeapGrow } from '../dist/pipelines/small-heap.js';
import { Workspace } from '../dist/workspace/workspace.js';

const [phase, folder] = process.argv.slice(2);
const asOf = '2026-11-16';
const now = `${asOf} 09:00:00`;
const checks = loadChecks();
const pipeline = loadPipeline('weekly-inspection', checks);
/** One finding a pupil. */
const judged = ['id-missing', 'id-checksum'];
const workbookFile = join(folder, 'workbook.json');
const onProgress = () => {};

async function timed(work) {
  const start = performance.now();
  const before = process.cpuUsage();
  const rows = await work();
  const { user, system } = process.cpuUsage(before);
  const milliseconds = Math.round(performance.now() - start);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ milliseconds, processor: Math.round((user + system) / 1000), rows, megabytes }));
}

/** The last run's relations, as `heji report` opens them. */
async function openLastRun(work) {
  keepHeapSmall();
  const workspace = Workspace.open(join(folder, 'workspace'));
  const event = readHead(workspace.path('ledger')).runs.at(-1);
  const engine = await DuckDbEngine.open({ spillFolder: join(folder, 'spill'), memoryLimit: '144MB' });
  await openRun(engine, workspace, event);
  await work(engine, workspace, event);
  engine.close();
}

const packages = (threads) =>
  openLastRun((engine, workspace, event) => {
    letHeapGrow();
    return timed(async () => (await renderPackages(engine, workspace, event, { now, onProgress, ...(threads && { threads }) })).items);
  });

const phases = {
  /** Everything but reports and packages. */
  async run() {
    const workspace = Workspace.create(join(folder, 'workspace'), '230123', '依兰县', 'heilongjiang-2020');
    const { importDrop } = await import('../dist/lake/import.js');
    await importDrop(workspace, {
      paths: [join(folder, 'files')],
      dataDate: null,
      dayOfReceipt: asOf,
      receivedAt: `${asOf} 08:00:00`,
      dryRun: false,
      onProgress,
    });
    await timed(async () => {
      const options = { asOf, startedAt: `${asOf} 08:30:00`, onProgress };
      const { entries } = await runPipeline(
        workspace,
        { ...pipeline, checks: pipeline.checks.filter(({ id }) => judged.includes(id)), reports: [] },
        checks,
        options,
      );
      return entries.length;
    });
  },

  county: () =>
    openLastRun((engine, workspace, event) =>
      timed(async () => {
        const [report] = await renderRun(engine, workspace, pipeline, event.run, now);
        writeFileSync(workbookFile, JSON.stringify(report.file));
        return report.sheets.reduce((sum, { rows }) => sum + rows, 0);
      }),
    ),

  /** The bare library writes the same cells with the same styles; reading them for it is not counted. */
  async 'county-raw'() {
    const read = await readXlsx(readFileSync(JSON.parse(readFileSync(workbookFile, 'utf8'))), { readStyles: true });
    const sheets = read.sheets.map(({ name, rows, cells, columns }) => ({ name, rows, cells, columns }));
    await timed(async () => {
      await writeXlsx({ sheets });
      return sheets.reduce((sum, { rows }) => sum + rows.length, 0);
    });
  },

  'packages-1': () => packages(1),
  'packages-all': () => packages(),
};

await phases[phase]();
