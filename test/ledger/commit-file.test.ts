import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { BusyFailure, Failure } from '../../src/failure.ts';
import { writeCommit } from '../../src/ledger/commit-file.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { recordCommit } from '../../src/ledger/record-commit.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { changed, commitRun, newLedgerFolder, opened, runFacts, runHead, wholeState } from './ledger-folder.ts';

let folder: string;
let engine: DuckDbEngine;

beforeEach(async () => {
  folder = newLedgerFolder();
  engine = await DuckDbEngine.open();
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const file = (sequence: number): string => join(folder, 'events', `00000${sequence}.json`);
const workspace = { path: () => folder } as unknown as Workspace;
const number = '2026-000001';

/** A commit of an earlier version: one line, the run first, and what it saw as an event. */
function writeFirstFormat(sequence: number, asOf: string, events: readonly object[]): void {
  const { slot: _slot, program: _program, settings: _settings, packs: _packs, manifests: _manifests, ...run } = runFacts(`${asOf}-1`, asOf);
  mkdirSync(join(folder, 'events'), { recursive: true });
  // A brace and a quote in a name must not end the run's event.
  const checks = [{ check: 'id-"}\\checksum', milliseconds: 1, rows: 2 }];
  writeFileSync(file(sequence), JSON.stringify({ sequence, events: [{ type: 'run', ...run, checks }, ...events] }));
}

const firstOpened = [
  { type: 'subject', subject: 'S0000001', kind: 'student', aliases: ['id:a', 'person:b'] },
  { type: 'opened', number, fingerprint: 'f1', check: 'id-checksum', subject: 'S0000001', occurrence: null, group: null },
  { type: 'observed', numbers: [number] },
];

describe('the head of the ledger', () => {
  it('is empty where nothing was written', () => {
    expect(readHead(folder)).toEqual({ sequence: 0, runs: [], commits: [] });
  });

  it('tells runs and who wrote what', async () => {
    await commitRun(engine, folder, '2026-09-07', [opened(number)], [number]);
    const head = recordCommit(workspace, { kind: 'waiver', at: '2026-09-08 10:00:00', by: '王股长' }, [
      { type: 'unwaived', number, reason: '误设' },
    ]);
    const { sequence, runs, commits } = readHead(folder);
    expect(sequence).toBe(2);
    expect(runs).toEqual([{ ...runFacts('2026-09-07-1', '2026-09-07'), sequence: 1 }]);
    expect(commits.map(({ kind, by, events }) => [kind, by, events])).toEqual([
      ['run', '陈老师', 1],
      ['waiver', '王股长', 1],
    ]);
    expect(commits[1]).toEqual(head);
  });

  it('reads no events', async () => {
    await commitRun(engine, folder, '2026-09-07', [opened(number)], [number]);
    const [first] = readFileSync(file(1), 'utf8').split('\n');
    writeFileSync(file(1), `${first}\nnot json`);
    expect(readHead(folder).runs).toHaveLength(1);
    await expect(Ledger.open(engine, folder)).rejects.toThrow(`台账文件 ${file(1)} 已损坏`);
  });

  it('reads a head longer than a piece of the file', () => {
    const checks = Array.from({ length: 3000 }, (_, index) => ({ check: `检查-${index}`, milliseconds: 1, rows: 1, version: '' }));
    writeCommit(folder, { ...runHead(1, 'r', '2026-09-07'), run: { ...runFacts('r', '2026-09-07'), checks } }, []);
    expect(readHead(folder).runs[0]?.checks).toEqual(checks);
  });
});

describe('files of an earlier version', () => {
  it('give the same as their events written today', async () => {
    writeFirstFormat(1, '2026-09-07', firstOpened);
    writeFirstFormat(2, '2026-09-14', [
      { type: 'alias', subject: 'S0000001', aliases: ['registry:c'] },
      { type: 'status', number, from: 'new', to: 'persisting', why: '再次查出' },
      { type: 'observed', numbers: [number] },
    ]);
    const ledger = await Ledger.open(engine, folder);
    expect(ledger.head.runs.map(({ run, sequence }) => [run, sequence])).toEqual([
      ['2026-09-07-1', 1],
      ['2026-09-14-1', 2],
    ]);
    expect(ledger.head.runs[0]?.checks[0]?.check).toBe('id-"}\\checksum');
    const state = await wholeState(engine);
    expect(state.findings).toMatchObject([
      { number, entity: 'student', status: 'persisting', why: 'found-again', first_seen: '2026-09-07', last_seen: '2026-09-14' },
    ]);
    expect(state.aliases).toHaveLength(3);
    expect(state.rows).toEqual([]);
  });

  it('are followed by files of today', async () => {
    writeFirstFormat(1, '2026-09-07', firstOpened);
    await commitRun(engine, folder, '2026-09-14', [changed('new', 'closed', 'mended', number)], []);
    await Ledger.open(engine, folder);
    expect((await wholeState(engine)).findings).toMatchObject([{ status: 'closed', closed_on: '2026-09-14', last_seen: '2026-09-07' }]);
  });

  it('are missed where they were cut off', async () => {
    writeFirstFormat(1, '2026-09-07', firstOpened);
    const text = readFileSync(file(1), 'utf8');
    writeFileSync(file(1), text.slice(0, -10));
    expect(readHead(folder).sequence).toBe(1);
    await expect(Ledger.open(engine, folder)).rejects.toThrow('已损坏');
    writeFileSync(file(1), text.slice(0, 60));
    expect(() => readHead(folder)).toThrow('已损坏');
  });
});

describe('what is wrong with a file', () => {
  const broken = async (change: (text: string) => string): Promise<unknown> => {
    await commitRun(engine, folder, '2026-09-07', [opened(number), opened('2026-000002')], [number, '2026-000002']);
    writeFileSync(file(1), change(readFileSync(file(1), 'utf8')));
    return Ledger.open(engine, folder).then(
      () => null,
      (error: unknown) => error,
    );
  };

  it.each([
    ['a line is lacking', (text: string) => text.split('\n').slice(0, 2).join('\n')],
    ['it ends within a line', (text: string) => text.slice(0, -12)],
    ['a line came twice', (text: string) => `${text}${text.split('\n')[1]}\n`],
    ['a field is lacking', (text: string) => text.replace('"fingerprint"', '"fingerprints"')],
    ['it is empty', () => ''],
    ['its number is another', (text: string) => text.replace('"sequence":1', '"sequence":2')],
    ['the head came twice', (text: string) => `${text.split('\n')[0]}\n${text}`],
  ])('is told: %s', async (_, change) => {
    const error = await broken(change);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).message).toBe(`台账文件 ${file(1)} 已损坏，无法读取。请从备份恢复这个文件，不要手工修改 ledger 文件夹。`);
  });

  it.each([
    ['a later format', (text: string) => text.replace('"format":2', '"format":3'), '格式 3'],
    ['an unknown event', (text: string) => text.replace('"type":"opened"', '"type":"merged"'), 'merged'],
  ])('is told apart from %s', async (_, change, words) => {
    const error = await broken(change);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).message).toContain('是更新版本的核籍写的');
    expect((error as Failure).message).toContain(words);
  });

  it('is told of statuses and reasons that a later version wrote', async () => {
    await commitRun(engine, folder, '2026-09-07', [opened(number), changed('new', 'persisting', 'found-again', number)], [number]);
    const text = readFileSync(file(1), 'utf8');
    writeFileSync(file(1), text.replace('"to":"persisting"', '"to":"merged"').replace('found-again', 'was-merged'));
    await expect(Ledger.open(engine, folder)).rejects.toThrow('不认识的内容：was-merged、merged');
  });

  it('is told where a commit is missing', async () => {
    for (const day of ['2026-09-07', '2026-09-14', '2026-09-21']) await commitRun(engine, folder, day, [], []);
    rmSync(file(2));
    expect(() => readHead(folder)).toThrow(`台账缺少文件 ${file(2)}（后面还有 000003.json）`);
  });

  it('is told where what a run saw is gone', async () => {
    await commitRun(engine, folder, '2026-09-07', [opened(number)], [number]);
    rmSync(join(folder, 'runs'), { recursive: true });
    await expect(Ledger.open(engine, folder)).rejects.toThrow('找不到运行 2026-09-07-1 的记录');
  });
});

describe('of two writers', () => {
  it('only the first wins', () => {
    writeCommit(folder, runHead(1, 'a', '2026-09-07'), []);
    expect(() => writeCommit(folder, runHead(1, 'b', '2026-09-07'), [])).toThrow(BusyFailure);
    expect(readHead(folder).runs.map(({ run }) => run)).toEqual(['a']);
  });

  it('the one who has not read the last commit writes nothing', () => {
    writeCommit(folder, runHead(1, 'a', '2026-09-07'), []);
    const at = { kind: 'waiver', at: '2026-09-08 10:00:00', by: '王股长' } as const;
    expect(() => recordCommit(workspace, { ...at, after: 0 }, [])).toThrow(BusyFailure);
    expect(recordCommit(workspace, { ...at, after: 1 }, []).sequence).toBe(2);
  });
});

it('long lists of numbers are written in pieces', async () => {
  const numbers = Array.from({ length: 50_001 }, (_, index) => `2026-${String(index + 1).padStart(6, '0')}`);
  const head = writeCommit(folder, { ...runHead(1, 'r', '2026-09-07'), kind: 'review', run: null }, [
    ...numbers.map((one): LedgerEvent => opened(one)),
    changed('new', 'persisting', 'found-again', ...numbers),
  ]);
  expect(head.events).toBe(50_003);
  await Ledger.open(engine, folder);
  expect(await engine.rows('select status, count(*) as n from ledger_findings group by status')).toEqual([
    { status: 'persisting', n: 50_001 },
  ]);
});
