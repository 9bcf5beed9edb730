import { codeList } from '../code-list.ts';

export const policeResult = codeList('police_result', '公安比对结果', [
  ['pass', '通过', ['一致', '校验成功', '比对通过', '校验通过', '比对成功', '比对一致', '匹配', '相符', '成功', '正确']],
  [
    'not_found',
    '身份证号不存在',
    [
      '查无此人',
      '不存在',
      '查无此号',
      '库中无此号',
      '无此号码',
      '号码不存在',
      '证件号不存在',
      '证件号码不存在',
      '身份证不存在',
      '身份证件号不存在',
      '身份证号码不存在',
      '身份证件号码不存在',
      '公民身份号码不存在',
      '公民身份证号码不存在',
    ],
  ],
  [
    'name_mismatch',
    '身份证号与姓名不匹配',
    [
      '姓名不符',
      '不匹配',
      '姓名不一致',
      '姓名不匹配',
      '姓名与身份证号不匹配',
      '姓名与身份证号不符',
      '姓名与身份证号不一致',
      '姓名与证件号不匹配',
      '姓名与证件号不一致',
      '身份证号与姓名不一致',
      '身份证号与姓名不符',
      '身份证号码与姓名不匹配',
      '身份证件号与姓名不匹配',
      '证件号与姓名不匹配',
      '身份证号和姓名不匹配',
      '姓名和身份证号不匹配',
    ],
  ],
  ['pending', '未比对', ['待比对', '未校验', '待校验', '比对中', '校验中']],
]);

export const problemType = codeList('problem_type', '问题学籍类型', [
  ['id_dup', '身份证件号重复', ['证件号重复', '身份证号重复']],
  ['info_dup', '姓名性别出生日期重复', ['信息重复', '疑似重复']],
  ['id_checksum', '身份证件号错误', ['校验位错误', '号码错误']],
  ['police_not_found', '身份证号不存在'],
  ['police_name_mismatch', '身份证号与姓名不匹配'],
]);

export const problemAction = codeList('problem_action', '处理方式', [
  ['evidence', '佐证', ['提交佐证', '举证']],
  ['change', '变更', ['信息变更', '修改']],
  ['delete', '删除', ['删除学籍']],
  ['fixed', '已整改', ['已改正', '已处理']],
  ['explained', '情况说明', ['说明', '已说明']],
  ['none', '未处理', ['待处理']],
]);

export const reportForm = codeList('report_form', '报送形式', [
  ['written', '书面', ['纸质', '公文']],
  ['system', '系统', ['网络填报']],
  ['oral', '口头', ['电话']],
]);

export const filingItem = codeList('filing_item', '报送事项', [
  ['dropout_township', '辍学情况报乡镇（街道）'],
  ['dropout_bureau', '辍学情况报教育局'],
  ['dropout_monthly', '控辍保学月报告', ['月报']],
  ['dropout_quarterly', '控辍保学季复核'],
  ['transfer_half_year', '转学情况半年报'],
  ['direct_school_notice', '直管校转入转出告知'],
  ['skip_list', '跳级名单'],
  ['term_review', '学期核查报告', ['学籍核查报告']],
  ['migrant_handover', '随迁辍学档案移交'],
]);

export const archiveForm = codeList('archive_form', '档案形式', [
  ['electronic', '电子'],
  ['paper', '纸质'],
  ['both', '电子和纸质'],
]);

export const archiveReason = codeList('archive_reason', '转档原因', [
  ['transfer', '转学'],
  ['admission', '升学'],
  ['abroad', '出境'],
  ['closure', '学校撤并'],
  ['migrant_dropout', '随迁辍学移交'],
]);

export const materialType = codeList('material_type', '材料种类', [
  ['hukou_book', '户口簿', ['户口本复印件']],
  ['id_card', '居民身份证'],
  ['birth_cert', '出生证明'],
  ['residence_permit', '居住证', ['暂住证']],
  ['property', '房产证或购房合同', ['房屋租赁合同', '购房合同']],
  ['vaccination', '疫苗接种证', ['预防接种证']],
  ['transfer_application', '转学申请'],
  ['suspend_application', '休学申请', ['休学、复学申请表']],
  ['resume_application', '复学申请'],
  ['medical_proof', '医院诊断证明', ['病历', '诊断证明']],
  ['medical_receipt', '缴费票据'],
  ['police_civil_proof', '公安民政证明'],
  ['deferral_approval', '缓学批准', ['延缓入学申请表', '缓学申请']],
  ['late_report_approval', '延期报到批准'],
  ['death_proof', '死亡证明'],
  ['abroad_proof', '出境证件'],
  ['original_record_proof', '原学籍证明', ['学籍证明']],
  ['exam_proof', '学业水平考试证明', ['学考证明']],
  ['disability_assessment', '残疾评估结论', ['残疾证']],
  ['grade_skip_file', '跳级考核与公示材料'],
  ['downgrade_approval', '降级审批'],
  ['basic_info_form', '学生基本信息表', ['学籍信息确认表']],
  ['quality_report', '综合素质发展报告', ['综合素质评价手册']],
  ['fitness_report', '体质健康与体检信息'],
  ['aid_record', '资助信息'],
  ['award_record', '奖惩材料'],
  ['new_roster', '新生花名册'],
  ['change_register', '学生增减情况登记表'],
  ['record_card', '学生学籍卡', ['学籍卡']],
  ['graduate_roster', '毕业生花名册'],
  ['other', '其他', ['其它']],
]);

export const issuerLevel = codeList('issuer_level', '出具单位级别', [
  ['county_up', '县级及以上', ['县级', '市级', '省级']],
  ['below_county', '县级以下', ['乡镇', '村']],
]);

export const disciplineKind = codeList('discipline_kind', '奖惩类别', [
  ['award', '奖励', ['表彰']],
  ['punishment', '处分', ['纪律处分']],
  ['discipline', '教育惩戒', ['批评教育']],
]);

export const disciplineLevel = codeList('discipline_level', '奖惩等级', [
  ['warning', '警告', [], { rank: 1 }],
  ['serious_warning', '严重警告', [], { rank: 2 }],
  ['demerit', '记过', [], { rank: 3 }],
  ['probation', '留校察看', ['开除学籍留校察看'], { rank: 4 }],
  ['expulsion', '开除学籍', [], { rank: 5 }],
  ['school_award', '校级奖励'],
  ['county_award', '县级及以上奖励', ['市级', '省级', '国家级']],
]);

export const staffRole = codeList('staff_role', '岗位', [
  ['registrar', '学籍管理员', ['学籍员', '校级管理员']],
  ['bureau_registrar', '教育局学籍管理员', ['县级管理员']],
  ['principal', '校长'],
  ['homeroom', '班主任'],
  ['auditor', '审核员'],
]);

export const accountStatus = codeList('account_status', '账号状态', [
  ['active', '启用', ['正常', '使用中']],
  ['sealed', '封存', ['停用', '锁定', '禁用']],
]);

export const accessAction = codeList('access_action', '操作类型', [
  ['login', '登录'],
  ['query', '查询'],
  ['export', '导出', ['下载']],
  ['modify', '修改', ['变更']],
  ['delete', '删除'],
  ['print', '打印'],
  ['share', '对外提供', ['报送', '共享']],
]);

export const approverLevel = codeList('approver_level', '批准单位级别', [
  ['school', '学校'],
  ['bureau', '教育主管部门', ['县教育局', '教育局', '市教育局']],
  ['government', '县级以上人民政府', ['县政府', '市政府']],
  ['law', '法律法规规定', ['依法']],
]);
