import type { Manifest } from './manifest.ts';
import { type Horizon, type SelectedSubmission, Selection } from './selection.ts';

/** Under which code a school reports now, by the code that it had. */
export type SchoolSuccessors = ReadonlyMap<string, string>;

/** The schools' lists of pupils as they were sent, by code. */
interface Reporting {
  readonly first: SelectedSubmission;
  readonly last: SelectedSubmission;
}

function reportingSchools(manifests: readonly Manifest[], horizon: Horizon): ReadonlyMap<string, Reporting> {
  const schools = new Map<string, Reporting>();
  for (const submission of new Selection(manifests, horizon).submissions) {
    if (!submission.datasets.includes('students')) continue;
    schools.set(submission.school_code, { first: schools.get(submission.school_code)?.first ?? submission, last: submission });
  }
  return schools;
}

/** Of known successions those that still hold: a school that reports under its old code again is a school of its own. */
export function standingSuccessors(manifests: readonly Manifest[], horizon: Horizon, known: SchoolSuccessors): SchoolSuccessors {
  const schools = reportingSchools(manifests, horizon);
  return new Map(
    [...known].filter(([from, to]) => {
      const [old, now] = [schools.get(from), schools.get(to)];
      return now !== undefined && (old === undefined || old.last.data_date < now.first.data_date);
    }),
  );
}

/** Codes that may be one school's: `to` was never heard of until after the import `lastKnown`, and `from` has not reported since `to` does. */
export function possibleSuccessions(
  manifests: readonly Manifest[],
  horizon: Horizon,
  lastKnown: string,
): readonly { readonly from: string; readonly to: string }[] {
  const schools = [...reportingSchools(manifests, horizon)];
  const fresh = schools.filter(([, { first }]) => first.batch > lastKnown);
  const known = schools.filter(([, { first }]) => first.batch <= lastKnown);
  return fresh.flatMap(([to, now]) => known.filter(([, old]) => old.last.data_date < now.first.data_date).map(([from]) => ({ from, to })));
}
