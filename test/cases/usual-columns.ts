import type { Columns, TableName } from './specification.ts';

/** What a row of a table says unless the case or its file says otherwise. */
export const usualColumns: Readonly<Record<TableName, Columns>> = {
  students: {
    school_code: '2230100001',
    name: '王芳',
    sex: '男',
    birth_date: '2013-09-15',
    id_type: '居民身份证',
    grade: '七年级',
    class_name: '1班',
    student_status: '在读',
    record_created_date: '2025-09-10',
  },
  history: {
    school_code: '2230100001',
    sex: '男',
    birth_date: '2013-09-15',
    id_type: '居民身份证',
    grade: '七年级',
    class_name: '1班',
    student_status: '在读',
  },
  schools: { school_code: '2230100001', school_name: '城关一中' },
  classes: { school_code: '2230100001', grade: '七年级', class_name: '1班' },
  absences: { status: '缺勤' },
  presences: { status: '到校' },
  leaves: {},
  contacts: {},
  calendar: {},
  persons: {},
  status_changes: {},
  graduations: {},
  special_placements: {},
  dropouts: {},
  registrations: { school_code: '2230100001' },
  police_results: { school_code: '2230100001' },
};
