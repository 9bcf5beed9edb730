import type { Column } from '../../datasets/column.ts';
import type { RepeatingForm } from '../../datasets/dataset.ts';
import { datasetOf } from '../../datasets/dictionary.ts';
import { type Assignment, assign } from './column-assignment.ts';
import type { HeaderLayout } from './header-layout.ts';
import { titleKeys } from './title.ts';
import type { TitleIndex } from './title-index.ts';

const students = datasetOf('students');
const columnNames = new Set(students.columns.map(({ name }) => name));

/**
 * The columns of a students' sheet. In the collection forms 姓名, 民族, 身份证件号 … stand once for the pupil and once for each of two
 * guardians: the 37-item form (2022) tells them apart by a row of group titles, the 72-item form (2013) by position, other lists by order.
 */
export function assignStudents(index: TitleIndex, layout: HeaderLayout): Assignment {
  if (layout.groups) return assignForm37(index, layout, layout.groups);
  return assignForm72(index, layout) ?? assignByOccurrence(index, layout);
}

function assignForm37(index: TitleIndex, layout: HeaderLayout, groups: readonly (number | null)[]): Assignment {
  const form = formOf('form37');
  return assign('form37', layout, index, (title, at) => {
    const group = form.groups[groups[at] ?? -1];
    const found = index.find(title)?.name ?? null;
    if (!group?.prefix) return found;
    const position = positionIn(form, title);
    if (position >= 0) return columnOfItem('form37', group.items[0] + position);
    return found && guardianColumn(group.prefix, found);
  });
}

/** Null when the titles of a guardian do not stand there twice in the printed order. */
function assignForm72(index: TitleIndex, layout: HeaderLayout): Assignment | null {
  const form = formOf('form72');
  const keys = layout.titles.map((title) => titleKeys(title ?? '')[0]);
  const length = form.guardianTitles.length;
  const startsBlock = (at: number) => form.guardianTitles.every((title, offset) => keys[at + offset] === titleKeys(title)[0]);
  const first = keys.findIndex((_, at) => startsBlock(at));
  if (first < 0 || !startsBlock(first + length)) return null;
  const itemBefore = form.groups.find(({ prefix }) => prefix === 'guardian1_')?.items[0] ?? 0;
  return assign('form72', layout, index, (title, at) => {
    const offset = at - first;
    return offset >= 0 && offset < 2 * length ? columnOfItem('form72', itemBefore + offset) : (index.find(title)?.name ?? null);
  });
}

function assignByOccurrence(index: TitleIndex, layout: HeaderLayout): Assignment {
  const matches = layout.titles.map((title) => index.find(title));
  const nth = (at: number) => matches.slice(0, at + 1).filter((match) => match?.key === matches[at]?.key).length;
  const guardianAt = matches.findIndex((match, at) => match?.name === 'guardian1_name' || (match?.name === 'name' && nth(at) === 2));
  const phoneAt = matches.findIndex((match) => match?.name === 'phone');
  // A telephone number after the guardian's name is the guardian's, unless other titles say which is whose.
  const phoneOfGuardian = guardianAt >= 0 && guardianAt < phoneAt && !matches.some((match) => match?.name === 'guardian1_phone');
  return assign('plain', layout, index, (_, at) => {
    const name = matches[at]?.name;
    if (!name) return null;
    return occurrence(name === 'phone' && phoneOfGuardian ? 'guardian1_phone' : name, nth(at));
  });
}

/** Whose column the n-th title of a kind is: the pupil's, then guardian 1, guardian 2; guardian 1 first where pupils have none. */
function occurrence(name: string, count: number): string {
  if (count === 1) return name;
  const chain = name.startsWith('guardian1_')
    ? [name, name.replace('guardian1_', 'guardian2_')]
    : [name, guardianColumn('guardian1_', name) ?? name, guardianColumn('guardian2_', name) ?? name];
  return chain[Math.min(count, chain.length) - 1] ?? name;
}

/** The guardian's column for what a pupil's column holds, if guardians have it. */
function guardianColumn(prefix: 'guardian1_' | 'guardian2_', name: string): string | null {
  const bare = name.replace(/^guardian[12]_/, '');
  const column = prefix + (bare === 'hukou_area_code' ? 'hukou_address' : bare);
  return columnNames.has(column) ? column : null;
}

function formOf(id: 'form37' | 'form72'): RepeatingForm {
  const form = students.forms?.find((candidate) => candidate.id === id);
  if (!form) throw new Error(`students have no form ${id}`);
  return form;
}

const positionIn = (form: RepeatingForm, title: string): number =>
  form.guardianTitles.findIndex((printed) => titleKeys(printed)[0] === titleKeys(title)[1]);

function columnOfItem(form: 'form37' | 'form72', item: number): string | null {
  return students.columns.find((column: Column) => column[form] === item)?.name ?? null;
}
