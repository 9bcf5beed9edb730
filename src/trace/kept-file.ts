import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { CanonicalSheet } from '../intake/canonical/sheet.ts';
import { detectEncoding } from '../intake/files/encoding.ts';
import { fingerprint } from '../intake/files/fingerprint.ts';
import { detectFormat } from '../intake/files/format.ts';
import { transcodeCsv } from '../intake/formats/csv.ts';
import { transcodeWorkbook } from '../intake/formats/workbook.ts';

/** A cell of a kept file; null: empty. */
export interface KeptCell {
  readonly text: string | null;
  /** The source stored a number, and what is shown is how it prints. */
  readonly isNumber: boolean;
}

/** The cells of some rows by row number, each from column 1. */
export type KeptRows = ReadonlyMap<number, readonly KeptCell[]>;

/** The bytes of the files that were received, read again as they were read then, before anything was made of the cells. */
export class KeptFiles {
  readonly #engine: Engine;
  readonly #receivedFolder: string;
  readonly #workFolder: string;
  readonly #sheets = new Map<string, readonly CanonicalSheet[] | string>();

  constructor(engine: Engine, receivedFolder: string, workFolder: string) {
    this.#engine = engine;
    this.#receivedFolder = receivedFolder;
    this.#workFolder = workFolder;
    mkdirSync(workFolder, { recursive: true });
  }

  /** The rows as they stand in a sheet, or a sentence saying why they cannot be shown. */
  async rows(sha256: string, sheet: string, wanted: readonly number[]): Promise<KeptRows | string> {
    const sheets = await this.#read(sha256);
    if (typeof sheets === 'string') return sheets;
    const canonical = sheets.find((candidate) => candidate.sheet === sheet);
    if (!canonical) return `原始文件里现在读不出工作表“${sheet}”，只能给出装载后的内容`;
    return this.#select(canonical, wanted);
  }

  async #read(sha256: string): Promise<readonly CanonicalSheet[] | string> {
    const known = this.#sheets.get(sha256);
    if (known !== undefined) return known;
    const sheets = await this.#transcode(sha256);
    this.#sheets.set(sha256, sheets);
    return sheets;
  }

  async #transcode(sha256: string): Promise<readonly CanonicalSheet[] | string> {
    const path = join(this.#receivedFolder, sha256);
    if (!existsSync(path)) return '原始文件已不在 received 文件夹里，只能给出装载后的内容';
    if (fingerprint(path) !== sha256) return '原始文件与收到时不一样了（内容被改动），只能给出装载后的内容';
    const fd = openSync(path, 'r');
    try {
      const { format } = detectFormat(fd);
      const target = (index: number): string => join(this.#workFolder, `${sha256.slice(0, 16)}-${index + 1}.csv`);
      if (format === 'csv') {
        const { encoding, rejected } = detectEncoding(fd);
        return rejected ? '原始文件的文字现在读不出来，只能给出装载后的内容' : [transcodeCsv(fd, encoding, target(0))];
      }
      const outcome = await transcodeWorkbook(path, format, target);
      return outcome.sheets ?? `原始文件现在读不出来（${outcome.refusal.message}），只能给出装载后的内容`;
    } finally {
      closeSync(fd);
    }
  }

  /** By the engine: a file may have half a million rows, of which one is wanted. */
  async #select({ path, width }: CanonicalSheet, wanted: readonly number[]): Promise<KeptRows> {
    if (width === 0 || wanted.length === 0) return new Map();
    const names = Array.from({ length: width }, (_, index) => `c${index + 1}`);
    const types = ["'row': 'integer'", "'cells': 'integer'", ...names.map((name) => `'${name}': 'varchar'`)];
    const rows = await this.#engine.rows(`select "row", ${names.join(', ')} from read_csv(${literal(path)}, auto_detect = false,
      header = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, new_line = '\\n',
      strict_mode = false, max_line_size = 16777216, columns = {${types.join(', ')}}) where "row" in (${[...new Set(wanted)].join(', ')})`);
    return new Map(rows.map((row) => [Number(row.row), names.map((name) => cellOf(row[name] as string | null))]));
  }
}

const cellOf = (text: string | null): KeptCell =>
  text?.startsWith('\u0001') ? { text: text.slice(1), isNumber: true } : { text: text === '' ? null : text, isNumber: false };
