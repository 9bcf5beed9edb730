import { residentId } from '../../src/generator/identity.ts';
import type { Columns, Row, Specification } from '../cases/specification.ts';

const one = '2230100001';
const two = '2230100002';
const three = '223010003';

/** Numbers of pupils and others that no case gives by itself: of boys born on 2013-09-15, by order. */
const id = (order: number): string => residentId('230104', '2013-09-15', 801 + 2 * order);
const pupil = (name: string, columns: Columns = {}): Columns => ({ name, ...columns });
const twice = (name: string, columns: Columns): Row[] => [pupil(name, columns), pupil(name, { school_code: two, ...columns })];
const numbered = (order: number): Columns => ({ id_number: id(order), registry_number: `G${id(order)}` });

const students: Row[] = [
  pupil('常在'),
  // duplicates, and two records that may both be there: a transfer under way
  pupil('重号甲', { id_number: id(1) }),
  pupil('重号乙', { id_number: id(1), school_code: two }),
  pupil('同籍甲', { registry_number: `G${id(2)}` }),
  pupil('同籍乙', { registry_number: `G${id(2)}`, school_code: two }),
  ...twice('跨校', numbered(3)),
  ...twice('转学', numbered(4)),
  ...twice('随读', numbered(5)),
  pupil('同名', { birth_date: '2013-01-02' }),
  pupil('同名', { birth_date: '2013-01-02', id_number: null }),
  pupil('各异', { birth_date: '2013-03-04', ...numbered(6), guardian1_id_number: '230104198001010011' }),
  pupil('各异', { birth_date: '2013-03-04', ...numbered(7), guardian1_id_number: '230104198001010038' }),
  pupil('近号', { birth_date: '2013-05-06', ...numbered(8) }),
  pupil('近号', {
    birth_date: '2013-05-07',
    registry_number: `L${id(9)}`,
    id_number: `${id(8).slice(0, 16)}${id(8)[16] === '9' ? '1' : '9'}${id(8)[17]}`,
  }),
  // attendance
  ...['预警', '疑似', '已联系', '一月', '已标', '请假', '休学', '停学', '外籍', '送教', '姓名考勤', '证号考勤', '状态不明'].map((name) =>
    pupil(name),
  ),
  // numbers and persons
  pupil('无号', { id_number: null, ethnicity: null }),
  pupil('无证', { id_number: null, id_type: '其他', ethnicity: null }),
  pupil('短号', { id_number: '230104130915001' }),
  pupil('科学', { id_number: '2.30104E+17' }),
  pupil('错码', { id_number: `${id(10).slice(0, 17)}${id(10)[17] === '0' ? '1' : '0'}` }),
  pupil('错生日', { ...numbered(11), birth_date: '2013-10-15' }),
  pupil('错性别', { ...numbered(12), sex: '女' }),
  pupil('护照', { id_number: 'E12345678', id_type: '护照' }),
  pupil('人错', { ...numbered(13), hukou_area_code: '230104' }),
  pupil('人性', numbered(17)),
  pupil('人生', numbered(18)),
  pupil('查无', { ...numbered(14), hukou_area_code: '230104' }),
  pupil('查无地址', { ...numbered(15), hukou_area_code: null, hukou_address: '测试县一街' }),
  pupil('公安', numbered(16)),
  pupil('无籍', { registry_number: null }),
  pupil('新生', { registry_number: null, enrol_month: '2026-10' }),
  pupil('辅号', { registry_number: '2023010001', registry_aux_number: '2023010001' }),
  pupil('缺项', { ethnicity: null }),
  pupil('单亲', { guardian2_name: null }),
  pupil('孤儿', { guardian2_name: null, is_orphan: '是' }),
  pupil('残疾', { is_disabled: '是', disability_type: null, special_study_mode: '随班就读' }),
  pupil('离校', { student_status: '转出', id_number: id(1) }),
  // who keeps the other classes going
  ...[
    { class_name: '2班', count: 51 },
    { class_name: '3班', count: 56 },
    { class_name: '4班', count: 66 },
    { class_name: '5班', count: 51 },
    { class_name: '6班', count: 41 },
  ],
  { name: '短码', school_code: three, class_name: '1班' },
  { name: '野校', school_code: '2230100099', class_name: '1班' },
];

/** The days of an absence that is still going on. */
const since = (name: string, from: string, columns: Columns = {}): Row => ({ name, day: `${from}..2026-10-16`, ...columns });

/**
 * A county of one page in which every check finds somebody and every fact that can excuse somebody does. Pupils are named after what is
 * wrong with them, or with whom nothing is wrong although it looks so.
 */
export const everything = (name: string, checks: readonly string[], without: readonly string[]): Specification => ({
  name,
  check: 'class-size-register-block',
  beside: checks.filter((check) => check !== 'class-size-register-block'),
  // The regulation that gives most numbers gives none for this one.
  params: { block_at: 55 },
  as_of: '2026-10-16',
  regulation: 'heilongjiang-2020',
  settings: { county_code: '230104', county_name: '测试县', persons_scope: 'county' },
  class_days: 'reported',
  without: [...without],
  defaults: {
    students: {
      ethnicity: '汉族',
      hukou_area_code: '230111',
      hukou_address: '别县一街',
      campus: null,
      enrol_month: '2026-09',
      guardian1_id_type: '居民身份证',
      guardian1_id_number: '230104197501010016',
      guardian2_name: '家长',
      is_disabled: '否',
      is_orphan: '否',
      disability_type: null,
      special_study_mode: null,
      inclusive_study: '否',
      class_type: '普通班',
    },
    absences: { status: '缺勤' },
  },
  tables: {
    students,
    history: [...['消失', '转走', '常在'].map((gone) => pupil(gone, { campus: null })), pupil('毕业', { grade: '九年级' })],
    schools: [
      {
        school_code: one,
        school_name: '城关一中',
        area_code: '230104',
        school_type: '初中',
        schooling_system: '六三制',
        class_size_limit: null,
        is_teaching_point: '否',
      },
      { school_code: two, school_name: '城关二中', area_code: '230104', school_type: '初中' },
      { school_code: `0${three}`, school_name: '城关三中', campus_code: '2230100077', central_school_code: null, merged_into_code: null },
    ],
    classes: [
      { class_name: '5班', class_type: '初中智力残疾班', is_placeholder: '否' },
      { class_name: '6班', size_limit: 40 },
    ],
    absences: [
      since('预警', '2026-10-14'),
      since('疑似', '2026-10-08'),
      since('已联系', '2026-10-08'),
      since('一月', '2026-09-10'),
      since('已标', '2026-09-10'),
      since('请假', '2026-10-08'),
      since('休学', '2026-10-08'),
      since('外籍', '2026-10-08'),
      since('送教', '2026-10-08'),
      since('停学', '2026-10-08', { approved: '是' }),
      since('姓名考勤', '2026-10-08', { registry_number: null, id_number: null }),
      since('证号考勤', '2026-10-08', { registry_number: null, id_number: '证号考勤' }),
      since('状态不明', '2026-10-08', { day_part: '全天' }),
    ],
    leaves: [{ name: '请假', day: '2026-10-08..2026-10-16', approval_status: '通过', approved_date: '2026-10-08' }],
    contacts: [
      { name: '疑似', day: '2026-10-12', result: '无人接听' },
      { name: '已联系', day: '2026-10-12', result: '联系上监护人' },
      { name: '一月', day: '2026-10-12', result: '无人接听' },
    ],
    status_changes: [
      { name: '转学', change_type: '转出', apply_date: '2026-10-10', from_school_code: one, to_school_code: two },
      { name: '休学', change_type: '休学', approval_status: '通过', start_date: '2026-09-01', end_date: '2027-08-31' },
      { name: '外籍', change_type: '出境', approval_status: '通过', event_date: '2026-10-01' },
      { name: '转走', change_type: '转出', approval_status: '通过', effective_date: '2026-10-12' },
    ],
    graduations: [
      {
        name: '毕业',
        stage: '初中',
        grad_year: 2026,
        grad_type: '毕业',
        grad_date: '2026-10-10',
        operation_date: '2026-10-10',
        approved_date: null,
        returned_date: null,
      },
    ],
    special_placements: [
      { name: '送教', placement: '送教上门', start_date: '2026-09-01' },
      { name: '随读', placement: '随班就读', start_date: '2026-09-01', host_school_code: two },
    ],
    dropouts: [{ name: '已标', category: '辍学', found_date: '2026-10-12', marked_date: '2026-10-12' }],
    persons: [
      { name: '别人', id_number: id(13), sex: '男', birth_date: '2013-09-15' },
      { name: '人性', id_number: id(17), sex: '女', birth_date: '2013-09-15' },
      { name: '人生', id_number: id(18), sex: '男', birth_date: '2013-10-15' },
      { name: '常人', id_number: id(99), sex: '男', birth_date: '2013-09-15' },
    ],
    police_results: [
      { name: '公安', ...numbered(16), result: '身份证号不存在', compared_date: '2026-10-10', handled: '否' },
      {
        name: '常在',
        result: '身份证号与姓名不匹配',
        police_name: '常 在',
        compared_date: '2026-10-10',
        registry_number: null,
        id_number: null,
      },
      { name: '外人', registry_number: `G${id(98)}`, id_number: id(98), result: '身份证号不存在', compared_date: '2026-10-10' },
    ],
    registrations: [
      { name: '无籍', report_date: '2026-09-01', reported: '是' },
      { name: '新生', report_date: '2026-09-28', reported: '是' },
    ],
  },
  expect: [],
});
