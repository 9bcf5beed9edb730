import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 奖惩与申诉. */
export const discipline: Dataset = {
  id: 'discipline',
  code: 'DISC',
  title: '奖惩与申诉',
  grain: '一次奖励或处分',
  refresh: 'events',
  key: ['registry_number|id_number|name', 'kind', 'decided_date'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    code('discipline_kind', 'kind', ['类别', '奖惩类别'], { required: true, level: 'sensitive' }),
    code('discipline_level', 'level', ['等级', '处分等级', '奖励级别'], { level: 'sensitive' }),
    text('title', ['名称', '奖惩名称', '事由'], { level: 'sensitive' }),
    date('decided_date', ['决定日期', '奖惩日期']),
    text('doc_no', ['文号']),
    date('revoked_date', ['撤销日期', '解除日期'], { level: 'sensitive' }),
    boolean('in_archive', ['是否记入档案', '是否入档'], { level: 'sensitive' }),
    date('archive_removed_date', ['档案删除日期'], { level: 'sensitive' }),
    date('review_received_date', ['收到复查决定日期']),
    date('appeal_date', ['申诉日期', '提出申诉日期'], { level: 'sensitive' }),
    date('appeal_received_date', ['收到申诉日期']),
    date('appeal_reply_date', ['申诉答复日期', '答复日期']),
    note('sensitive'),
  ],
};
