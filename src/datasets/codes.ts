import type { CodeList } from './code-list.ts';
import * as administration from './codes/administration.ts';
import * as attendance from './codes/attendance.ts';
import * as changes from './codes/changes.ts';
import * as dropout from './codes/dropout.ts';
import * as enrolment from './codes/enrolment.ts';
import * as person from './codes/person.ts';
import * as school from './codes/school.ts';
import * as specialEducation from './codes/special-education.ts';

const groups = [person, enrolment, specialEducation, school, changes, attendance, dropout, administration];

/** All code lists by id. */
export const codeLists: ReadonlyMap<string, CodeList> = new Map(
  groups.flatMap((group) => Object.values(group)).map((list) => [list.id, list]),
);

/** @throws when the dictionary names a list that does not exist: a mistake in the dictionary, found by its test. */
export function codeListOf(id: string): CodeList {
  const list = codeLists.get(id);
  if (!list) throw new Error(`no code list ${id}`);
  return list;
}
