import { columnsOf } from '../files/form-columns.ts';
import { householdOf, namesOneGuardian } from '../household.ts';
import type { Pupil } from '../pupil.ts';
import type { School } from '../school.ts';
import { isMasked, isPlaceholder, normalisedId } from './id-number.ts';

const SEX_CODES: Readonly<Record<string, string>> = { 男: '1', 女: '2', 未知: '0', 未说明: '9' };

/** 1 male, 2 female, another code; null where the sheet leaves it empty. */
export function sexOf(pupil: Pupil): string | null {
  const text = pupil.written?.sex;
  return text === undefined ? pupil.sex : (SEX_CODES[text] ?? null);
}

/** The day of birth; null where the sheet has none, or no more than the month. */
export function birthDateOf(pupil: Pupil): string | null {
  const text = pupil.written?.birth_date;
  if (text === undefined) return pupil.birthDate;
  return text.length === 10 ? text : null;
}

/** Year and month where the sheet says no more: 201908 or 2019-08. */
export function birthMonthOf(pupil: Pupil): string | null {
  const digits = pupil.written?.birth_date?.replace('-', '') ?? '';
  return digits.length === 6 ? `${digits.slice(0, 4)}-${digits.slice(4)}` : null;
}

/** Whether the pupil's sheet has that column of the dataset `students`. */
export const hasColumn = (school: School, column: string): boolean => columnsOf(school.form).has(column);

/** Whether the cell is left empty, where the model knows the column to be filled otherwise. */
export function isBlank(pupil: Pupil, column: string): boolean {
  const text = pupil.written?.[column];
  if (text !== undefined) return text.trim() === '';
  if (column === 'id_type') return pupil.idType === '';
  return namesOneGuardian(pupil) && column.startsWith('guardian2_');
}

/** A guardian's number as the sheet has it; null where there is no column or no number to compare. */
export function guardianNumber(pupil: Pupil, school: School, guardian: 'guardian1' | 'guardian2'): string | null {
  const column = `${guardian}_id_number`;
  if (!hasColumn(school, column)) return null;
  const { father, mother } = householdOf(pupil);
  const id = normalisedId(pupil.written?.[column] ?? (guardian === 'guardian1' ? father : mother)?.idNumber ?? '');
  return isPlaceholder(id) || isMasked(id) ? null : id;
}
