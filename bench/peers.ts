import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './measurement.ts';

const tools = {
  polars: 'import polars, fastexcel',
  duckdb: 'import duckdb; duckdb.connect().load_extension("excel")',
  calamine: 'import python_calamine',
};

export type Peer = keyof typeof tools;

/** The other readers that this Python has. */
export const peersOf = (python: string): Peer[] =>
  (Object.keys(tools) as Peer[]).filter((tool) => spawnSync(python, ['-c', tools[tool]], { stdio: 'ignore' }).status === 0);

/** One of them reading a workbook, all cells as text, in a process of its own; its start counts. */
export function measurePeer(python: string, tool: Peer, path: string): Measurement {
  const script = fileURLToPath(new URL('./peers/read.py', import.meta.url));
  const start = performance.now();
  const said = execFileSync(python, [script, tool, path], { encoding: 'utf8' });
  const { rows, megabytes } = JSON.parse(said) as { rows: number; megabytes: number };
  return { milliseconds: Math.round(performance.now() - start), processor: 0, rows, megabytes };
}
