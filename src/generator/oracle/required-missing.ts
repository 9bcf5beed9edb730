import { namesOneGuardian } from '../household.ts';
import type { Pupil } from '../pupil.ts';
import type { School } from '../school.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';
import { hasNoId } from './paper.ts';
import { hasColumn, isBlank } from './recorded.ts';

/** Items 1 to 26 with a ★, without 身份证件号, which id-missing reports. */
const OWN: Readonly<Record<string, string>> = {
  name: '姓名',
  sex: '性别',
  birth_date: '出生日期',
  country: '国籍/地区',
  hmto_status: '港澳台侨外',
  ethnicity: '民族',
  id_type: '身份证件类型',
  grade: '年级',
  class_name: '班级',
  is_boarder: '是否寄宿生',
  left_behind: '是否农村留守儿童',
  is_disabled: '是否残疾人',
  guardian1_name: '成员1姓名',
  guardian1_relation: '关系一',
  guardian1_is_guardian: '是否监护人一',
  guardian1_id_type: '身份证件类型一',
  guardian1_id_number: '身份证件号一',
  guardian1_hukou_address: '户口所在地具体地址一',
  guardian1_phone: '联系电话一',
};

/** Items 27 to 34 with a ★. */
const SECOND: Readonly<Record<string, string>> = {
  guardian2_name: '成员2姓名',
  guardian2_relation: '关系二',
  guardian2_is_guardian: '是否监护人二',
  guardian2_id_type: '身份证件类型二',
  guardian2_id_number: '身份证件号二',
  guardian2_hukou_address: '户口所在地具体地址二',
};

const WHOLE_SECOND = [...Object.keys(SECOND), 'guardian2_ethnicity', 'guardian2_employer', 'guardian2_phone'];

/** Items 36 and 37. */
const OF_THE_DISABLED: Readonly<Record<string, string>> = { disability_type: '残疾类型', special_study_mode: '特教学生就读类型' };

/** Items 10 and 11, printed with another star. Item 35 is the second member's. */
const ADVISED: Readonly<Record<string, string>> = { current_address: '现居住详细地址', hukou_address: '户口所在地具体地址' };

export interface MissingItems {
  /** Titles of ★ items that the sheet has and the row lacks. */
  readonly mandatory: readonly string[];
  readonly advised: readonly string[];
  /** Nothing at all is said of a second member, and items of it would otherwise be missing. */
  readonly hasNoSecondMember: boolean;
}

/** What the pupil's row leaves empty of the items that its own sheet has. */
export function missingItems(pupil: Pupil, school: School): MissingItems {
  const blanks = (items: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(items).flatMap(([column, title]) => (hasColumn(school, column) && isBlank(pupil, column) ? title : []));
  const isOrphan = hasColumn(school, 'is_orphan') && pupil.written?.is_orphan === '是';
  const isDisabled = hasColumn(school, 'is_disabled') && pupil.written?.is_disabled === '是';
  const asked = WHOLE_SECOND.filter((column) => hasColumn(school, column));
  const isWhollyBlank = asked.every((column) => isBlank(pupil, column));
  const asksSecond = !isOrphan && !isWhollyBlank;
  return {
    mandatory: [...blanks(OWN), ...(asksSecond ? blanks(SECOND) : []), ...(isDisabled ? blanks(OF_THE_DISABLED) : [])],
    advised: [...blanks(ADVISED), ...(asksSecond ? blanks({ guardian2_phone: '联系电话二' }) : [])],
    hasNoSecondMember: !isOrphan && isWhollyBlank && blanks(SECOND).length > 0,
  };
}

/** Quickly seen of most pupils. */
const mayLackItems = (pupil: Pupil): boolean => pupil.written !== undefined || pupil.idType === '' || namesOneGuardian(pupil);

/** 必采项缺失: one row a pupil. Where the ID is missing too, that is reported and names these items. */
export function requiredMissing(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.active.filter(mayLackItems).flatMap((pupil) => {
    const { mandatory, advised, hasNoSecondMember } = missingItems(pupil, inspection.schoolOf(pupil.schoolCode));
    const isExcused = mandatory.length === 0 && advised.length === 0 && hasNoSecondMember;
    if (mandatory.length === 0 && advised.length === 0 && !isExcused) return [];
    // An excused row of id-missing keeps back nothing but other excused rows.
    if (hasNoId(pupil) && (pupil.idType !== 'Z' || isExcused)) return [];
    const onlyAdvised = mandatory.length === 0 && !isExcused;
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'required-missing',
      severity: onlyAdvised ? 'blue' : 'yellow',
      variant: onlyAdvised ? '建议必填' : null,
      excused_by: isExcused ? '第二名家庭成员整项空白（单亲、孤儿、福利院不必填）' : null,
      evidence: isExcused ? {} : { missing_count: mandatory.length },
    });
  });
}
