/**
 * What becomes of a check where a table, or a column that nobody must send, is missing and the check runs all the same: why its findings
 * may then differ. Whatever is not here may not make any difference, or the check has to say 未运行 (`requires`) or 待核 (`guards_need`).
 */
export const effects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // --- the schools' own lists
  'students.birth_date': { 'person-record-mismatch': '没有比对出生日期，写在 总览 说明（必采项）' },
  'students.disability_type': { 'required-missing': '表里没有的列不算缺项，写在 总览 说明（必采项）' },
  'students.ethnicity': { 'required-missing': '表里没有的列不算缺项，写在 总览 说明（必采项）' },
  'students.guardian2_name': { 'required-missing': '表里没有的列不算缺项，写在 总览 说明（必采项）' },
  'students.sex': { 'person-record-mismatch': '没有比对性别，写在 总览 说明（必采项）' },
  'students.class_name': { 'absence-suspected-dropout': '只有姓名的考勤按班对人；对不上的写在 总览 说明（考勤）' },
  'students.guardian1_id_number': { 'dup-suspected-identity': '没有监护人证件号，分不出同名同日生的不同人，按疑似' },
  'students.hukou_address': { 'person-record-missing': '户籍不明的不报，列为未能比对' },
  'students.hukou_area_code': { 'person-record-missing': '户籍不明的不报，列为未能比对' },
  'students.id_number': {
    'dup-cross-school-active': '没有号码，按姓名、性别、出生日期认，变体“疑似”',
    'dup-suspected-identity': '没有号码的同名同日生者都是疑似',
    'dup-xueji-number': '同校同班同名同学籍号、都没有证件号的两行，是同一文件导出两次',
    'required-missing': '证件号缺失没有运行，不再压过必采项缺失',
  },
  'students.id_type': {
    'id-missing': '没有证件类型，看不出“其他（无证件）”',
    'required-missing': '证件号缺失改为报出，压过必采项缺失',
  },
  'students.is_disabled': { 'required-missing': '残疾学生才填的项，看不出谁该填' },
  'students.is_orphan': { 'required-missing': '看不出孤儿，第二成员整项空白的改列已豁免' },
  'students.registry_number': {
    'absence-7d-contacted': '只有学籍号的考勤对不上人，写在 总览 说明（考勤）',
    'absence-dropout': '只有学籍号的考勤对不上人，写在 总览 说明（考勤）',
    'absence-early-warning': '只有学籍号的考勤对不上人，写在 总览 说明（考勤）',
    'absence-suspected-dropout': '只有学籍号的考勤对不上人，写在 总览 说明（考勤）',
    'dropout-not-marked': '只有学籍号的考勤对不上人，写在 总览 说明（考勤）',
    'dup-cross-school-active': '只有学籍号的异动、安置对不上人，不能豁免',
    'dup-id-number': '只有学籍号的异动、安置对不上人，不能豁免',
    'pupil-vanished': '只有学籍号的去向对不上人，不能豁免',
  },
  'students.student_status': {
    'dup-id-number': '没有状态列的名册，列在上面的都算在籍',
    'person-record-missing': '没有状态列的名册，列在上面的都算在籍',
  },

  // --- the county's own lists
  classes: { 'class-size-over-standard': '班级类型、班自定班额不知道' },
  'classes.class_type': { 'class-size-over-standard': '班级类型不知道' },
  'classes.size_limit': { 'class-size-over-standard': '班自定班额不知道' },
  'persons.birth_date': { 'person-record-mismatch': '没有比对出生日期，写在 总览 说明（人口信息）' },
  'persons.sex': { 'person-record-mismatch': '没有比对性别，写在 总览 说明（人口信息）' },
  'police_results.police_name': { 'police-compare-fail': '没有公安姓名，看不出字形差异' },
  registrations: { 'xueji-number-missing': '没有报到日，按入学年月' },
  'registrations.report_date': { 'xueji-number-missing': '没有报到日，按入学年月' },

  // --- attendance, and what excuses absence
  'absences.approved': { 'absence-suspected-dropout': '是否批准按考勤状态和请假记录' },
  'absences.class_name': { 'absence-suspected-dropout': '只有姓名的考勤按班对人；对不上的写在未导入' },
  'absences.grade': { 'absence-suspected-dropout': '只有姓名的考勤按年级、班对人；对不上的写在未导入' },
  'absences.id_number': { 'absence-suspected-dropout': '没有号码的按姓名对人' },
  contacts: {
    'absence-suspected-dropout': '没有联系记录的列为待联系核实，不写失联',
    'dropout-not-marked': '不知道是否联系过，只看满一个月的',
  },
  dropouts: { 'dropout-not-marked': '没有台账，只看学籍状态' },
  'dropouts.marked_date': { 'dropout-not-marked': '没有标注日期，只看学籍状态' },

  // --- what excuses a duplicate or a pupil who is gone
  status_changes: { 'dup-xueji-number': '转学在办不知道（待核的规则见 decisions 32）' },
  'status_changes.apply_date': { 'dup-xueji-number': '转学在办不知道（待核的规则见 decisions 32）' },
  'status_changes.effective_date': { 'pupil-vanished': '没有生效日期的转出不算办结' },
  'status_changes.registry_number': { 'dup-xueji-number': '异动对不上人' },
  'status_changes.start_date': { 'absence-suspected-dropout': '没有起止日期的休学不知道何时' },
  'status_changes.to_school_code': {
    'dup-cross-school-active': '不知道转入哪所学校，不能豁免',
    'dup-id-number': '不知道转入哪所学校，不能豁免',
    'dup-xueji-number': '不知道转入哪所学校，不能豁免',
  },
  graduations: { 'pupil-vanished': '毕业年级离开的列为待核' },
  'graduations.registry_number': { 'pupil-vanished': '毕业记录对不上人' },
  special_placements: {
    'absence-suspected-dropout': '送教上门不知道',
    'dup-cross-school-active': '随班就读不知道',
    'dup-id-number': '随班就读不知道',
    'dup-xueji-number': '随班就读不知道',
  },
  'special_placements.host_school_code': {
    'dup-cross-school-active': '不知道由哪所学校承担',
    'dup-id-number': '不知道由哪所学校承担',
    'dup-xueji-number': '不知道由哪所学校承担',
  },
  'special_placements.registry_number': {
    'absence-suspected-dropout': '安置对不上人',
    'dup-cross-school-active': '安置对不上人',
    'dup-id-number': '安置对不上人',
    'dup-xueji-number': '安置对不上人',
  },
};

/** Columns that others stand in for: left out alone they change nothing, left out together with those they would. */
export const replaceable: ReadonlySet<string> = new Set(['contacts.registry_number', 'dropouts.registry_number', 'leaves.registry_number']);
