import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { RunOutcome } from '../../src/pipelines/run.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { asOf, importInto, inspectAsOf, temporaryFolder, weekBefore, writtenCounty } from './county.ts';

// Whole files left out of a county's drop: what needed them is 未运行 with the reason, or 待核, and the report says so: never "no problem".
// test/matrix leaves out every table and every column in turn.

const folder = temporaryFolder();
const files = join(folder.path, 'files');

beforeAll(async () => {
  await writtenCounty(files, { pupils: 1200, seed: 5 });
}, 60_000);
afterAll(folder.remove);

/** A run of the county without the files whose names match, and what it says of its data. */
async function without(name: string, pattern: RegExp): Promise<{ outcome: RunOutcome; notes: readonly string[] }> {
  const workspace = Workspace.create(join(folder.path, name), '230123', '依兰县', 'heilongjiang-2020');
  await importInto(workspace, [join(files, '上周')], weekBefore);
  cpSync(join(files, '本周'), workspace.inbox, { recursive: true });
  for (const file of readdirSync(workspace.inbox)) if (pattern.test(file)) rmSync(join(workspace.inbox, file), { recursive: true });
  const outcome = await inspectAsOf(workspace, asOf);
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, outcome);
    const notes = await engine.rows("select kind || '：' || note as note from data_notes");
    return { outcome, notes: notes.map((row) => String(row.note)) };
  } finally {
    engine.close();
  }
}

/** What is said of a check in the schools that have sent their pupils, or of all schools where it asks for none. */
const reasonsOf = ({ statuses }: RunOutcome, check: string): Set<string> => {
  const own = statuses.filter(({ checkId, reason }) => checkId === check && reason !== '该校没有报送学籍');
  return new Set(own.map(({ status, reason }) => `${status} ${reason}`));
};
const findingsOf = (outcome: RunOutcome, check: RegExp) =>
  outcome.entries.map((entry) => entry.finding).filter((finding) => check.test(finding.check.id));

describe('no contacts, no population extract, no police list', () => {
  let outcome: RunOutcome;
  beforeAll(async () => {
    ({ outcome } = await without('a', /联系|人口|公安/));
  }, 60_000);

  it.each([
    ['absence-7d-contacted', '未运行 没有收到“缺勤联系记录”'],
    ['person-record-mismatch', '未运行 没有收到“人口信息抽取（公安户籍）”'],
    ['person-record-missing', '未运行 没有收到“人口信息抽取（公安户籍）”'],
    ['police-compare-fail', '未运行 没有收到“公安比对结果”'],
  ])('%s: %s in every school', (check, reason) => {
    expect(reasonsOf(outcome, check)).toEqual(new Set([reason]));
    expect(findingsOf(outcome, new RegExp(`^${check}$`))).toEqual([]);
  });

  it('every suspected dropout is 待联系核实', () => {
    const suspected = findingsOf(outcome, /^absence-suspected/);
    expect(suspected.length).toBeGreaterThan(0);
    expect(suspected.every((finding) => finding.evidence.contact_state === 'none')).toBe(true);
    expect(suspected.every((finding) => !finding.message.includes('失联'))).toBe(true);
  });
});

describe('no leaves, no status changes, no calendar', () => {
  let outcome: RunOutcome;
  let notes: readonly string[];
  beforeAll(async () => {
    ({ outcome, notes } = await without('b', /请假|异动|校历/));
  }, 60_000);

  it.each([
    ['absences', /^absence-/],
    ['duplicates that a transfer may excuse', /^dup-(id-number|cross-school-active)$/],
    ['vanished pupils', /^pupil-vanished$/],
    ['dropouts that are not marked', /^dropout-not-marked$/],
  ])('%s are 待核 and orange at most', (_name, checks) => {
    const found = findingsOf(outcome, checks);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((finding) => finding.certainty))).toEqual(new Set(['待核']));
    expect(found.some((finding) => finding.severity === 'red')).toBe(false);
  });

  it('what is missing is named once, with the checks that it concerns', () => {
    expect(notes).toContainEqual(expect.stringMatching(/^待核：没有收到“请假”，分不出有正当事由的：.*疑似辍学.*的结果一律待核，最高橙色$/));
    expect(notes).toContainEqual(
      expect.stringMatching(/^待核：没有收到“学籍异动”，分不出有正当事由的：.*身份证件号重复.*的结果一律待核，最高橙色$/),
    );
  });
});

describe('no attendance', () => {
  it('the checks of it did not run, with the reason', async () => {
    const { outcome } = await without('c', /考勤/);
    for (const check of [
      'absence-early-warning',
      'absence-suspected-dropout',
      'absence-7d-contacted',
      'absence-dropout',
      'dropout-not-marked',
    ]) {
      expect(reasonsOf(outcome, check), check).toEqual(new Set(['未运行 没有收到“考勤”']));
    }
  }, 60_000);
});
