import type { StudentForm } from '../student-forms.ts';
import { layoutOf } from './student-form.ts';

/** What a sheet says of all its rows in its title or its name. */
const STATED: Readonly<Partial<Record<StudentForm, readonly string[]>>> = {
  'class-sheets-xlsx': ['school_code', 'grade', 'class_name'],
  'side-by-side-ods': ['school_code', 'grade', 'class_name'],
};

const known = new Map<StudentForm, ReadonlySet<string>>();

/** The columns of the dataset `students` that files of this form give, in the table or above it; about all others they say nothing. */
export function columnsOf(form: StudentForm): ReadonlySet<string> {
  const columns = known.get(form) ?? new Set([...layoutOf(form).columns, ...(STATED[form] ?? [])]);
  known.set(form, columns);
  return columns;
}
