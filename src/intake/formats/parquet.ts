import { DuckDbEngine } from '../../engine/duckdb.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import { damagedData, encryptedParquet, type Refusal } from '../files/refusal.ts';
import { longNumbersNote } from './numbered-column.ts';
import type { WorkbookOutcome } from './outcome.ts';

interface Column {
  readonly name: string;
  /** As DuckDB calls it. */
  readonly type: string;
}

/** Enough for one row group at a time; the rest goes through to the file. */
const MEMORY = '1GB';
const INTEGER = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;

/**
 * Parquet → canonical text of one sheet: row 1 are the names of the fields, then a row a record. DuckDB reads and writes it; no cell comes
 * into JavaScript.
 */
export async function transcodeParquet(path: string, target: (index: number) => string): Promise<WorkbookOutcome> {
  const engine = await DuckDbEngine.open({ memoryLimit: MEMORY });
  try {
    await engine.run('set preserve_insertion_order = true');
    await engine.run(`set timezone = 'Asia/Shanghai'`);
    const source = parquetSql(path);
    const described = await engine.rows(`describe select * from ${source}`);
    const columns = described.map(({ column_name: name, column_type: type }) => ({ name: String(name), type: String(type) }));
    await engine.run(copySql(path, columns, target(0)));
    const rows = 1 + Number((await engine.rows(`select count(*) as rows from ${source}`))[0]?.rows);
    const notes = longNumbersNote(await columnsOfLongNumbers(engine, source, columns));
    const sheet = { sheet: '', path: target(0), width: columns.length, rows, hidden: false, date1904: false, notes };
    return { sheets: [sheet], refusal: null };
  } catch (error) {
    const refusal = refusalFor(String(error));
    if (refusal) return { sheets: null, refusal };
    throw error;
  } finally {
    engine.close();
  }
}

/** Brackets and asterisks in a name are no pattern here. */
const parquetSql = (path: string, hasRowNumbers = false): string =>
  `read_parquet(${literal(path.replace(/[*?[]/g, '[$&]'))}, hive_partitioning = false, file_row_number = ${hasRowNumbers})`;

/** Faults of the file, not of the disk that is written to. */
function refusalFor(error: string): Refusal | null {
  if (/encrypt/i.test(error)) return encryptedParquet;
  return /No space left|Cannot open file|Could not write/i.test(error) ? null : damagedData;
}

/** Canonical text, see canonical.ts: row, count of cells, cells; text in quotes, what is missing without. */
function copySql(source: string, columns: readonly Column[], path: string): string {
  const cells = columns.map((_, index) => `c${index + 1}`);
  const titles = columns.map(({ name }, index) => `${literal(name)} as c${index + 1}`);
  const values = columns.map(({ name, type }, index) => `${cellSql(identifier(name), type)} as c${index + 1}`);
  const count = `greatest(0, ${cells.map((cell, index) => `if(${cell} is null, 0, ${index + 1})`).join(', ')})`;
  const clean = cells.map((cell) => `replace(${cell}, chr(0), '') as ${cell}`);
  return `
    copy (
        with titled as (
            select 1 as row, ${titles.join(', ')}
            union all
            select file_row_number + 2 as row, ${values.join(', ')}
            from ${parquetSql(source, true)}
        )
        select row, ${count} as cells, ${clean.join(', ')} from titled
    ) to ${literal(path)} (
        format csv, header false, delimiter ',', quote '"', escape '"', nullstr '', force_quote (${cells.join(', ')})
    )`;
}

/** A cell's text, NULL where it is missing; chr(1) marks numbers. */
function cellSql(column: string, type: string): string {
  const mark = (digits: string) => `chr(1) || ${digits}`;
  if (type === 'VARCHAR') return `replace(${column}, chr(1), '')`;
  if (type === 'BOOLEAN') return `case when ${column} then 'TRUE' when not ${column} then 'FALSE' end`;
  if (INTEGER.test(type)) return mark(`cast(${column} as varchar)`);
  if (type === 'DOUBLE' || type === 'FLOAT') return floatSql(column);
  if (type.startsWith('DECIMAL'))
    return mark(type.endsWith(',0)') ? `cast(${column} as varchar)` : `rtrim(rtrim(cast(${column} as varchar), '0'), '.')`);
  // One with a zone becomes the time that clocks in China show.
  if (type.startsWith('TIMESTAMP')) return dayTimeSql(`cast(${column} as timestamp)`);
  if (type.startsWith('TIME')) return `strftime(date '2000-01-01' + cast(${column} as time), '%H:%M:%S')`;
  if (type === 'BLOB') return `replace(coalesce(try(decode(${column})), hex(${column})), chr(1), '')`;
  const nested = type.endsWith(']') || type.startsWith('STRUCT') || type.startsWith('MAP');
  return `replace(cast(${nested ? `to_json(${column})` : column} as varchar), chr(1), '')`;
}

const dayTimeSql = (time: string): string =>
  `case when cast(${time} as time) = time '00:00:00' then strftime(${time}, '%Y-%m-%d') else strftime(${time}, '%Y-%m-%d %H:%M:%S') end`;

/** Digits without an exponent, as canonical text has them; NaN is what data frames have in place of nothing. */
function floatSql(column: string): string {
  const text = `cast(${column} as varchar)`;
  return `case
        when isnan(${column}) then null
        when isinf(${column}) then ${text}
        when abs(${column}) >= 1e21 or (abs(${column}) < 1e-3 and ${column} <> 0) then chr(1) || ${text}
        when contains(${text}, 'e') then chr(1) || cast(cast(${text} as decimal(38, 0)) as varchar)
        else chr(1) || regexp_replace(${text}, '[.]0$', '')
    end`;
}

async function columnsOfLongNumbers(engine: DuckDbEngine, source: string, columns: readonly Column[]): Promise<string[]> {
  const numeric = columns.filter(({ type }) => INTEGER.test(type) || /^(DOUBLE|FLOAT|DECIMAL.*,0[)])$/.test(type));
  if (numeric.length === 0) return [];
  const largest = numeric.map(
    ({ name }, index) => `max(if(isfinite(cast(${identifier(name)} as double)), ${identifier(name)}, null)) as m${index}`,
  );
  const [row] = await engine.rows(`select ${largest.join(', ')} from ${source}`);
  return numeric.filter((_, index) => Number(row?.[`m${index}`] ?? 0) >= 1e14).map(({ name }) => name);
}
