import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { County } from '../../src/generator/county.ts';
import { findForbiddenAdvice } from '../../src/handling/advice.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { type RenderedPackages, renderPackages } from '../../src/packages/render-packages.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { isSensitiveReason } from '../../src/privacy/sensitive-reasons.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { partsOf, textsOf } from '../packages/documents.ts';
import { personNumber } from '../person-number.ts';
import { cellUnder, open, sheetOf } from '../reports/opened.ts';
import { inspectCounty, temporaryFolder, writtenCounty } from './county.ts';

// Every cell and every word of what leaves for the schools of a county with pupils in special placements, suspended, missing and sick.

const telephone = /(?<![0-9a-f])1[3-9]\d{9}(?![0-9a-f])/i;

/** Everything that one school's package says: cells of all sheets, names of sheets, rules, properties of the files. */
interface Said {
  readonly schoolCode: string;
  readonly schoolName: string;
  readonly parts: ReadonlyMap<string, string>;
}

describe('packages of a county', () => {
  const folder = temporaryFolder();
  let county: County;
  let workspace: Workspace;
  let packages: RenderedPackages;
  let said: Said[];
  const engine = DuckDbEngine.open();

  beforeAll(async () => {
    county = await writtenCounty(join(folder.path, 'files'), { pupils: 700, schools: 7, seed: 23 });
    ({ workspace } = await inspectCounty(join(folder.path, 'files'), join(folder.path, 'county'), 'heilongjiang-2020'));
    const event = readHead(workspace.path('ledger')).runs.at(-1)!;
    await openRun(await engine, workspace, event);
    packages = await renderPackages(await engine, workspace, event, { now: '2026-11-16 09:00:00', onProgress: () => {} });
    const names = new Map(
      (await (await engine).rows('select school_code, school_name from school_notices')).map((row) => [row.school_code, row]),
    );
    said = packages.packages.map(({ schoolCode, zip }) => ({
      schoolCode,
      schoolName: String(names.get(schoolCode)!.school_name),
      parts: partsOf(readFileSync(zip)),
    }));
  });
  afterAll(async () => {
    (await engine).close();
    folder.remove();
  });

  /** The texts of a package in which `isFound`, with where they stand. */
  const found = (isFound: (text: string, school: Said) => boolean): string[] =>
    said.flatMap((school) =>
      [...school.parts].flatMap(([path, xml]) =>
        textsOf(xml)
          .filter((text) => isFound(text, school))
          .map((text) => `${path}: ${text}`),
      ),
    );

  it('are there for every school, and say a lot', async () => {
    const [row] = await (await engine).rows(`select count(*) as items, count(distinct check_id) as checks from package_items`);
    expect(packages.items).toBe(row!.items);
    expect(Number(row!.items)).toBeGreaterThan(150);
    expect(Number(row!.checks)).toBeGreaterThan(20);
    expect(said.length).toBeGreaterThanOrEqual(county.schools.length);
    expect(found((text) => text === '填写说明').length).toBeGreaterThan(5);
    // Something to keep silent about.
    expect(county.placements.length).toBeGreaterThan(5);
  });

  it('hold no number of a person, in no part of any file', () => {
    expect(found((text) => personNumber.test(text))).toEqual([]);
    expect(found((text) => telephone.test(text))).toEqual([]);
  });

  it('say nothing of illness, disability, detention or special schooling', () => {
    expect(found((text, { schoolName }) => isSensitiveReason(text.replaceAll(schoolName, '')))).toEqual([]);
  });

  it("name no other school's pupil, and nobody whom only another office's list has", () => {
    const namesAt = new Map<string, Set<string>>();
    for (const { schoolCode, name } of [...county.pupils, ...county.lastWeek]) {
      namesAt.set(schoolCode, (namesAt.get(schoolCode) ?? new Set()).add(name));
    }
    const everybody = new Set([...[...namesAt.values()].flatMap((names) => [...names]), ...county.persons.map(({ name }) => name)]);
    const others = new Map(
      said.map(({ schoolCode }) => {
        const own = namesAt.get(schoolCode) ?? new Set();
        return [schoolCode, [...everybody].filter((name) => name !== '' && !own.has(name))];
      }),
    );
    expect(others.get(county.schools[0]!.code)!.length).toBeGreaterThan(300);
    expect(found((text, { schoolCode }) => namesAt.get(schoolCode)?.has(text) === true).length).toBeGreaterThan(100);
    const strangers = found((text, { schoolCode }) => {
      const own = [...(namesAt.get(schoolCode) ?? [])].find((name) => text === name);
      return own === undefined && others.get(schoolCode)!.some((name) => text.includes(name));
    });
    expect(strangers).toEqual([]);
  });

  it('advise nobody to remove a protected record, nor offer to', async () => {
    const rows = await (await engine).rows(`select i.number, i.school_code, i.actions, i.how_to_fix, r.is_protected
      from package_items i join rectification r on r.number = i.number`);
    const safe = rows.filter((row) => row.is_protected === true);
    expect(safe.length).toBeGreaterThan(10);
    expect(safe.filter((row) => (row.actions as string[]).includes('deleted'))).toEqual([]);
    expect(safe.filter((row) => findForbiddenAdvice(String(row.how_to_fix)) !== null)).toEqual([]);
    // And so in the files.
    const isSafe = new Set(safe.map((row) => row.number));
    let looked = 0;
    for (const { files } of packages.packages.filter(({ files }) => files.length === 2)) {
      const sheet = sheetOf(await open(files[0]!), '整改台账');
      for (let row = 1; cellUnder(sheet, '问题编号', row).value !== null && row < 500; row += 1) {
        if (!isSafe.has(String(cellUnder(sheet, '问题编号', row).value))) continue;
        looked += 1;
        expect(cellUnder(sheet, '处理方式', row).dataValidation.formulae.join()).not.toContain('删除');
      }
    }
    expect(looked).toBe(safe.length);
  });
});
