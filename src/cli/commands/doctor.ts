import { exitCode } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface DoctorOptions {
  readonly workspace: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

export function registerDoctor(program: HejiCommand, session: Session): void {
  program
    .command('doctor')
    .description('自检：设置、规定、数据、台账、日志、磁盘有没有毛病，该怎么办')
    .workspaceOption()
    .dateOption('--as-of', '按这一天看报送和规定（默认今天；最近一次运行更晚的，按那一天）')
    .jsonOption()
    .examples('heji doctor', 'heji doctor --workspace 依兰县学籍')
    .action((options: DoctorOptions) => doctor(session, options));
}

async function doctor(session: Session, options: DoctorOptions): Promise<void> {
  const { examine } = await import('../doctor/examine.ts');
  const { doctorText } = await import('../doctor-text.ts');
  const diagnoses = await examine(options.workspace, options.asOf, session.today);
  if (options.json) session.json(diagnoses);
  else session.say(doctorText(diagnoses));
  if (diagnoses.some(({ level }) => level === '错误')) session.exitCode = exitCode.doneWithGaps;
}
