import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface VerifyOptions {
  readonly workspace: string;
  readonly head?: string;
  readonly json?: boolean;
}

interface ListOptions {
  readonly workspace: string;
  readonly last: number;
  readonly json?: boolean;
}

export function registerAudit(program: HejiCommand, session: Session): void {
  const audit = program.command('audit').description('访问日志：谁、何时、看了或导出了多少条，依据什么批准');
  audit.examples('heji audit verify', 'heji audit list --last 20');
  audit
    .command('verify')
    .description('核对访问日志有没有被改动、删去、调换或截断')
    .workspaceOption()
    .option('--head <校验值>', '报表页脚（前 16 位）或“说明”里印的校验值，核对日志里有没有它；几个的用逗号隔开')
    .jsonOption()
    .examples('heji audit verify', 'heji audit verify --workspace 依兰县学籍')
    .action((options: VerifyOptions) => verify(session, options));
  audit
    .command('list')
    .description('列出访问日志最近的若干行')
    .workspaceOption()
    .wholeNumberOption('--last', '最近多少行', { least: 1, most: 100_000, default: 50 })
    .jsonOption()
    .examples('heji audit list', 'heji audit list --last 200 --json')
    .action((options: ListOptions) => list(session, options));
}

async function verify(session: Session, { workspace: folder, head = '', json }: VerifyOptions): Promise<void> {
  const { Failure, UsageFailure } = await import('../../failure.ts');
  const { DuckDbEngine } = await import('../../engine/duckdb.ts');
  const { readHead } = await import('../../ledger/ledger-head.ts');
  const { printedHeads } = await import('../../pipelines/printed-heads.ts');
  const { verifyAccess } = await import('../../privacy/access-audit.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { faultText, soundText } = await import('../audit-text.ts');
  const heads = head.split(/[,，、\s]+/).filter((text) => text !== '');
  const odd = heads.find((text) => !/^[0-9a-f]{12,64}$/i.test(text));
  if (odd !== undefined) throw new UsageFailure(`--head 的“${odd}”不是校验值：应为 12 到 64 位的 0–9、a–f，照报表页脚“日志”后面的抄写。`);
  const workspace = Workspace.open(folder);
  const engine = await DuckDbEngine.open();
  try {
    const ofRuns = await printedHeads(engine, workspace, readHead(workspace.path('ledger')).runs);
    const typed = heads.map((text) => ({ head: text.toLowerCase(), where: '--head' }));
    const verdict = verifyAccess(workspace.folder, [...typed, ...ofRuns]);
    if (json) session.json({ ...verdict, compared: typed.length + ofRuns.length });
    if (!verdict.ok) throw new Failure(faultText(verdict));
    if (!json) session.say(soundText(verdict, typed.length + ofRuns.length));
  } finally {
    engine.close();
  }
}

async function list(session: Session, { workspace: folder, last, json }: ListOptions): Promise<void> {
  const { accessLines } = await import('../../privacy/access-log.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { accessTable } = await import('../audit-text.ts');
  const all = accessLines(Workspace.open(folder).folder).map((line, index) => ({ number: index + 1, line }));
  const lines = all.slice(-last);
  if (json) session.json(lines.map(({ number, line }) => ({ number, ...line })));
  else session.say(lines.length === 0 ? '访问日志还没有内容。' : accessTable(lines));
}
