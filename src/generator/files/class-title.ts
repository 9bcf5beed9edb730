import { gradeLabel, type School, type SchoolClass } from '../school.ts';

/** A class as titles and names of sheets call it: 三年级2班, 三年级待分班. */
export const classTitle = (school: School, schoolClass: SchoolClass): string =>
  `${gradeLabel(school, schoolClass)}${schoolClass.classNo === null ? '待分班' : `${schoolClass.classNo}班`}`;
