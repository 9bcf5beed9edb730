import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { recordCommit } from '../../src/ledger/record-commit.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { changed, commitRun, newLedgerFolder, opened, replied, runHead, subject, wholeState } from './ledger-folder.ts';

let folder: string;
let engine: DuckDbEngine;

beforeEach(async () => {
  folder = newLedgerFolder();
  engine = await DuckDbEngine.open();
});
afterEach(() => engine.close());

const workspace = (): Workspace => ({ path: () => folder }) as unknown as Workspace;
const finding = async (number: string) => (await engine.rows(`select * from ledger_findings where number = '${number}'`))[0];
const row = async (number: string) => (await engine.rows(`select * from ledger_rows where number = '${number}'`))[0];

const reply = (number: string, action: 'evidence' | 'fixed', id: string): LedgerEvent =>
  replied(id, number, {
    school: '3423010001',
    action,
    situation: '已核对户口簿',
    responsible: '李老师',
    done_on: '2026-09-10',
    material: 'm1',
  });

describe('the state that the events add up to', () => {
  it('has what a run opened, saw again, closed and found again', async () => {
    const number = '2026-000001';
    await commitRun(engine, folder, '2026-09-07', [subject(`S-${number}`, 'id:a', 'person:b'), opened(number)], [number]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      base: number,
      fingerprint: `f-${number}`,
      check_id: 'id-checksum',
      entity: 'student',
      status: 'new',
      why: 'found',
      status_since: '2026-09-07',
      first_seen: '2026-09-07',
      last_seen: '2026-09-07',
      opened_run: '2026-09-07-1',
      open_since: '2026-09-07',
      reopened_count: 0,
      closed_on: null,
    });
    expect(await row(number)).toMatchObject({ name: `姓名${number}`, message: '2026-09-07-1 查出', last_run: '2026-09-07-1' });

    await commitRun(engine, folder, '2026-09-14', [changed('new', 'persisting', 'found-again', number)], [number]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({ status: 'persisting', status_since: '2026-09-14', last_seen: '2026-09-14' });
    expect(await row(number)).toMatchObject({ message: '2026-09-14-1 查出', last_run: '2026-09-14-1' });

    await commitRun(engine, folder, '2026-09-21', [changed('persisting', 'closed', 'mended', number)], []);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      status: 'closed',
      why: 'mended',
      closed_on: '2026-09-21',
      closed_run: '2026-09-21-1',
      last_seen: '2026-09-14',
      open_since: '2026-09-07',
    });
    expect(await row(number)).toMatchObject({ message: '2026-09-14-1 查出' });

    await commitRun(engine, folder, '2026-09-28', [changed('closed', 'reopened', 'came-back', number)], [number]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      status: 'reopened',
      reopened_count: 1,
      open_since: '2026-09-28',
      first_seen: '2026-09-07',
      closed_on: null,
      closed_run: null,
    });
  });

  it('keeps the day of a status when only the mark changed', async () => {
    const number = '2026-000001';
    await commitRun(engine, folder, '2026-09-07', [opened(number)], [number]);
    await commitRun(engine, folder, '2026-09-14', [changed('new', 'persisting', 'found-again', number)], [number]);
    const marked: LedgerEvent = {
      type: 'status',
      from: 'persisting',
      to: 'persisting',
      mark: '名册消失',
      why: 'vanished',
      detail: null,
      numbers: [number],
    };
    await commitRun(engine, folder, '2026-09-21', [marked], []);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({ status: 'persisting', mark: '名册消失', why: 'vanished', status_since: '2026-09-14' });
  });

  it('knows subjects, aliases, codes, numbers and groups', async () => {
    await commitRun(
      engine,
      folder,
      '2026-09-07',
      [
        subject('S1', 'id:a', 'person:b'),
        subject('S2'),
        opened('2026-000009', { subject: 'S1' }),
        opened('2026-000010-1', { subject: 'S1', group: 'group:g' }),
        opened('2026-000010-12', { subject: 'S2', group: 'group:g' }),
      ],
      ['2026-000009', '2026-000010-1', '2026-000010-12'],
    );
    await commitRun(
      engine,
      folder,
      '2027-01-04',
      [
        { type: 'alias', subject: 'S1', aliases: ['id:a', 'registry:c'], evidence: 'person' },
        { type: 'school-code', from: '3423010001', to: '3423010002', shared: 90, of: 100 },
        opened('2027-000001', { subject: 'S2' }),
      ],
      ['2027-000001'],
    );
    await Ledger.open(engine, folder);
    const state = await wholeState(engine);
    expect(state.subjects).toEqual([
      { subject: 'S1', kind: 'student' },
      { subject: 'S2', kind: 'student' },
    ]);
    expect(state.aliases!.map(({ alias, subject: of }) => `${alias} ${of}`)).toEqual(['id:a S1', 'person:b S1', 'registry:c S1']);
    expect(state.school_codes).toEqual([{ from_code: '3423010001', to_code: '3423010002' }]);
    expect(state.numbers).toEqual([
      { key: '2026', last: 10 },
      { key: '2026-000010', last: 12 },
      { key: '2027', last: 1 },
    ]);
    expect(state.groups).toEqual([{ group_hash: 'group:g', base: '2026-000010' }]);
  });

  it('holds a waiver while the finding is waived', async () => {
    const number = '2026-000001';
    await commitRun(engine, folder, '2026-09-07', [opened(number)], [number]);
    const waived: LedgerEvent = { type: 'waived', number, until: '2026-10-31', reason: '局长办公会' };
    recordCommit(workspace(), { kind: 'waiver', at: '2026-09-08 09:00:00', by: '王股长' }, [
      waived,
      changed('new', 'waived', 'waived', number),
    ]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      status: 'waived',
      status_since: '2026-09-08',
      waived_until: '2026-10-31',
      waiver_reason: '局长办公会',
      waiver_by: '王股长',
      waived_at: '2026-09-08 09:00:00',
    });
    await commitRun(engine, folder, '2026-11-02', [changed('waived', 'persisting', 'waiver-ended', number)], [number]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      status: 'persisting',
      waived_until: null,
      waiver_reason: null,
      open_since: '2026-09-07',
    });
  });

  it('holds the newest answer and the verdict on it', async () => {
    const number = '2026-000001';
    await commitRun(engine, folder, '2026-09-07', [opened(number)], [number]);
    recordCommit(workspace(), { kind: 'replies', at: '2026-09-10 09:00:00', by: '王股长' }, (sequence) => [
      reply(number, 'evidence', `${String(sequence).padStart(6, '0')}-9`),
      reply(number, 'fixed', `${String(sequence).padStart(6, '0')}-10`),
    ]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      reply: '000002-10',
      reply_action: 'fixed',
      reply_verdict: null,
      reply_done_on: '2026-09-10',
    });

    recordCommit(workspace(), { kind: 'replies', at: '2026-09-11 09:00:00', by: '王股长' }, [reply(number, 'evidence', '000003-1')]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({ reply_verdict: '待审', reply_at: '2026-09-11 09:00:00', explained_material: null });

    recordCommit(workspace(), { kind: 'review', at: '2026-09-12 09:00:00', by: '王股长' }, [
      { type: 'verdict', reply: '000003-1', number, accepted: true, reason: '材料齐全' },
      changed('new', 'explained', 'explained', number),
    ]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({
      status: 'explained',
      reply_verdict: '已采信',
      verdict_reason: '材料齐全',
      explained_material: 'm1',
    });
    const replies = await engine.rows('select reply, verdict from ledger_replies order by reply');
    expect(replies).toEqual([
      { reply: '000002-10', verdict: null },
      { reply: '000002-9', verdict: '待审' },
      { reply: '000003-1', verdict: '已采信' },
    ]);

    await commitRun(engine, folder, '2026-09-14', [changed('explained', 'persisting', 'explanation-lapsed', number)], [number]);
    await Ledger.open(engine, folder);
    expect(await finding(number)).toMatchObject({ status: 'persisting', explained_material: null, reply_verdict: '已采信' });
  });
});

describe('a commit that is applied before it is written', () => {
  it('gives the same state as the one that was read', async () => {
    const first = '2026-000001';
    const second = '2026-000002';
    await commitRun(engine, folder, '2026-09-07', [opened(first)], [first]);
    const events = [changed('new', 'persisting', 'found-again', first), opened(second)];
    const ledger = await Ledger.open(engine, folder);
    await engine.run(`create table seen_now as select * exclude (last_run) replace ('2026-09-14-1 查出' as message) from ledger_rows
      union all by name select '${second}' as number, 'student' as entity, '姓名${second}' as name, '2026-09-14-1 查出' as message`);
    await ledger.apply(runHead(2, '2026-09-14-1', '2026-09-14'), events, 'seen_now');
    const applied = await wholeState(engine);
    expect(ledger.head.sequence).toBe(2);

    await commitRun(engine, folder, '2026-09-14', events, [first, second]);
    await Ledger.open(engine, folder);
    expect(await wholeState(engine)).toEqual(applied);
    expect(applied.rows).toHaveLength(2);
  });
});
