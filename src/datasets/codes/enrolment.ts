import { codeList } from '../code-list.ts';

export const entranceMode = codeList('entrance_mode', '入学方式', [
  ['11', '就近入学', ['免试就近入学']],
  ['12', '其他（义务教育）', ['其他', '其它']],
  ['21', '统一招生考试/普通入学', ['普通入学', '统一招生考试', '中考录取']],
  ['22', '体育特招', ['体育特长']],
  ['23', '艺术特招', ['艺术特长']],
  ['99', '其他（高中）'],
]);

export const boardingMode = codeList('boarding_mode', '就读方式', [
  ['1', '走读', ['非寄宿']],
  ['2', '住校', ['寄宿', '住宿', '内宿']],
  ['3', '送教上门'],
  ['9', '其他', ['其它']],
]);

export const studentSource = codeList('student_source', '学生来源', [
  ['1', '正常入学', ['正常', '招生入学']],
  ['2', '借读', ['借读生']],
  ['9', '其他', ['其它', '转入']],
]);

export const leftBehind = codeList('left_behind', '留守儿童', [
  ['0', '非留守儿童', ['非留守', '否', 'N', '不是'], { flag: false }],
  ['1', '单亲留守儿童', ['单亲留守'], { flag: true }],
  ['2', '双亲留守儿童', ['双亲留守'], { flag: true }],
  ['Y', '是', ['留守', '是留守儿童', '√'], { flag: true }],
]);

export const pupilType = codeList('pupil_type', '学生类别', [
  ['00', '普通学生', ['普通']],
  ['10', '随班就读学生', ['随班就读']],
  ['11', '视力残疾学生', ['视力残疾']],
  ['12', '听力残疾学生', ['听力残疾']],
  ['13', '智力残疾学生', ['智力残疾']],
  ['19', '其他随班就读学生', ['其他']],
]);

export const studentStatus = codeList('student_status', '学生状态', [
  ['01', '在读', ['在校', '正常', '在籍', '有学籍', '正常在校'], { active: true, attending: true }],
  ['02', '休学', ['休学中'], { active: true }],
  ['03', '退学', ['自动退学', '退学学生'], { active: false }],
  ['04', '停学', ['停学中'], { active: true }],
  ['05', '复学', ['已复学'], { active: true, attending: true }],
  ['06', '流失', ['辍学', '辍学学生'], { active: true }],
  ['S6', '疑似辍学', ['疑似辍学学生'], { active: true }],
  ['07', '毕业', ['已毕业'], { active: false }],
  ['08', '结业', ['已结业'], { active: false }],
  ['09', '肄业', ['已肄业'], { active: false }],
  ['10', '转学（转出）', ['转出', '已转出', '转学'], { active: false }],
  ['11', '死亡', ['已死亡'], { active: false }],
  ['12', '保留入学资格', ['延缓入学'], { active: true }],
  ['13', '公派出国', ['出国', '出境', '出国（境）'], { active: true }],
  ['14', '开除', ['除名'], { active: false }],
  ['15', '下落不明', ['失踪'], { active: true }],
  ['16', '注销', ['取消学籍', '已注销', '学籍注销', '删除'], { active: false }],
  ['99', '其他', ['其它'], { active: true, attending: true }],
  ['L9', '其他离校', [], { active: false }],
]);

export const admissionType = codeList('admission_type', '录取方式', [
  ['notice', '录取通知书', ['派位', '划片录取']],
  ['application', '自主招生申请表', ['自主招生']],
  ['direct', '属地直升', ['直升', '对口直升']],
  ['exam', '中考录取', ['统招']],
  ['policy', '政策照顾', ['优抚', '照顾生']],
  ['private', '民办录取', ['摇号']],
]);

export const entryKind = codeList('entry_kind', '入学类别', [
  ['new', '新生', ['起始年级新生']],
  ['transfer_in', '转入', ['插班']],
  ['returnee', '境外返回'],
]);

export const graduationType = codeList('graduation_type', '毕结肄类型', [
  ['graduate', '毕业', ['准予毕业']],
  ['complete', '结业'],
  ['leave', '肄业'],
]);

export const certificateType = codeList('certificate_type', '证书类型', [
  ['junior_grad', '初中毕业证书', ['义务教育证书', '初级中学毕业证书']],
  ['primary_grad', '小学毕业证书'],
  ['senior_grad', '普通高中毕业证书', ['高中毕业证']],
  ['completion', '结业证明书', ['结业证']],
  ['leaving', '肄业证明书', ['肄业证']],
  ['education_proof', '学历证明书', ['学历证明', '补发证明']],
  ['study_proof', '学习经历证明'],
]);

export const examItemType = codeList('exam_item_type', '毕业条件项目', [
  ['subject', '学业水平合格性考试科目', ['学考', '合格考']],
  ['credit', '学分'],
  ['fitness', '体质健康测试', ['体测']],
  ['quality', '综合素质评价', ['综评']],
  ['years', '在校年限'],
]);

export const passResult = codeList('pass_result', '结果', [
  ['pass', '合格', ['通过', '达标', '是']],
  ['fail', '不合格', ['未通过', '不达标', '否']],
  ['exempt', '免试', ['免修']],
]);

export const noShowReason = codeList('no_show_reason', '不在校（未报到）原因', [
  ['leave', '请假', ['病假', '事假']],
  ['suspended', '休学'],
  ['home_teaching', '送教上门'],
  ['special_school', '特殊教育学校就读', ['特校']],
  ['reform_school', '专门学校', ['工读学校']],
  ['transferring', '转出在办', ['转学在办']],
  ['abroad', '出境', ['出国', '境外']],
  ['deferred', '缓学（延缓入学）', ['缓学', '延缓入学']],
  ['suspected_dropout', '疑似辍学'],
  ['dropout', '辍学'],
  ['empty_record', '空挂', ['虚假学籍']],
  ['activity', '外出活动', ['研学', '比赛']],
  ['elsewhere', '已在他地就读', ['外地就读']],
  ['other', '其他', ['其它']],
]);
