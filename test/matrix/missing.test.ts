import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { columnTitle, datasetTitle } from '../../src/checks/requirement.ts';
import type { CheckRun } from '../../src/checks/run.ts';
import { datasetOf } from '../../src/datasets/dictionary.ts';
import { County } from '../cases/county.ts';
import type { Specification } from '../cases/specification.ts';
import { tableRows } from '../cases/table-rows.ts';
import { effects, replaceable } from './effects.ts';
import { everything } from './everything.ts';
import { checksReading, differences, reasonIn } from './missing.ts';

// Every table in turn, and every column that a table may lack: the check that needs it is 未运行 and says what is missing, what can no
// longer be told is 待核, and all the rest is as it was, save for what `effects` answers for.

const checks = loadChecks();
const school = '2230100001';
const whole = everything('whole', [], []);
const tables = [...tableRows(whole, []).keys()].filter((table) => table !== 'history');

/** Without these a sheet is not taken for the table that it is, or its rows are refused. */
const isIndispensable = (table: string, column: string): boolean =>
  ['school_code', 'name'].includes(column) || datasetOf(table).columns.some(({ name, required }) => name === column && required === true);

const optionalColumns = (table: string): string[] => {
  const cells = (tableRows(whole, []).get(table) ?? []).flatMap((row) => Object.keys(row.cells));
  return [...new Set(cells)].filter((column) => !column.endsWith('__number') && !isIndispensable(table, column)).sort();
};

const requirements = new Set(checks.flatMap(({ requires }) => requires.flat()));
/** Left out alone: all others together may not make any difference. */
const matters = (name: string): boolean => requirements.has(name) || effects[name] !== undefined || replaceable.has(name);

/** What is left out together: the whole table, one column that matters, or all those that must not. */
interface Gap {
  readonly table: string;
  readonly name: string;
  readonly without: readonly string[];
}

const gaps: readonly Gap[] = tables.flatMap((table): Gap[] => {
  const columns = optionalColumns(table).map((column) => `${table}.${column}`);
  const own = columns.filter(matters);
  const idle = columns.filter((name) => !matters(name));
  return [
    { table, name: table, without: [table] },
    ...own.map((name) => ({ table, name, without: [name] })),
    ...(idle.length === 0 ? [] : [{ table, name: `${table}: ${idle.length} columns that say nothing to the checks`, without: idle }]),
  ];
});

const before = new Map(tables.map((table) => [table, everything(table, checksReading(table), [])]));
const after = new Map(gaps.map((gap) => [gap, everything(gap.name, checksReading(gap.table), gap.without)]));
const runs = new Map<Specification, CheckRun>();
let county: County;

beforeAll(async () => {
  county = await County.open([...before.values(), ...after.values()]);
}, 300_000);
afterAll(() => county.close());

async function inspect(spec: Specification): Promise<CheckRun> {
  const run = runs.get(spec) ?? (await county.inspect(spec));
  runs.set(spec, run);
  return run;
}

test('every check finds somebody in the whole county', async () => {
  const run = await inspect(before.get('students')!);
  expect(run.statuses.filter(({ status }) => status === '出错')).toEqual([]);
  const finding = new Set(run.findings.filter(({ excusedBy }) => excusedBy === null).map(({ check }) => check.id));
  expect(checks.map(({ id }) => id).filter((id) => !finding.has(id))).toEqual([]);
}, 60_000);

describe('without', () => {
  test.each(gaps.map((gap) => [gap.name, gap] as const))(
    '%s',
    async (_name, gap) => {
      const [was, is] = [await inspect(before.get(gap.table)!), await inspect(after.get(gap)!)];
      expect(is.statuses.filter(({ status }) => status === '出错')).toEqual([]);
      for (const check of checks.filter(({ id }) => checksReading(gap.table).includes(id))) {
        const about = `${check.id} without ${gap.name}`;
        const lacking = gap.without.find((one) => check.requires.flat().includes(one));
        if (lacking !== undefined) {
          const [table, column] = lacking.split('.') as [string, string | undefined];
          const missing = column === undefined ? (table === 'students' ? '没有报送学籍' : datasetTitle(table)) : columnTitle(table, column);
          expect(reasonIn(is, check.id, school), about).toContain(missing);
          expect(
            is.findings.filter((finding) => finding.check.id === check.id && finding.schoolCode === school),
            about,
          ).toEqual([]);
          continue;
        }
        const [own] = gap.without;
        const isGuard =
          check.guards_need.includes(gap.table) &&
          (own === gap.table || is.findings.some((one) => one.check.id === check.id && one.certainty === '待核'));
        if (isGuard) {
          const found = is.findings.filter((finding) => finding.check.id === check.id);
          expect(found.length, about).toBeGreaterThan(0);
          expect(new Set(found.map(({ certainty }) => certainty)), about).toEqual(new Set(['待核']));
          expect(
            found.some(({ severity }) => severity === 'red'),
            about,
          ).toBe(false);
          continue;
        }
        const changed = differences(was, is, check.id);
        const why = gap.without.length === 1 ? effects[own!]?.[check.id] : undefined;
        if (gap.table === 'students' && own === 'students') continue;
        if (why === undefined) expect(changed, about).toEqual([]);
        else expect(changed, `${about}: ${why}, but nothing changed`).not.toEqual([]);
      }
    },
    60_000,
  );
});

test('the list of effects speaks of tables and columns that are in the county', () => {
  const known = new Set(gaps.flatMap(({ without }) => (without.length === 1 ? without : [])));
  expect(Object.keys(effects).filter((one) => !known.has(one))).toEqual([]);
});
