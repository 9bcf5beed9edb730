import { closeSync, openSync, statSync } from 'node:fs';
import { detectFormat } from '../intake/files/format.ts';
import type { DropEntry, DropFile } from '../lake/drop-entry.ts';
import type { ExplainContext } from './explain-context.ts';
import { explainTable } from './explain-table.ts';
import type { ExplainedFile, ExplainedTable } from './explanation.ts';

/** A file of the drop, or each file of an archive. */
export async function explainFile(entry: DropEntry, context: ExplainContext): Promise<ExplainedFile[]> {
  const read: ExplainedFile[] = [];
  for (const file of entry.files) read.push(await explainRead(file, context));
  const unread = entry.refused.map(
    ({ file, reason, kind }): ExplainedFile => ({
      file,
      bytes: file === entry.listed.file ? (statSync(entry.listed.path, { throwIfNoEntry: false })?.size ?? 0) : 0,
      format: 'unknown',
      encoding: null,
      outcome: kind === 'ignored' ? 'ignored' : 'refused',
      refusal: reason,
      tables: [],
    }),
  );
  return [...read, ...unread];
}

async function explainRead(file: DropFile, context: ExplainContext): Promise<ExplainedFile> {
  const { receipt } = context;
  const tables = receipt.tables.filter((table) => table.file === file.file);
  const refused = receipt.refused.find((one) => one.file === file.file && one.sheet === '');
  const isRead = tables.length > 0;
  const explained: ExplainedTable[] = [];
  for (const table of tables) explained.push(await explainTable(table, context));
  return {
    file: file.file,
    bytes: file.bytes,
    format: formatOf(file.path),
    encoding: tables[0]?.encoding ?? null,
    outcome: isRead ? 'read' : refused?.kind === 'ignored' ? 'ignored' : 'refused',
    refusal: isRead ? null : (refused?.reason ?? '没有读出内容'),
    tables: explained,
  };
}

function formatOf(path: string): string {
  const fd = openSync(path, 'r');
  try {
    return detectFormat(fd).format;
  } finally {
    closeSync(fd);
  }
}
