import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { findLeftovers } from '../../src/workspace/leftovers.ts';

/** What a workspace holds in the end, without times and random names. */
export interface Outcome {
  /** The lines of all commits but their heads. */
  readonly events: readonly string[];
  /** Run → day. The last may be a second run of the same day, which changed nothing. */
  readonly runs: readonly string[];
  /** Of the lake: which rows came from which bytes. */
  readonly imports: readonly string[];
  /** Texts of every workbook and letter in the outbox, by file. */
  readonly cells: Readonly<Record<string, string>>;
  /** What lies in the inboxes, and what is kept of what came. */
  readonly received: readonly string[];
  readonly leftovers: readonly string[];
}

export function outcomeOf(workspace: string): Outcome {
  const commits = lines(workspace, 'ledger/events');
  return {
    events: commits.flatMap((commit) => commit.slice(1)),
    runs: readHead(join(workspace, 'ledger')).runs.map(({ run }) => run),
    imports: lines(workspace, 'lake/_manifests')
      .flat()
      .map(importText)
      .filter((text) => text !== ''),
    cells: Object.fromEntries(
      files(workspace, 'outbox')
        .filter((file) => /\.(xlsx|docx)$/.test(file))
        .map((file) => [file, officeText(join(workspace, file))]),
    ),
    received: [...files(workspace, 'inbox'), ...files(workspace, 'replies'), ...files(workspace, 'received')],
    leftovers: [...findLeftovers(workspace), ...files(workspace, '.').filter((file) => file.endsWith('.tmp'))],
  };
}

const lines = (workspace: string, folder: string): string[][] =>
  files(workspace, folder).map((file) => readFileSync(join(workspace, file), 'utf8').trimEnd().split('\n'));

function files(workspace: string, folder: string): string[] {
  if (!existsSync(join(workspace, folder))) return [];
  return readdirSync(join(workspace, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(workspace.length + 1))
    .sort();
}

/** An import's rows. One that brought nothing, because the bytes had come before, does not count. */
function importText(text: string): string {
  const { sources, submissions } = JSON.parse(text) as {
    sources?: { file: string; sha256: string; loaded: number }[];
    submissions?: unknown[];
  };
  if (!sources || sources.length === 0) return '';
  return JSON.stringify([sources.map(({ file, sha256, loaded }) => [file, sha256, loaded]), submissions]);
}

/** The XML of an office file in which people's texts are, without times and the access log's chain. */
function officeText(file: string): string {
  const parts = unzipSync(readFileSync(file));
  return Object.keys(parts)
    .filter((name) => /(sheet\d+|sharedStrings|document|comments\d*)\.xml$/.test(name))
    .sort()
    .map((name) => `${name}\n${new TextDecoder().decode(parts[name])}`)
    .join('\n')
    .replaceAll(/\d\d:\d\d(:\d\d)?/g, 'TIME')
    .replaceAll(/[0-9a-f]{64}|日志[0-9a-f]{16}/g, 'HASH');
}
