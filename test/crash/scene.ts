import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../../src/workspace/workspace.ts';
import { csv, idOf, type PupilRow, pupils, schools, students } from '../lake/drop.ts';
import { answerPackages } from './answered-packages.ts';
import { buildProduct } from './built-product.ts';
import { type Ended, startHeji } from './process.ts';

/** A command that is to be killed, in a workspace that is ready for it. Called once more, all is to be as if it had not been killed. */
export interface Scene {
  readonly name: 'import' | 'run' | 'report' | 'replies';
  readonly workspace: string;
  /** Called again after the kill. */
  readonly command: readonly string[];
}

export const firstMonday = '2026-11-09T08:30:00+08:00';
export const secondMonday = '2026-11-16T08:30:00+08:00';

const run = (day: string): string[] => ['run', 'weekly-inspection', '--as-of', day];

/** Makes the built product and one workspace for each command, in a temporary folder. */
export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'heji-crash-'));
  readonly build = buildProduct(this.folder);

  /** A county in its second week: its first inspection is in the ledger, the second's files wait. */
  async scenes(): Promise<readonly Scene[]> {
    const waiting = join(this.folder, 'waiting');
    const { inbox } = Workspace.create(waiting, '230123', '依兰县', 'heilongjiang-2020');
    putWeek(inbox, 1);
    await this.must(waiting, run('2026-11-09'), firstMonday);
    putWeek(inbox, 2);

    const imported = join(this.folder, 'imported');
    cpSync(waiting, imported, { recursive: true });
    await this.must(imported, ['import']);
    const done = join(this.folder, 'done');
    cpSync(imported, done, { recursive: true });
    await this.must(done, run('2026-11-16'), secondMonday);
    await answerPackages(done, '2026-11-16-1');
    return [
      { name: 'import', workspace: waiting, command: ['import'] },
      { name: 'run', workspace: imported, command: run('2026-11-16') },
      { name: 'report', workspace: done, command: ['report'] },
      { name: 'replies', workspace: done, command: ['replies', 'import', '--by', '核查员'] },
    ];
  }

  /** A copy of a workspace in which a command may be killed. */
  copy(workspace: string, name: string): string {
    const folder = join(this.folder, name);
    cpSync(workspace, folder, { recursive: true, preserveTimestamps: true });
    return folder;
  }

  start(workspace: string, args: readonly string[], limit = 'none', countFile = ''): ReturnType<typeof startHeji> {
    return startHeji(this.build, workspace, args, { time: secondMonday, limit, countFile });
  }

  async must(workspace: string, args: readonly string[], time = secondMonday): Promise<Ended> {
    const ended = await startHeji(this.build, workspace, args, { time, limit: 'none', countFile: '' }).ended;
    if (ended.code !== 0 && ended.code !== 3) throw new Error(`heji ${args.join(' ')} ended with ${ended.code}: ${ended.err}`);
    return ended;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const wrong = (id: string): string => id.slice(0, 17) + (id.endsWith('5') ? '6' : '5');

/** Two schools with faults that go on, are mended and come: wrong numbers, one child at both schools, a child who stays away. */
function putWeek(inbox: string, week: 1 | 2): void {
  const first = pupils(6).map((pupil, n): PupilRow => {
    const isWrong = n === 1 || (n === 2 && week === 1);
    return isWrong ? { ...pupil, id: wrong(pupil.id!), registry: `G${pupil.id}` } : pupil;
  });
  const second = pupils(6, { school: '2230100002' }, 10).map(
    (pupil, n): PupilRow => (n === 2 && week === 2 ? { ...pupil, id: wrong(pupil.id!), registry: `G${pupil.id}` } : pupil),
  );
  const twice = { ...first[3]!, school: '2230100002', registry: 'L2301232016010200031' };
  const absent = week === 1 ? ['02', '03', '04', '05', '06'] : ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13'];
  const put = (file: string, text: string): void => {
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, file), text);
  };
  if (week === 1) put('学校.csv', schools);
  put('一小.csv', students(first));
  put('二小.csv', students([...second, twice]));
  put(
    '考勤.csv',
    csv(
      ['学校标识码', '学籍号', '姓名', '日期', '考勤状态'],
      ...absent.map((day) => ['2230100001', `G${idOf(4)}`, first[4]!.name, `2026-11-${day}`, '旷课']),
    ),
  );
}
