import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { Workspace } from '../../src/workspace/workspace.ts';
import { asOf, checkAsOf, importInto, temporaryFolder } from '../end-to-end/county.ts';

/** A workspace of a test's own, with short ways to drop files into it. */
export class Drop {
  readonly workspace: Workspace;

  constructor(folder: string, policy = 'heilongjiang-2020') {
    this.workspace = Workspace.create(join(folder, 'workspace'), '230123', '依兰县', policy);
  }

  put(file: string, content: string | Buffer): this {
    const path = join(this.workspace.inbox, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return this;
  }

  async import(day: string = asOf) {
    return (await importInto(this.workspace, [], day)).manifest;
  }

  /** Without reports. */
  run(day: string = asOf) {
    return checkAsOf(this.workspace, day);
  }
}

/** A fresh `Drop` for every test of a file. */
export function eachDrop(): () => Drop {
  let folder: ReturnType<typeof temporaryFolder>;
  let drop: Drop;
  beforeEach(() => {
    folder = temporaryFolder();
    drop = new Drop(folder.path);
  });
  afterEach(() => folder.remove());
  return () => drop;
}

/** Text of a csv file with these cells. */
export const csv = (...rows: readonly (readonly (string | number)[])[]): string => `${rows.map((row) => row.join(',')).join('\n')}\n`;

/** The check character of GB 11643-1999 after 17 digits. */
export function idNumber(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return seventeen + '10X98765432'[sum % 11];
}

export interface PupilRow {
  readonly school?: string;
  readonly name: string;
  readonly grade?: string;
  readonly class?: string;
  readonly id?: string;
  /** Default: G and the ID number. */
  readonly registry?: string;
}

export const studentTitles = ['学校标识码', '学籍号', '姓名', '性别', '身份证件号', '年级', '班级', '学生状态'] as const;

/** A valid number for the n-th pupil of a test. */
export const idOf = (n: number): string => idNumber(`23012320160102${String(n).padStart(3, '0')}`);

/** A temporary registry number for the n-th pupil of a test. */
export const temporaryOf = (n: number): string => `L23012320160102${String(n).padStart(4, '0')}`;

export const students = (rows: readonly PupilRow[]): string =>
  csv(
    studentTitles,
    ...rows.map((row, index) => {
      const id = row.id ?? idOf(index);
      const sex = Number(id[16]) % 2 === 1 ? '男' : '女';
      return [row.school ?? '2230100001', row.registry ?? `G${id}`, row.name, sex, id, row.grade ?? '三年级', row.class ?? '1班', '在读'];
    }),
  );

/** `count` pupils 学生甲0, 学生甲1 … with numbers of their own. */
export const pupils = (count: number, fields: Partial<PupilRow> = {}, from = 0): PupilRow[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `学生${String.fromCharCode(0x4e00 + from + index)}`,
    id: idOf(from + index),
    ...fields,
  }));

export const schools = csv(
  ['学校标识码', '学校名称', '办学类型', '学制'],
  ['2230100001', '第一小学', '小学', '六三制'],
  ['2230100002', '第二小学', '小学', '六三制'],
);
