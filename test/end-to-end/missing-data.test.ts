import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../src/pipelines/run.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { asOf, importInto, inspectAsOf, temporaryFolder, weekBefore, writtenCounty } from './county.ts';

// A missing input is 未运行 with its reason, or 待核: never "no problem".

const folder = temporaryFolder();
const files = join(folder.path, 'files');
let runs = 0;

beforeAll(async () => {
  await writtenCounty(files, { pupils: 1200, seed: 5 });
}, 60_000);
afterAll(folder.remove);

/** Runs the county without the files whose names match. */
async function without(pattern: RegExp): Promise<RunOutcome> {
  const workspace = Workspace.create(join(folder.path, `w${++runs}`), '230123', '依兰县', 'heilongjiang-2020');
  await importInto(workspace, [join(files, '上周')], weekBefore);
  cpSync(join(files, '本周'), workspace.inbox, { recursive: true });
  for (const name of readdirSync(workspace.inbox)) if (pattern.test(name)) rmSync(join(workspace.inbox, name));
  return inspectAsOf(workspace, asOf);
}

const statusesOf = (outcome: RunOutcome, check: string) => outcome.statuses.filter((status) => status.checkId === check);
const findingsOf = (outcome: RunOutcome, check: RegExp) =>
  outcome.entries.map((entry) => entry.finding).filter((finding) => check.test(finding.check.id));

describe('a dataset is missing', () => {
  it('no contacts: the check that needs them does not run, every suspected dropout is 待联系核实', async () => {
    const outcome = await without(/联系/);
    expect(new Set(statusesOf(outcome, 'absence-7d-contacted').map((status) => `${status.status} ${status.reason}`))).toEqual(
      new Set(['未运行 没有收到“缺勤联系记录”']),
    );
    const suspected = findingsOf(outcome, /^absence-suspected/);
    expect(suspected.length).toBeGreaterThan(0);
    expect(suspected.every((finding) => finding.evidence.contact_state === 'none')).toBe(true);
    expect(suspected.every((finding) => !finding.message.includes('失联'))).toBe(true);
  });

  it('no leaves: absence findings are 待核 and orange at most', async () => {
    const absences = findingsOf(await without(/请假/), /^absence-/);
    expect(absences.length).toBeGreaterThan(0);
    expect(new Set(absences.map((finding) => finding.certainty))).toEqual(new Set(['待核']));
    expect(absences.some((finding) => finding.severity === 'red')).toBe(false);
  });

  it('no status changes: duplicates and vanished pupils are 待核 and orange at most', async () => {
    const found = findingsOf(await without(/异动/), /^(dup-|pupil-)/);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((finding) => finding.certainty))).toEqual(new Set(['待核']));
    expect(found.some((finding) => finding.severity === 'red')).toBe(false);
  });

  it('no calendar: it is inferred, the absences are still found', async () => {
    const outcome = await without(/校历/);
    expect(findingsOf(outcome, /^absence-/).length).toBeGreaterThan(0);
    expect(statusesOf(outcome, 'absence-suspected-dropout').some((status) => status.status === '未运行')).toBe(false);
  });

  it('no attendance: the absence checks did not run, with the reason', async () => {
    const outcome = await without(/考勤/);
    for (const check of ['absence-early-warning', 'absence-suspected-dropout', 'absence-7d-contacted', 'absence-dropout']) {
      const statuses = statusesOf(outcome, check);
      expect(statuses.length).toBeGreaterThan(0);
      expect(
        statuses.every((status) => status.status === '未运行' && status.reason === '没有收到“考勤”'),
        check,
      ).toBe(true);
    }
  });

  it('no population extract: nothing is said to agree', async () => {
    const statuses = statusesOf(await without(/人口/), 'person-record-mismatch');
    expect(statuses.every((status) => status.status === '未运行')).toBe(true);
  });

  it('no list of schools: every school is judged and marked as not listed', async () => {
    const outcome = await without(/^学校/);
    expect(outcome.entries.length).toBeGreaterThan(0);
  });
});
