import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageFailure } from '../failure.ts';
import { generateCounty } from '../generator/county.ts';
import { officeOf } from '../generator/jurisdictions.ts';
import { writeCounty } from '../generator/write.ts';
import { whileLocked } from '../workspace/lock.ts';
import { Workspace } from '../workspace/workspace.ts';
import { placeOfPolicy } from './area-list.ts';
import type { Session } from './session.ts';

/** The two Mondays of the demonstration. */
export const demoDays = { lastWeek: '2026-11-09', thisWeek: '2026-11-16' } as const;

/** Marks a folder as a demonstration, which may be replaced. */
const marker = '.heji-demo';
const sourceFolder = '示例数据';
const drops = { lastWeek: '上周', thisWeek: '本周' } as const;

export interface DemoCounty {
  readonly county: Workspace;
  /** Puts a week's files into the inbox. */
  dropFor(week: keyof typeof demoDays): void;
}

/** A new workspace with a made-up county beside it; an earlier demonstration in the same folder is replaced. @throws UsageFailure for any other folder. */
export async function prepareDemo(
  session: Session,
  folder: string,
  { pupils, seed, policy }: { readonly pupils: number; readonly seed: number; readonly policy: string },
): Promise<DemoCounty> {
  const areas = placeOfPolicy(policy);
  const root = resolve(folder);
  refuseOtherFolder(root);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, marker), '这是 heji demo 生成的演示，再次运行 heji demo 会整个替换它。\n');
  return whileLocked(root, '生成演示', async () => {
    clear(root);
    session.progress(`生成 ${pupils} 名学生`);
    const office = officeOf(areas);
    const source = join(root, sourceFolder);
    await writeCounty(generateCounty({ pupils, seed, asOf: demoDays.thisWeek, areas }), source);
    const county = Workspace.create(root, office.code, office.name, policy);
    return { county, dropFor: (week) => cpSync(join(source, drops[week]), county.inbox, { recursive: true }) };
  });
}

function refuseOtherFolder(root: string): void {
  if (!existsSync(root) || existsSync(join(root, marker)) || readdirSync(root).length === 0) return;
  throw new UsageFailure(`${root} 已经存在，而且不是以前的演示，没有动它。请换一个文件夹，如 heji demo 演示2。`);
}

/** Everything but the marker and the lock that is held. */
function clear(root: string): void {
  for (const name of readdirSync(root)) {
    if (name !== marker && name !== 'logs') rmSync(join(root, name), { recursive: true });
  }
  for (const name of readdirSync(join(root, 'logs'))) {
    if (name !== 'running.json') rmSync(join(root, 'logs', name), { recursive: true });
  }
}
