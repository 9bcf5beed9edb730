import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { Failure } from '../failure.ts';

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应写成 09-01 这样的月-日');
const period = z.strictObject({ from: monthDay, to: monthDay });

/** `heji.yaml`: what a county says about itself. */
const settingsSchema = z.strictObject({
  county_code: z.string().regex(/^\d{6}$/, '应为 6 位行政区划码，写在引号里'),
  county_name: z.string().min(1, '不能为空'),
  policy: z.string().min(1, '不能为空'),
  /** Whom the population extract holds: residents of the county only, or everybody. */
  persons_scope: z.enum(['county', 'all']).default('county'),
  /** Terms where the calendar file gives none. */
  terms: z
    .strictObject({ first: period, second: period })
    .default({ first: { from: '09-01', to: '01-15' }, second: { from: '03-01', to: '07-15' } }),
  /** A transfer applied for so many workdays ago no longer counts as under way. */
  transfer_open_workdays: z.number().int().min(1).max(400).default(60),
  /** Changes to a regulation's numbers; the policy packs say what they may be. */
  overrides: z.array(z.unknown()).default([]),
});

export type Settings = z.infer<typeof settingsSchema>;

/** @throws Failure that names file, line, what was found and what is allowed. */
export function readSettings(path: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken)
    throw new Failure(`${path} 第${lines.linePos(broken.pos[0]).line}行：不是合法的 YAML（${broken.message}）。请对照手册修改后再运行。`);
  const result = settingsSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const node = document.getIn(issue.path as (string | number)[], true) as { range?: [number, number, number] } | undefined;
    const line = node?.range ? `第${lines.linePos(node.range[0]).line}行` : '';
    return `${line}“${issue.path.join('.') || '（整个文件）'}”：${issue.message}`;
  });
  throw new Failure(`${path} 有误，${problems.join('；')}。请修改后再运行。`);
}

/** The text of a new `heji.yaml`. */
export const settingsText = (countyCode: string, countyName: string, policy: string): string => `# 核籍工作区设置。改后保存即生效。
county_code: "${countyCode}"
county_name: ${JSON.stringify(countyName)}
# 执行的规定：heji policy show 列出全部
policy: ${policy}
# 人口信息的范围：county 只含本县户籍，all 为全部
persons_scope: county
# 校历文件没有“学期”列时用的学期起止
terms:
  first: { from: "09-01", to: "01-15" }
  second: { from: "03-01", to: "07-15" }
# 转学申请满多少个工作日仍未办结的，不再按“转学在办”豁免
transfer_open_workdays: 60
# 本县对规定数值的调整，必须写明理由，报表上会印出。例：
#   - check: absence-early-warning
#     params: { warn_school_days: 2 }
#     reason: 依教育局某年某月某日会议纪要
overrides: []
`;
