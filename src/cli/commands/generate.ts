import { UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

export const fewestPupils = 600;
export const mostPupils = 1_000_000;
export const highestSeed = 999_999_999;

interface GenerateOptions {
  readonly out: string;
  readonly pupils: number;
  readonly seed: number;
  readonly asOf?: string;
}

export function registerGenerate(program: HejiCommand, session: Session): void {
  program
    .command('generate')
    .description('生成一个虚构的县：上周、本周两批表和答案，供试用和测试')
    .requiredOption('--out <文件夹>', '写到哪里')
    .wholeNumberOption('--pupils', '学生人数', { least: fewestPupils, most: mostPupils })
    .wholeNumberOption('--seed', '随机种子：相同的种子生成相同的县', { least: 0, most: highestSeed })
    .dateOption('--as-of', '检查日，须在学期中（默认 2026-11-16）')
    .examples('heji generate --out 虚构县 --pupils 5000 --seed 7')
    .action((options: GenerateOptions) => generate(session, options));
}

async function generate(session: Session, { out, pupils, seed, asOf = '2026-11-16' }: GenerateOptions): Promise<void> {
  const { generateCounty } = await import('../../generator/county.ts');
  const { writeCounty } = await import('../../generator/write.ts');
  const { buildCalendar } = await import('../../generator/school-calendar.ts');
  if (!buildCalendar(asOf).day(asOf)?.term) throw new UsageFailure(`--as-of 写的是 ${asOf}，在寒暑假里；请换一个学期中的日期。`);
  session.progress(`生成 ${pupils} 名学生`);
  const written = await writeCounty(generateCounty({ pupils, seed, asOf }), out);
  session.say(
    `已生成 ${written.files.length} 个文件，在 ${written.dir} 的“上周”“本周”两个文件夹里；应当查出什么，写在 ${written.answers}。`,
  );
  session.say('全部为虚构，与真实的学校、学生无关。');
}
