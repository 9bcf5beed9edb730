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
  readonly policy?: string;
  readonly areas?: string;
}

export function registerGenerate(program: HejiCommand, session: Session): void {
  program
    .command('generate')
    .description('生成一个虚构的县：上周、本周两批表和答案，供试用和测试')
    .requiredOption('--out <文件夹>', '写到哪里')
    .wholeNumberOption('--pupils', '学生人数', { least: fewestPupils, most: mostPupils })
    .wholeNumberOption('--seed', '随机种子：相同的种子生成相同的县', { least: 0, most: highestSeed })
    .dateOption('--as-of', '检查日，须在学期中（默认 2026-11-16）')
    .option('--policy <规定>', '执行的规定：县在它管的地方，答案只按它；heji policy show 列出全部')
    .option('--areas <清单>', '跨几个区划，各执行各的规定，如 230123=heilongjiang-2020,230128=national-2013')
    .examples(
      'heji generate --out 虚构县 --pupils 5000 --seed 7',
      'heji generate --out 虚构市 --pupils 20000 --seed 7 --areas 211382=lingyuan-2021,211381=national-2013',
    )
    .action((options: GenerateOptions) => generate(session, options));
}

async function generate(session: Session, { out, pupils, seed, asOf = '2026-11-16', policy, areas }: GenerateOptions): Promise<void> {
  if (policy !== undefined && areas !== undefined)
    throw new UsageFailure('--policy 和 --areas 只能写一个：--areas 里已经写明各区划的规定。');
  const { generateCounty } = await import('../../generator/county.ts');
  const { writeAnswers, writeCounty } = await import('../../generator/write.ts');
  const { placeOfPolicy, readAreas } = await import('../area-list.ts');
  const { buildCalendar } = await import('../../generator/school-calendar.ts');
  const where = areas === undefined ? (policy === undefined ? null : placeOfPolicy(policy)) : readAreas(areas);
  if (!buildCalendar(asOf).day(asOf)?.term) throw new UsageFailure(`--as-of 写的是 ${asOf}，在寒暑假里；请换一个学期中的日期。`);
  session.progress(`生成 ${pupils} 名学生`);
  const county = generateCounty({ pupils, seed, asOf, ...(where && { areas: where }) });
  const files = await writeCounty(county, out);
  const answers = await writeAnswers(county, out);
  session.say(`已生成 ${files.length} 个文件，在 ${out} 的“上周”“本周”两个文件夹里；应当查出什么，写在 ${answers}。`);
  if (where) session.say('工作区的 heji.yaml 该怎么写（区划码、执行的规定），见同一文件夹的 设置示例.yaml。');
  session.say('全部为虚构，与真实的学校、学生无关。');
}
