import type { County } from '../county.ts';
import { ATTENDING_STATUSES } from '../pupil.ts';
import { codeLabel } from './code-label.ts';
import { mapped, SUBJECT_COLUMNS, type Subjects, type Table, table } from './tables.ts';

export const leavesTable = (county: County, subjects: Subjects): Table =>
  table(
    'leaves',
    [...SUBJECT_COLUMNS, 'leave_type', 'start_date', 'end_date', 'approved_by', 'approved_date', 'approval_status'],
    mapped(county.leaves, (leave) => [
      ...subjects.cells(leave.pupilKey),
      codeLabel('leave_type', leave.type),
      leave.startDate,
      leave.endDate,
      leave.approvedDate === null ? '' : '班主任',
      leave.approvedDate ?? '',
      codeLabel('approval_status', leave.approval),
    ]),
  );

export const contactsTable = (county: County, subjects: Subjects): Table =>
  table(
    'contacts',
    [...SUBJECT_COLUMNS, 'contact_time', 'method', 'contacted_relation', 'result', 'contacted_by'],
    mapped(county.contacts, (contact) => [
      ...subjects.cells(contact.pupilKey),
      `${contact.date} 17:30:00`,
      codeLabel('contact_method', contact.method),
      contact.result === 'relative' ? '外祖母' : '母亲',
      codeLabel('contact_result', contact.result),
      '班主任',
    ]),
  );

export const changesTable = (county: County, subjects: Subjects): Table =>
  table(
    'status_changes',
    [
      'change_no',
      'change_type',
      'registry_number',
      'name',
      'id_number',
      'school_code',
      'school_name',
      'from_school_code',
      'from_school_name',
      'to_school_code',
      'to_school_name',
      'reason',
      'apply_date',
      'effective_date',
      'returned_date',
      'approval_status',
      'start_date',
      'end_date',
    ],
    mapped(county.changes, (change) => {
      const pupil = subjects.pupil(change.pupilKey);
      return [
        change.changeNo,
        codeLabel('change_type', change.type),
        pupil.registryNumber,
        pupil.name,
        pupil.idNumber,
        change.schoolCode,
        subjects.schoolName(change.schoolCode) || (change.toSchoolName ?? ''),
        change.fromSchoolCode ?? '',
        subjects.schoolName(change.fromSchoolCode ?? ''),
        change.toSchoolCode ?? '',
        subjects.schoolName(change.toSchoolCode ?? '') || (change.toSchoolName ?? ''),
        change.reason,
        change.applyDate,
        change.effectiveDate ?? '',
        change.returnedDate ?? '',
        codeLabel('approval_status', change.approval),
        change.startDate ?? '',
        change.endDate ?? '',
      ];
    }),
  );

export const graduationsTable = (county: County, subjects: Subjects): Table =>
  table(
    'graduations',
    [...SUBJECT_COLUMNS, 'stage', 'grad_year', 'grad_type', 'grad_date'],
    mapped(county.graduations, (graduation) => [
      ...subjects.cells(graduation.pupilKey),
      codeLabel('school_stage', graduation.stage),
      graduation.year,
      '毕业',
      graduation.date,
    ]),
  );

export const placementsTable = (county: County, subjects: Subjects): Table =>
  table(
    'special_placements',
    [
      'school_code',
      'school_name',
      'registry_number',
      'name',
      'id_number',
      'record_school_code',
      'placement',
      'host_school_code',
      'host_school_name',
      'start_date',
      'end_date',
    ],
    mapped(county.placements, (placement) => {
      const pupil = subjects.pupil(placement.pupilKey);
      const host = placement.hostSchoolCode;
      return [
        placement.recordSchoolCode,
        subjects.schoolName(placement.recordSchoolCode),
        pupil.registryNumber,
        pupil.name,
        pupil.idNumber,
        placement.recordSchoolCode,
        codeLabel('placement_type', placement.kind),
        host ?? '',
        host === null ? '县外学校' : subjects.schoolName(host),
        placement.startDate,
        placement.endDate ?? '',
      ];
    }),
  );

/** Rows say who is meant as the police were told: by both numbers, by one of them, or by name. */
export const policeResultsTable = (county: County, subjects: Subjects): Table =>
  table(
    'police_results',
    ['school_code', 'school_name', 'registry_number', 'name', 'id_number', 'result', 'police_name', 'compared_date', 'handled'],
    mapped(county.policeResults, ({ pupilKey, stranger, gives, result, policeName, comparedDate, handled }) => {
      const { schoolCode, name, idNumber } = stranger ?? subjects.pupil(pupilKey ?? 0);
      const registryNumber = pupilKey === null ? '' : subjects.pupil(pupilKey).registryNumber;
      return [
        schoolCode,
        subjects.schoolName(schoolCode),
        gives === 'both' || gives === 'registry' ? registryNumber : '',
        name,
        gives === 'both' || gives === 'id' ? idNumber : '',
        codeLabel('police_result', result),
        policeName ?? '',
        comparedDate ?? '',
        handled ? '是' : '否',
      ];
    }),
  );

export const dropoutsTable = (county: County, subjects: Subjects): Table =>
  table(
    'dropouts',
    [...SUBJECT_COLUMNS, 'category', 'found_date', 'absent_since', 'reason', 'marked_date', 'report_bureau_date', 'dropout_status'],
    mapped(county.dropouts, ({ pupilKey, category, foundDate, absentSince, markedDate }) => [
      ...subjects.cells(pupilKey),
      codeLabel('dropout_category', category),
      foundDate,
      absentSince,
      '厌学',
      markedDate ?? '',
      markedDate ?? '',
      '劝学中',
    ]),
  );

export const persuasionsTable = (county: County, subjects: Subjects): Table =>
  table(
    'persuasions',
    ['school_code', 'school_name', 'registry_number', 'name', 'id_number', 'seq', 'persuasion_date', 'method', 'persuader_unit', 'result'],
    mapped(county.persuasions, ({ pupilKey, date, method, result }) => {
      const { schoolCode, registryNumber, name, idNumber } = subjects.pupil(pupilKey);
      return [
        schoolCode,
        subjects.schoolName(schoolCode),
        registryNumber,
        name,
        idNumber,
        1,
        date,
        codeLabel('contact_method', method),
        '学校',
        codeLabel('persuasion_result', result),
      ];
    }),
  );

export const registrationsTable = (county: County, subjects: Subjects): Table =>
  table(
    'registrations',
    [...SUBJECT_COLUMNS, 'entry_kind', 'term_start_date', 'reported', 'report_date'],
    mapped(county.registrations, ({ pupilKey, termStart, reported, reportDate }) => [
      ...subjects.cells(pupilKey),
      '新生',
      termStart,
      reported ? '是' : '否',
      reportDate ?? '',
    ]),
  );

/** Who was in class when the bureau called: everybody who attends and is not away that day, one school in three. */
export function rosterTable(county: County, subjects: Subjects): Table {
  const called = county.schools.filter((_, index) => index % 3 === 0);
  const days = new Map(called.map(({ code, reportedThrough }) => [code, reportedThrough]));
  const present = county.pupils.filter(({ schoolCode, status }) => days.has(schoolCode) && ATTENDING_STATUSES.has(status));
  return table(
    'roster',
    [...SUBJECT_COLUMNS, 'roll_date', 'present', 'absent_reason', 'class_complete'],
    mapped(present, ({ key, schoolCode }) => {
      const day = days.get(schoolCode) ?? '';
      const away = county.attendance.marks.get(key)?.some(({ date, status }) => date === day && status !== 'present' && status !== 'late');
      return [...subjects.cells(key), day, away ? '不在校' : '在校', away ? '请假' : '', '是'];
    }),
  );
}
