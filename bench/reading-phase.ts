// One measurement of reading in a process of its own: node --import tsx bench/reading-phase.ts PHASE SET FOLDER. Prints one line of JSON.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readFiles } from '../src/intake/reader-pool.ts';
import type { FileReading } from '../src/intake/reading.ts';
import { importDrop } from '../src/lake/import.ts';
import { Workspace } from '../src/workspace/workspace.ts';
import { inflateSheets } from './inflate.ts';
import { timed } from './measurement.ts';

const [phase, set, folder] = process.argv.slice(2) as [string, string, string];
const day = '2026-11-16';
const files = readdirSync(join(folder, set)).map((name) => join(folder, set, name));
const silent = (): void => {};
const canonicalFile = join(folder, 'canonical.json');

function read(workFolder: string): Promise<FileReading[]> {
  const jobs = files.map((source, index) => ({
    source,
    file: source,
    workDir: join(workFolder, String(index)),
    bytes: statSync(source).size,
  }));
  return readFiles(jobs, { learned: [], onFile: silent });
}

const rowsOf = (readings: readonly FileReading[]): number =>
  readings.flatMap((reading) => reading.sheets).reduce((sum, sheet) => sum + sheet.canonical.rows, 0);

async function importSet(dryRun: boolean): Promise<number> {
  const home = join(folder, `workspace-${process.pid}`);
  const workspace = Workspace.create(home, '230123', '依兰县', 'heilongjiang-2020');
  const options = { paths: files, dataDate: day, dayOfReceipt: day, receivedAt: `${day} 08:00:00`, dryRun, onProgress: silent };
  let rows = 0;
  await timed(async () => {
    const { manifest } = await importDrop(workspace, options);
    rows = manifest!.sources.reduce((sum, source) => sum + source.loaded, 0);
    return rows;
  });
  rmSync(home, { recursive: true, force: true });
  return rows;
}

const phases: Readonly<Record<string, () => Promise<unknown>>> = {
  /** The product's readers: bytes to canonical text. */
  async transcode() {
    const work = join(folder, `work-${process.pid}`);
    await timed(async () => rowsOf(await read(work)));
    rmSync(work, { recursive: true, force: true });
  },

  /** Bytes to typed Parquet, nothing kept. */
  typed: () => importSet(true),

  /** The whole import. */
  import: () => importSet(false),

  /** Leaves the canonical text for `csv-limit`. */
  async canonical() {
    const readings = await read(join(folder, 'canonical'));
    writeFileSync(canonicalFile, JSON.stringify(readings.flatMap((reading) => reading.sheets.map(({ canonical }) => canonical))));
    console.log('{}');
  },

  /** The limit: the sheets unpacked with zlib. */
  inflate: () =>
    timed(async () => {
      let bytes = 0;
      for (const file of files) bytes += await inflateSheets(file);
      return bytes;
    }),

  /** The limit: DuckDB's own csv reader over the canonical text, all text, to Parquet. */
  async 'csv-limit'() {
    const sheets = JSON.parse(readFileSync(canonicalFile, 'utf8')) as { path: string; width: number; rows: number }[];
    const connection = await (await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'false' })).connect();
    await timed(async () => {
      for (const { path, width } of sheets) {
        const columns = Array.from({ length: width + 2 }, (_, index) => `'c${index}': 'varchar'`).join(', ');
        await connection.run(`copy (select * from read_csv('${path}', auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
          nullstr = '', allow_quoted_nulls = false, new_line = '\\n', columns = {${columns}}))
          to '${join(folder, 'limit.parquet')}' (format parquet, compression zstd)`);
      }
      return sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
    });
  },
};

const work = phases[phase];
if (!work) throw new Error(`no phase ${phase}`);
await work();
