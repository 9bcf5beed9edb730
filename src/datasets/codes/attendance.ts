import { codeList } from '../code-list.ts';

export const absenceStatus = codeList('absence_status', '考勤状态', [
  ['present', '出勤', ['到校', '在校', '√', '✓', '✔', '1', '/'], { absent: false }],
  ['absent', '无故缺勤', ['旷课', '缺勤', '未到校', '×', '✗', '✘', 'X', '旷'], { absent: true, approved: false }],
  ['sick_leave', '病假', ['病', '○', 'B'], { absent: true, approved: true }],
  ['personal_leave', '事假', ['事', '△', 'S'], { absent: true, approved: true }],
  ['late', '迟到', ['迟', 'L'], { absent: false }],
  ['early_leave', '早退', ['退'], { absent: false }],
  ['suspended', '休学', [], { absent: true, approved: true, exempt: true }],
  ['home_teaching', '送教上门', ['送教'], { absent: false, exempt: true }],
  ['off_campus', '校外活动', ['研学', '实训', '比赛', '公假'], { absent: false }],
  ['quarantine', '隔离住院', ['隔离', '住院'], { absent: true, approved: true }],
  ['online', '线上学习', ['网课'], { absent: false }],
  ['not_taken', '未点名', ['未填', '—', '-']],
  ['class_reported', '班级已上报', ['已上报', '全勤上报']],
]);

export const dayPart = codeList('day_part', '时段', [
  ['full', '全天', ['全日', '一天']],
  ['am', '上午', ['AM']],
  ['pm', '下午', ['PM']],
  ['lesson', '单节', ['节']],
]);

export const leaveType = codeList('leave_type', '请假类型', [
  ['sick', '病假', ['病']],
  ['personal', '事假', ['事']],
  ['official', '公假', ['公务', '比赛']],
  ['other', '其他', ['其它']],
]);

export const contactMethod = codeList('contact_method', '联系方式', [
  ['phone', '电话', ['电话联系', '手机']],
  ['visit', '家访', ['上门', '入户', '入户劝返']],
  ['wechat', '微信', ['短信', '家长群', 'QQ']],
  ['letter', '书面通知', ['信函', '通知书']],
  ['other', '其他', ['其它']],
]);

export const contactResult = codeList('contact_result', '联系结果', [
  ['reached', '联系上监护人', ['已联系', '联系上', '是', '接通'], { reached: true }],
  ['relative', '仅联系上其他亲属', ['联系上亲属', '邻居'], { reached: false }],
  ['failed', '未联系上', ['无法联系', '无人接听', '停机', '关机', '空号', '否'], { reached: false }],
]);

export const rosterResult = codeList('roster_result', '点名结果', [
  ['present', '在校', ['到', '在班', '是', '√', '实到']],
  ['absent', '不在校', ['未到', '否', '×', '缺']],
  ['other_class', '在校不在本班', ['走班', '他班']],
  ['unknown', '未点到', ['未点名', '—']],
]);

export const calendarEvent = codeList('calendar_event', '校历事件', [
  ['term_start', '开学', ['开学日', '正式上课']],
  ['term_end', '学期末', ['放假', '学期结束']],
  ['enrol_start', '招生建籍开始'],
  ['enrol_end', '招生建籍结束'],
  ['zhongkao_registration', '中考报名开始', ['中考报名']],
  ['hs_admission_end', '普高录取结束', ['普通高中新生录取结束']],
  ['gaokao_registration_end', '高考报名结束'],
  ['system_maintenance', '系统停机', ['系统维护']],
]);
