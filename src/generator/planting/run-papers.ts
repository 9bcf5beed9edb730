import { addDays } from '../calendar-date.ts';
import type { Draft } from '../draft.ts';
import type { Contact, Dropout, Placement, StatusChange } from '../paperwork.ts';
import type { Run } from './absence-run.ts';

/** What is filed about a pupil who stays away. */
export type RunPaper = (draft: Draft, run: Run) => void;

export const contact =
  (result: Contact['result'], on: (run: Run) => string = ({ days }) => days[1] ?? days[0] ?? ''): RunPaper =>
  (draft, run) => {
    draft.contacts.push({ pupilKey: run.pupil.key, date: on(run), method: result === 'failed' ? 'visit' : 'phone', result });
  };

export const change =
  (type: StatusChange['type'], fields: (draft: Draft, run: Run) => Partial<StatusChange>): RunPaper =>
  (draft, run) => {
    draft.change({ pupilKey: run.pupil.key, type, schoolCode: run.pupil.schoolCode, ...fields(draft, run) });
  };

/** To a school of another county. */
export const transfer = (fields: (draft: Draft) => Partial<StatusChange>): RunPaper =>
  change('22', (draft, run) => ({
    schoolCode: '2230199002',
    fromSchoolCode: run.pupil.schoolCode,
    toSchoolName: '哈尔滨市第六十九中学',
    applyDate: addDays(run.first, -2),
    approval: 'pending',
    ...fields(draft),
  }));

export const placement =
  (kind: Placement['kind']): RunPaper =>
  (draft, run) => {
    const { key, schoolCode } = run.pupil;
    const startDate = addDays(draft.termStart, -30);
    draft.placements.push({ pupilKey: key, kind, recordSchoolCode: schoolCode, hostSchoolCode: null, startDate, endDate: null });
  };

export const leave =
  (approval: 'approved' | 'pending'): RunPaper =>
  (draft, run) => {
    const approvedDate = approval === 'approved' ? run.first : null;
    draft.leaves.push({ pupilKey: run.pupil.key, type: 'sick', startDate: run.first, endDate: run.last, approval, approvedDate });
  };

/** What the school and the bureau did about it: an entry in the register, with the day of the mark in the system. */
export const registered =
  (category: Dropout['category'], markedDate: (run: Run) => string | null): RunPaper =>
  (draft, run) => {
    const { key } = run.pupil;
    draft.dropouts.push({ pupilKey: key, category, foundDate: run.last, absentSince: run.first, markedDate: markedDate(run) });
    draft.persuasions.push({ pupilKey: key, date: run.last, method: 'visit', result: 'promised' });
  };

export const all =
  (...papers: readonly RunPaper[]): RunPaper =>
  (draft, run) => {
    for (const paper of papers) paper(draft, run);
  };

/** The record says that the child is away: nothing is left to be marked. */
export const statusIs =
  (status: string): RunPaper =>
  (draft, run) => {
    draft.replace(run.pupil, { status });
  };
