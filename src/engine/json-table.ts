import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { identifier, literal } from './sql-text.ts';

/** How much text is written at once. Up to this much goes without a file. */
const pieceLength = 1 << 20;

/**
 * Replaces `table` by `rows`, which are gone through once. `columns` are names with DuckDB types. Dates are 'YYYY-MM-DD'; what a row does not
 * have is null.
 */
export async function createTableFromRows(
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<object>,
): Promise<void> {
  const definitions = Object.entries(columns).map(([name, type]) => `${identifier(name)} ${type}`);
  await engine.run(`create or replace table ${identifier(table)} (${definitions.join(', ')})`);
  const pieces = piecesOf(rows, Object.keys(columns));
  const first = pieces.next();
  if (first.done) return;
  const second = pieces.next();
  if (second.done) await insertText(engine, table, columns, first.value);
  else await insertFile(engine, table, columns, [first.value, second.value], pieces);
}

/** The rows as JSON, of each piece a text a row. */
function* piecesOf(rows: Iterable<object>, columns: readonly string[]): Generator<readonly string[], undefined> {
  let piece: string[] = [];
  let length = 0;
  for (const row of rows) {
    const text = JSON.stringify(Object.fromEntries(columns.map((column) => [column, (row as Record<string, unknown>)[column] ?? null])));
    piece.push(text);
    length += text.length;
    if (length < pieceLength) continue;
    yield piece;
    piece = [];
    length = 0;
  }
  if (piece.length > 0) yield piece;
}

async function insertText(
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly string[],
): Promise<void> {
  const shape = JSON.stringify([columns]);
  await engine.run(
    `insert into ${identifier(table)} select r.* from (select unnest(from_json_strict($rows::json, ${literal(shape)})) as r)`,
    { rows: `[${rows.join(',')}]` },
  );
}

/** Fifty thousand findings are a hundred megabytes of text, so they are written a piece at a time. */
async function insertFile(
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, string>>,
  begun: readonly (readonly string[])[],
  rest: Iterable<readonly string[]>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'heji-'));
  const file = join(folder, 'rows.jsonl');
  const append = (piece: readonly string[]): void => appendFileSync(file, `${piece.join('\n')}\n`, { mode: 0o600 });
  try {
    begun.forEach(append);
    for (const piece of rest) append(piece);
    const types = Object.entries(columns).map(([name, type]) => `${identifier(name)}: ${literal(type)}`);
    await engine.run(`insert into ${identifier(table)} select * from read_json(${literal(file)}, format = 'newline_delimited',
      columns = {${types.join(', ')}}, maximum_object_size = 16777216)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
