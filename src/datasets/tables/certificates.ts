import { code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 证书登记. */
export const certificates: Dataset = {
  id: 'certificates',
  code: 'CERT',
  title: '证书登记',
  grain: '一张证书（证明）',
  refresh: 'events',
  key: ['cert_number'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    code('school_stage', 'stage', ['学段']),
    code('certificate_type', 'cert_type', ['证书类型', '证明类型']),
    text('cert_number', ['证书编号', '证书号', '毕业证号'], { required: true, level: 'personal' }),
    integer('grad_year', ['毕业年份', '毕业年度']),
    date('issue_date', ['发证日期', '发放日期', '颁发日期']),
    text('issuer', ['验印单位', '发证单位', '颁发单位']),
    note('personal'),
  ],
};
