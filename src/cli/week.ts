import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { ExitCode } from '../failure.ts';
import { readHead } from '../ledger/ledger-head.ts';
import { thisProgram } from '../schedule/child.ts';
import { waitingReplies } from '../todo/waiting-files.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openFolder } from './open-folder.ts';
import type { Session } from './session.ts';
import { worstExit } from './worst-exit.ts';

/**
 * The week's work, a process for each step: each is whole or not at all, and a later one is not held up by what an earlier one refused.
 * Returns the worst of the exit codes.
 */
export async function runWeek(session: Session, workspace: Workspace, isOpening: boolean): Promise<ExitCode> {
  const runsBefore = runsOf(workspace).length;
  const codes: (number | null)[] = [];
  const step = async (title: string, ...args: string[]): Promise<void> => {
    session.say(`── ${title}`);
    codes.push(await endOf([...args, '--workspace', workspace.folder]));
    session.say('');
  };
  const replies = waitingReplies(workspace);
  if (replies.length > 0) await step(`收回执（${replies.length} 个文件）`, 'replies', 'import');
  await step('导入、检查、出报表和学校材料', 'run', 'weekly-inspection');
  await step('周一待办', 'todo');
  const run = runsOf(workspace).at(-1);
  if (run !== undefined && runsOf(workspace).length > runsBefore) showResults(session, workspace.path('outbox', run.run), isOpening);
  else session.say('这次没有记成新的一次运行，原因见上面；台账和以前一样。');
  return worstExit(codes);
}

/** Runs this program again, on the same screen; null: it was killed. */
function endOf(args: readonly string[]): Promise<number | null> {
  const [executable, ...before] = thisProgram();
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...before, ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', resolve);
  });
}

const runsOf = (workspace: Workspace) => readHead(workspace.path('ledger')).runs;

function showResults(session: Session, folder: string, isOpening: boolean): void {
  session.say(`结果在 ${folder}`);
  if (isOpening && existsSync(folder)) openFolder(folder);
}
