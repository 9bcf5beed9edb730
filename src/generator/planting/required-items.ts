import type { Draft, Wanted } from '../draft.ts';
import { columnsOf } from '../files/form-columns.ts';
import { namesOneGuardian } from '../household.ts';
import { hasSystemColumns } from '../school.ts';
import type { Outcome } from './planted-case.ts';

const CHECK = 'required-missing';

interface Gap {
  readonly name: string;
  readonly outcome: Outcome;
  readonly variant?: '建议必填';
  /** What is written, by column: a form that lacks one of them will not do. */
  readonly written: Readonly<Record<string, string>>;
  readonly wanted?: Wanted;
}

const hasSecondMember: Wanted = (pupil) => !namesOneGuardian(pupil);
const alone: Wanted = (pupil, _, school) => namesOneGuardian(pupil) && columnsOf(school.form).has('guardian2_name');

const NO_SECOND_MEMBER = Object.fromEntries(
  ['name', 'relation', 'is_guardian', 'ethnicity', 'id_type', 'id_number', 'employer', 'hukou_address', 'phone'].map((item) => [
    `guardian2_${item}`,
    '',
  ]),
);

const GAPS: readonly Gap[] = [
  { name: '缺民族', outcome: 'found', written: { ethnicity: '' } },
  { name: '缺监护人电话', outcome: 'found', written: { guardian1_phone: '' } },
  { name: '只有空格也是空', outcome: 'found', written: { guardian1_name: ' \u3000' } },
  { name: '缺三项', outcome: 'found', written: { country: '', left_behind: '', guardian1_relation: '' } },
  { name: '缺是否寄宿', outcome: 'found', written: { is_boarder: '' } },
  { name: '只缺现住址', outcome: 'found', variant: '建议必填', written: { current_address: '' } },
  { name: '只缺户口所在地', outcome: 'found', variant: '建议必填', written: { hukou_address: '' } },
  { name: '缺现住址，另缺必采项', outcome: 'found', written: { current_address: '', guardian1_phone: '' } },
  { name: '第二成员只填了姓名', outcome: 'found', written: { ...NO_SECOND_MEMBER, guardian2_name: '王某' }, wanted: hasSecondMember },
  { name: '第二成员只缺电话', outcome: 'found', variant: '建议必填', written: { guardian2_phone: '' }, wanted: hasSecondMember },
  { name: '第二成员整项空白', outcome: 'excused', written: NO_SECOND_MEMBER },
  { name: '第二成员整项空白，另缺必采项', outcome: 'found', written: { ...NO_SECOND_MEMBER, guardian1_phone: '' } },
  { name: '第二成员整项空白，另缺现住址', outcome: 'found', variant: '建议必填', written: { ...NO_SECOND_MEMBER, current_address: '' } },
  { name: '孤儿的第二成员空白', outcome: 'clear', written: { ...NO_SECOND_MEMBER, is_orphan: '是' } },
  { name: '孤儿的第二成员只填了姓名', outcome: 'clear', written: { ...NO_SECOND_MEMBER, guardian2_name: '王某', is_orphan: '是' } },
  { name: '残疾学生缺残疾类型和就读类型', outcome: 'found', written: { is_disabled: '是', disability_type: '', special_study_mode: '' } },
  {
    name: '残疾学生两项都填',
    outcome: 'clear',
    written: { is_disabled: '是', disability_type: '肢体残疾', special_study_mode: '普通学校随班就读' },
  },
  { name: '非残疾学生不填两项', outcome: 'clear', written: { is_disabled: '否', disability_type: '', special_study_mode: '' } },
  { name: '读不懂的不是空白', outcome: 'clear', written: { ethnicity: '某族？' } },
  { name: '曾用名空白', outcome: 'clear', written: { former_name: '' } },
  { name: '监护人工作单位空白', outcome: 'clear', written: { guardian1_employer: '' } },
];

/** Items of the form that are left empty, and those that may be: required-missing. */
export function plantRequiredItems(draft: Draft): void {
  for (const { name, outcome, variant, written, wanted } of GAPS) {
    const needed = Object.keys(written);
    const suits: Wanted = (pupil, plan, school) => {
      const columns = columnsOf(school.form);
      return needed.every((column) => columns.has(column)) && (wanted?.(pupil, plan, school) ?? hasSecondMember(pupil, plan, school));
    };
    const pupil = draft.take(suits);
    if (pupil) draft.plant(CHECK, name, outcome, [draft.replace(pupil, { written })], variant ?? null);
  }
  const only = draft.take(alone);
  if (only) draft.plant(CHECK, '家庭只有一名监护人', 'excused', [only]);
  const unnumbered = draft.take();
  if (unnumbered) draft.plant(CHECK, '只缺身份证件号', 'clear', [draft.misrecord(unnumbered, { idNumber: '' })]);
  const both = draft.take();
  if (both) draft.plant(CHECK, '缺身份证件号和民族', 'clear', [draft.misrecord(both, { idNumber: '', written: { ethnicity: '' } })]);
  const left = draft.take((_, __, school) => hasSystemColumns(school.form));
  if (left) draft.plant(CHECK, '已转出的不查', 'clear', [draft.replace(left, { status: '10', written: { ethnicity: '' } })]);
}
