import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { YamlSource } from '../policy/yaml-source.ts';

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应写成 09-01 这样的月-日');
const period = z.strictObject({ from: monthDay, to: monthDay });

const deadline = z.union([z.int().min(0).max(250), z.enum(['month-end', 'none'])], '应为工作日数（0 为当日）、month-end 或 none');

/** `heji.yaml`: what a county says about itself. */
const settingsSchema = z.strictObject({
  county_code: z.string().regex(/^\d{6}$/, '应为 6 位行政区划码，写在引号里'),
  county_name: z.string().min(1, '不能为空'),
  policy: z.string().min(1, '不能为空'),
  /** The regulations of other areas, where a run spans several: `area-map.ts`. */
  policies_by_area: z
    .record(z.string(), z.string('应为规定的代号；heji policy show 列出全部').min(1, '不能为空'), '应写成 "230123": 规定代号，一行一个区划')
    .superRefine((map, context) => {
      for (const area of Object.keys(map)) {
        if (!/^[1-9]\d{5}$/.test(area)) context.addIssue({ code: 'custom', path: [area], message: '应为 6 位行政区划码，写在引号里' });
      }
    })
    .default({}),
  /** Whom the population extract holds: residents of the county only, or everybody. */
  persons_scope: z.enum(['county', 'all']).default('county'),
  /** Terms where the calendar file gives none. */
  terms: z
    .strictObject({ first: period, second: period })
    .default({ first: { from: '09-01', to: '01-15' }, second: { from: '03-01', to: '07-15' } }),
  /** A transfer applied for so many workdays ago no longer counts as under way. */
  transfer_open_workdays: z.number().int().min(1).max(400).default(60),
  /** 县级授权版: the standing approval under which unmasked copies are made, each time logged; without it there are none. */
  authorised_copy: z
    .strictObject({ approval: z.string().min(1, '写批准文号'), reason: z.string().min(1, '写用途') })
    .nullable()
    .default(null),
  /** 整改时限 by severity: so many workdays after the day of discovery (0: that day), the end of the month, or none. The product's, not the law's. */
  deadlines: z
    .strictObject({
      red: deadline.default(0),
      orange: deadline.default(5),
      yellow: deadline.default('month-end'),
      blue: deadline.default('none'),
    })
    .default({ red: 0, orange: 5, yellow: 'month-end', blue: 'none' }),
  /** 整改通知书: its number ({year}, {serial} counted per year) and whom schools may ask. */
  notices: z
    .strictObject({
      number: z.string().includes('{serial}', '应含 {serial}').default('学籍整改〔{year}〕{serial}号'),
      contact: z.string().default(''),
      telephone: z.string().default(''),
    })
    .default({ number: '学籍整改〔{year}〕{serial}号', contact: '', telephone: '' }),
  /** Changes to a regulation's numbers; the policy packs say what they may be. */
  overrides: z.array(z.unknown()).default([]),
});

export type Settings = z.infer<typeof settingsSchema>;

/** @throws Failure that names file, line, what was found and what is allowed. */
export function readSettings(path: string): Settings {
  const source = new YamlSource(path, readFileSync(path, 'utf8'));
  const [broken] = source.problems;
  if (broken) throw new Failure(`${path} 第${broken.line}行：${broken.message}。请修改后再运行。`);
  const result = settingsSchema.safeParse(source.value ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `第${source.lineOf(issue.path)}行“${issue.path.map(String).join('.') || '（整个文件）'}”：${issue.message}`,
  );
  throw new Failure(`${path} 有误，${problems.join('；')}。请修改后再运行。`);
}

/** The text of a new `heji.yaml`. */
export const settingsText = (countyCode: string, countyName: string, policy: string): string => `# 核籍工作区设置。改后保存即生效。
county_code: "${countyCode}"
county_name: ${JSON.stringify(countyName)}
# 执行的规定：heji policy show 列出全部
policy: ${policy}
# 一次检查跨几个县（市、区）而各执行不同规定时，按学校表的行政区划码指定；末两位（四位）为 0 的管整个市（省）。
# 没有写到的、没有区划码的学校按上面的 policy。例：
#   "230123": heilongjiang-2020
#   "211382": lingyuan-2021
policies_by_area: {}
# 人口信息的范围：county 只含本县户籍，all 为全部
persons_scope: county
# 校历文件没有“学期”列时用的学期起止
terms:
  first: { from: "09-01", to: "01-15" }
  second: { from: "03-01", to: "07-15" }
# 转学申请满多少个工作日仍未办结的，不再按“转学在办”豁免
transfer_open_workdays: 60
# 各级别的整改时限（产品默认，不是条文）：工作日数，0 为当日；month-end 为当月底；none 不设
deadlines: { red: 0, orange: 5, yellow: month-end, blue: none }
# 整改通知书的文号和联系人；{year} 年份，{serial} 当年的顺序号
notices: { number: "学籍整改〔{year}〕{serial}号", contact: "", telephone: "" }
# 县级授权版（不脱敏）：有常年批准的写批准文号和用途，每次生成都记入访问日志；没有的写 null，不生成。例：
#   authorised_copy: { approval: "某教发〔2026〕12号", reason: "县级核查" }
authorised_copy: null
# 本县对规定数值的调整，必须写明理由，报表上会印出。例：
#   - check: absence-early-warning
#     params: { warn_school_days: 2 }
#     reason: 依教育局某年某月某日会议纪要
overrides: []
`;
