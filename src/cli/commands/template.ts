import { UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

export function registerTemplate(program: HejiCommand, session: Session): void {
  program
    .command('template [数据]')
    .description('生成空白填报表（不写数据代号：列出全部数据）')
    .option('--out <文件>', '写到哪里（默认 当前文件夹/名称.xlsx）')
    .examples('heji template', 'heji template absences --out 考勤.xlsx')
    .action((id: string | undefined, options: { readonly out?: string }) => template(session, id, options.out));
}

async function template(session: Session, id: string | undefined, out: string | undefined): Promise<void> {
  const { datasets } = await import('../../datasets/dictionary.ts');
  const { textTable } = await import('../text-table.ts');
  if (id === undefined) {
    if (out !== undefined) throw new UsageFailure('--out 要与数据代号一起写，如 heji template absences --out 考勤.xlsx。');
    const rows = [...datasets.values()].map((dataset) => [dataset.id, dataset.title, `每行一条：${dataset.grain}`]);
    session.say(textTable(['代号', '数据', '内容'], rows, ''));
    session.say('\n生成空白表：heji template 代号');
    return;
  }
  const dataset = datasets.get(id) ?? [...datasets.values()].find(({ title }) => title === id);
  if (!dataset) throw new UsageFailure(`没有数据“${id}”。用 heji template 看全部数据。`);
  const { saveFile } = await import('../../reports/save.ts');
  const { writeWorkbook } = await import('../../reports/workbook.ts');
  const { templateWorkbook } = await import('../template-workbook.ts');
  const file = await saveFile(await writeWorkbook(templateWorkbook(dataset)), out ?? `${dataset.title}.xlsx`);
  session.say(`已生成“${dataset.title}”的空白填报表 ${file}，带★的列必须填；各列怎么填见其中的“填写说明”。`);
}
