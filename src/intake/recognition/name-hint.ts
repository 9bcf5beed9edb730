/** What people call a dataset in the names of files and sheets, the longest match deciding. */
const WORDS: readonly (readonly [dataset: string, ...words: string[]])[] = [
  ['students', '学籍', '学生名册', '花名册', '基础信息', '采集表'],
  ['schools', '学校', '学校名单', '学校信息'],
  ['classes', '班级'],
  ['absences', '考勤', '缺勤', '晨检'],
  ['leaves', '请假'],
  ['contacts', '联系', '家访'],
  ['status_changes', '异动', '学籍异动', '学籍变动', '转学', '休学'],
  ['key_changes', '关键数据', '关键信息', '数据变更'],
  ['roster', '点名', '实际在校', '在校名单'],
  ['calendar', '校历', '节假日'],
  ['police_results', '公安比对', '比对结果'],
  ['persons', '人口', '户籍人口'],
  ['problem_records', '问题学籍'],
  ['admissions', '录取', '招生名单'],
  ['enrolment_plans', '招生计划'],
  ['registrations', '报到', '注册'],
  ['graduations', '毕业', '毕业名单', '毕业生'],
  ['certificates', '证书', '毕业证'],
  ['exams', '学考', '学分', '毕业条件'],
  ['dropouts', '辍学'],
  ['persuasions', '劝返'],
  ['filings', '报送'],
  ['term_reviews', '学籍核查'],
  ['special_placements', '特殊教育', '安置', '送教'],
  ['archives', '档案'],
  ['materials', '证明材料', '批准登记'],
  ['discipline', '奖惩', '处分', '奖励'],
  ['household_children', '适龄儿童', '户籍适龄'],
  ['staff', '管理员', '学籍管理员'],
  ['accounts', '账号', '系统账号'],
  ['access_log', '日志', '导出日志'],
  ['districts', '学区'],
];

/** More than any word: a code is no accident. */
const CODE_STRENGTH = 10;

/**
 * How strongly a name speaks for a dataset: the length of the longest word in it; 0 when it says nothing.
 * @param codes the dataset's id and its code in template names, which must stand free (…_LEAVE_…)
 */
export function hintStrength(name: string, dataset: string, code: string): number {
  const text = name.normalize('NFKC');
  const [, ...words] = WORDS.find(([id]) => id === dataset) ?? [dataset];
  const latin = text.match(/[A-Za-z]+(?:_[A-Za-z]+)*/g) ?? [];
  if (latin.some((word) => word.toLowerCase() === dataset || word.split('_').includes(code))) return CODE_STRENGTH;
  return Math.max(0, ...words.filter((word) => text.includes(word)).map((word) => word.length));
}
