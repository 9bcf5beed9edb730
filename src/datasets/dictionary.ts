import type { Dataset } from './dataset.ts';
import { absences } from './tables/absences.ts';
import { accessLog } from './tables/access-log.ts';
import { accounts } from './tables/accounts.ts';
import { admissions } from './tables/admissions.ts';
import { archives } from './tables/archives.ts';
import { calendar } from './tables/calendar.ts';
import { certificates } from './tables/certificates.ts';
import { classes } from './tables/classes.ts';
import { contacts } from './tables/contacts.ts';
import { discipline } from './tables/discipline.ts';
import { districts } from './tables/districts.ts';
import { dropouts } from './tables/dropouts.ts';
import { enrolmentPlans } from './tables/enrolment-plans.ts';
import { exams } from './tables/exams.ts';
import { filings } from './tables/filings.ts';
import { graduations } from './tables/graduations.ts';
import { householdChildren } from './tables/household-children.ts';
import { keyChanges } from './tables/key-changes.ts';
import { leaves } from './tables/leaves.ts';
import { materials } from './tables/materials.ts';
import { persons } from './tables/persons.ts';
import { persuasions } from './tables/persuasions.ts';
import { policeResults } from './tables/police-results.ts';
import { problemRecords } from './tables/problem-records.ts';
import { registrations } from './tables/registrations.ts';
import { roster } from './tables/roster.ts';
import { schools } from './tables/schools.ts';
import { specialPlacements } from './tables/special-placements.ts';
import { staff } from './tables/staff.ts';
import { statusChanges } from './tables/status-changes.ts';
import { students } from './tables/students.ts';
import { termReviews } from './tables/term-reviews.ts';

const all: readonly Dataset[] = [
  students,
  schools,
  classes,
  absences,
  leaves,
  contacts,
  statusChanges,
  keyChanges,
  roster,
  calendar,
  policeResults,
  persons,
  problemRecords,
  admissions,
  enrolmentPlans,
  registrations,
  graduations,
  certificates,
  exams,
  dropouts,
  persuasions,
  filings,
  termReviews,
  specialPlacements,
  archives,
  materials,
  discipline,
  householdChildren,
  staff,
  accounts,
  accessLog,
  districts,
];

/** Every dataset that can be imported, by id. */
export const datasets: ReadonlyMap<string, Dataset> = new Map(all.map((dataset) => [dataset.id, dataset]));

/** @throws when there is no such dataset. */
export function datasetOf(id: string): Dataset {
  const dataset = datasets.get(id);
  if (!dataset) throw new Error(`no dataset ${id}`);
  return dataset;
}
