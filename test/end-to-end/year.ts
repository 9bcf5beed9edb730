import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findCheck, loadChecks } from '../../src/checks/catalogue.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { addDays } from '../../src/generator/calendar-date.ts';
import { schoolYearOf } from '../../src/generator/school-calendar.ts';
import { writeWeek } from '../../src/generator/year/files.ts';
import type { Week, Year } from '../../src/generator/year/sent.ts';
import { keyOf, Lives, type Standing } from '../../src/generator/year/truth/life.ts';
import { YEAR_CHECKS } from '../../src/generator/year/truth/problems.ts';
import { simulateYear, type YearOptions } from '../../src/generator/year/year.ts';
import { acceptSubmission } from '../../src/lake/accept.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { recordCommit } from '../../src/ledger/record-commit.ts';
import { loadPipeline } from '../../src/pipelines/declaration.ts';
import { runPipeline } from '../../src/pipelines/run.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { importInto } from './county.ts';

const checks = loadChecks();
const pipeline = {
  ...loadPipeline('weekly-inspection', checks),
  checks: YEAR_CHECKS.map((id) => findCheck(checks, id)),
  reports: [],
};

/** A finding as the ledger tells it after a run. */
interface Entry {
  readonly key: string;
  readonly number: string;
  readonly base: string;
  readonly status: string;
  readonly mark: string | null;
  readonly material: string;
}

/** What became of the findings of a year, counted. Weeks: of one finding each. */
export interface YearFigures {
  weeks: number;
  found: number;
  closed: number;
  ended: number;
  reopened: number;
  backAfterEnded: number;
  vanishedWeeks: number;
  notSubmittedWeeks: number;
  notRunWeeks: number;
  waived: number;
  explained: number;
  held: number;
  accepted: number;
  late: number;
}

/** Runs a simulated year week by week through the product and holds its ledger against the model's own account. */
export class YearRun {
  readonly year: Year;
  readonly #lives: Lives;
  readonly #folder: string;
  readonly #names: ReadonlyMap<string, number>;
  #standings = new Map<string, Standing>();
  #entries = new Map<string, Entry>();
  readonly figures: YearFigures = {
    weeks: 0,
    found: 0,
    closed: 0,
    ended: 0,
    reopened: 0,
    backAfterEnded: 0,
    vanishedWeeks: 0,
    notSubmittedWeeks: 0,
    notRunWeeks: 0,
    waived: 0,
    explained: 0,
    held: 0,
    accepted: 0,
    late: 0,
  };

  constructor(folder: string, options: YearOptions) {
    this.year = simulateYear(options);
    this.#lives = new Lives(this.year);
    this.#folder = folder;
    // Nobody of a simulated year has a name that another ever had.
    this.#names = new Map(
      this.year.weeks.flatMap(({ lists }) => lists.flatMap(({ pupils }) => pupils.map(({ name, key }) => [name, key]))),
    );
    Workspace.create(this.#workspaceFolder, '230123', '依兰县', 'heilongjiang-2020');
  }

  get #workspaceFolder(): string {
    return join(this.#folder, 'workspace');
  }

  /** All weeks. Returns what is not as it should be, a line each. */
  async differences(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const week of this.year.weeks) {
      lines.push(...(await this.#week(week)));
      // What follows from one difference tells nothing new.
      if (lines.length > 20) break;
    }
    return lines;
  }

  async #week(week: Week): Promise<readonly string[]> {
    if (this.figures.weeks > 0) this.#decide(week.day);
    this.#setLimit(week.primaryLimit);
    const workspace = Workspace.open(this.#workspaceFolder);
    const files = join(this.#folder, 'files', week.day);
    writeWeek(this.year, week, files);
    const { manifest } = await importInto(workspace, [files], week.day);
    const held = manifest!.submissions.filter((submission) => submission.held !== null).map(({ school_code }) => school_code);
    const incomplete = week.lists.filter(({ isIncomplete }) => isIncomplete).map(({ schoolCode }) => schoolCode);
    if (String(held) !== String(incomplete)) return [`${week.day}: held are ${held}, incomplete are ${incomplete}`];
    for (const school of week.accepted) acceptSubmission(workspace, school, `${week.day} 08:10:00`);
    const run = { asOf: week.day, startedAt: `${week.day} 08:30:00`, onProgress: () => {} };
    const { folder } = await runPipeline(workspace, pipeline, checks, run);
    const entries = await this.#read(workspace, folder);
    const standings = new Map(this.#lives.next().map((standing) => [keyOf(standing), standing]));
    this.#count(week, standings, held.length);
    const differences = [...compared(standings, entries), ...this.#changedNumbers(entries)].map((line) => `${week.day} ${line}`);
    this.#standings = standings;
    this.#entries = entries;
    return differences;
  }

  /** The county allows more pupils in a class from some day on. */
  #setLimit(limit: number): void {
    const path = join(this.#workspaceFolder, 'heji.yaml');
    const override = `overrides:\n  - check: class-size-over-standard\n    params: { max_pupils_primary: ${limit} }\n    reason: 局务会纪要\n`;
    const settings = readFileSync(path, 'utf8').replace(/^overrides:[\s\S]*$/m, limit === 45 ? 'overrides: []\n' : override);
    writeFileSync(path, settings);
  }

  async #read(workspace: Workspace, folder: string): Promise<Map<string, Entry>> {
    const engine = await DuckDbEngine.open();
    const path = workspace.path('ledger', 'runs', folder, 'rectification.parquet');
    const rows = await engine.rows(`select *, last_seen::varchar as seen_on from read_parquet(${literal(path)}) order by number`);
    engine.close();
    const entries = rows.map((row): Entry => {
      const cohort = schoolYearOf(String(row.seen_on)) - Number(row.grade_no) + 1;
      const subject = row.entity === 'class' ? `${row.school_code}|${cohort}|${row.class_no}` : this.#names.get(String(row.name))!;
      const occurrence = row.occurrence === null ? null : String(row.occurrence);
      return {
        key: keyOf({ check: String(row.check_id) as Standing['check'], subject, occurrence }),
        number: String(row.number),
        base: String(row.base),
        status: String(row.status),
        mark: row.mark === null ? null : String(row.mark),
        material: String(row.material),
      };
    });
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    expect(byKey.size, 'one finding has two numbers').toBe(entries.length);
    return byKey;
  }

  /** A finding keeps its number and group. */
  #changedNumbers(entries: ReadonlyMap<string, Entry>): readonly string[] {
    return [...this.#entries.values()].flatMap(({ key, number, base }) => {
      const now = entries.get(key);
      return now?.number === number && now.base === base ? [] : [`${key} had the number ${number}, has ${now?.number}`];
    });
  }

  /** What the bureau decides between two runs: every week it waives one finding for three weeks and accepts what was said of one duplicate. */
  #decide(day: string): void {
    const eligible = (check: Standing['check']): string | undefined =>
      [...this.#standings.values()].filter((one) => one.check === check && one.status === 'persisting' && one.mark === null).map(keyOf)[0];
    const waived = eligible('id-missing');
    const explained = eligible('dup-id-number');
    if (waived !== undefined) {
      const until = addDays(day, 20);
      const { number } = this.#entries.get(waived)!;
      this.#record('waiver', day, number, 'waived', [{ type: 'waived', number, until, reason: '已报上级核办' }]);
      this.#lives.waive(waived, until);
      this.figures.waived += 1;
    }
    if (explained !== undefined) {
      const { number, material } = this.#entries.get(explained)!;
      const reply = `${day}-1`;
      const answer = {
        situation: '已核对户口簿',
        proof: '户口簿复印件',
        responsible: null,
        done_on: null,
        run: 'R',
        file: '回执.xlsx',
        sha256: '0',
        row: 2,
      };
      this.#record('review', day, number, 'explained', [
        { type: 'reply', reply, number, school: '2230100011', action: 'evidence', material, ...answer },
        { type: 'verdict', reply, number, accepted: true, reason: null },
      ]);
      this.#lives.explain(explained);
      this.figures.explained += 1;
    }
  }

  #record(kind: 'waiver' | 'review', day: string, number: string, to: 'waived' | 'explained', events: readonly LedgerEvent[]): void {
    const status: LedgerEvent = { type: 'status', from: 'persisting', to, mark: null, why: to, detail: null, numbers: [number] };
    recordCommit(Workspace.open(this.#workspaceFolder), { kind, at: `${day} 07:30:00`, by: '县局' }, [...events, status]);
  }

  #count(week: Week, standings: ReadonlyMap<string, Standing>, held: number): void {
    const { figures } = this;
    figures.weeks += 1;
    figures.held += held;
    figures.accepted += week.accepted.length;
    figures.late += week.lists.filter(({ dataDate }) => dataDate < week.day).length;
    for (const [key, { status, mark }] of standings) {
      const before = this.#standings.get(key)?.status;
      if (before === undefined) figures.found += 1;
      if (status === 'closed' && before !== 'closed') figures.closed += 1;
      if (status === 'ended' && before !== 'ended') figures.ended += 1;
      if (status === 'persisting' && before === 'ended') figures.backAfterEnded += 1;
      if (status === 'reopened') figures.reopened += 1;
      if (status === 'not-submitted') figures.notSubmittedWeeks += 1;
      if (mark === '名册消失') figures.vanishedWeeks += 1;
      if (mark === '本期未查') figures.notRunWeeks += 1;
    }
  }
}

/** Where the ledger says something else than the model, either way. */
function compared(standings: ReadonlyMap<string, Standing>, entries: ReadonlyMap<string, Entry>): readonly string[] {
  const said = (one: { readonly status: string; readonly mark: string | null } | undefined): string =>
    one === undefined ? 'nothing' : `${one.status}${one.mark ?? ''}`;
  return [...new Set([...standings.keys(), ...entries.keys()])].flatMap((key) => {
    const [should, is] = [said(standings.get(key)), said(entries.get(key))];
    return should === is ? [] : [`${key}: should be ${should}, the ledger says ${is}`];
  });
}
