import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { identifier, literal } from './sql-text.ts';

/** How much text is written at once. */
const pieceLength = 1 << 20;

/** Replaces `table` by `rows`, which are gone through once. `columns` are names with DuckDB types. Dates are 'YYYY-MM-DD'. */
export async function createTableFromRows(
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<object>,
): Promise<void> {
  const definitions = Object.entries(columns).map(([name, type]) => `${identifier(name)} ${type}`);
  await engine.run(`create or replace table ${identifier(table)} (${definitions.join(', ')})`);
  const left = rows[Symbol.iterator]();
  const first = left.next();
  if (first.done) return;
  const folder = mkdtempSync(join(tmpdir(), 'heji-'));
  const file = join(folder, 'rows.jsonl');
  try {
    writeRows(file, first.value, left);
    const types = Object.entries(columns).map(([name, type]) => `${identifier(name)}: ${literal(type)}`);
    await engine.run(`insert into ${identifier(table)} select * from read_json(${literal(file)}, format = 'newline_delimited',
      columns = {${types.join(', ')}}, maximum_object_size = 16777216)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fifty thousand findings are a hundred megabytes of text, so they are written a piece at a time. */
function writeRows(file: string, first: object, left: Iterator<object>): void {
  const descriptor = openSync(file, 'w', 0o600);
  let piece = '';
  try {
    for (let row: object | null = first; row !== null; row = next(left)) {
      piece += `${JSON.stringify(row)}\n`;
      if (piece.length < pieceLength) continue;
      appendFileSync(descriptor, piece);
      piece = '';
    }
    appendFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

function next(left: Iterator<object>): object | null {
  const step = left.next();
  return step.done ? null : step.value;
}
