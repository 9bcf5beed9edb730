import { addDays, addMonths } from '../calendar-date.ts';
import type { Pupil } from '../pupil.ts';
import { hasSystemColumns } from '../school.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';
import { comparableNumber } from './paper.ts';
import { nameKey } from './person-name.ts';
import { hasColumn } from './recorded.ts';
import { hasNoRegistryNumber, registryFault, registryText } from './registry-number.ts';

/** Active records at schools whose sheets have the column. */
const withColumn = (inspection: Inspection): readonly Pupil[] =>
  inspection.active.filter((pupil) => hasSystemColumns(inspection.schoolOf(pupil.schoolCode).form));

interface Entry {
  readonly entered: string | null;
  readonly from: '报到日' | '入学年月' | '无';
  /** Last day on which the number may be missing. */
  readonly deadline: string | null;
}

const lastDayOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1);

/** First days of arrival of the pupils who can be told by their ID, or by a name that their school has once. */
function arrivalsIn(inspection: Inspection): ReadonlyMap<number, string> {
  const { registrations } = inspection.county;
  const nameAt = (pupil: Pupil | undefined): string => `${pupil?.schoolCode} ${nameKey(pupil?.name ?? '')}`;
  const onRoll = groupBy(inspection.active, nameAt);
  const registered = groupBy(registrations, ({ pupilKey }) => nameAt(inspection.recordOf(pupilKey)));
  const isOnlyOne = (pupil: Pupil): boolean => onRoll.get(nameAt(pupil))?.length === 1 && registered.get(nameAt(pupil))?.length === 1;
  const arrivals = new Map<number, string>();
  for (const { pupilKey, reported, reportDate } of registrations) {
    const pupil = inspection.recordOf(pupilKey);
    if (!pupil || !reported || reportDate === null || !hasNoRegistryNumber(pupil)) continue;
    const known = arrivals.get(pupilKey);
    const isTold = comparableNumber(pupil) !== null || isOnlyOne(pupil);
    if (isTold && (known === undefined || reportDate < known)) arrivals.set(pupilKey, reportDate);
  }
  return arrivals;
}

function entryOf(pupil: Pupil, months: number, arrived: string | undefined, inspection: Inspection): Entry {
  if (arrived !== undefined) return { entered: arrived, from: '报到日', deadline: addMonths(arrived, months) };
  if (!hasColumn(inspection.schoolOf(pupil.schoolCode), 'enrol_month')) return { entered: null, from: '无', deadline: null };
  const { enrolMonth } = pupil;
  const deadline = lastDayOf(addMonths(`${enrolMonth}-01`, months).slice(0, 7));
  return { entered: enrolMonth, from: '入学年月', deadline };
}

/** 学籍号缺失: no number although the time for making the record is over; 待核 where nobody says when the child came. */
export function xuejiNumberMissing(inspection: Inspection): readonly ExpectedFinding[] {
  const arrivals = arrivalsIn(inspection);
  return withColumn(inspection).flatMap((pupil) => {
    if (!hasNoRegistryNumber(pupil)) return [];
    const schoolClass = inspection.classOf(pupil);
    const months = inspection.policyAt(pupil.schoolCode).recordMonths[schoolClass.stage];
    const { entered, from, deadline } = entryOf(pupil, months, arrivals.get(pupil.key), inspection);
    if (deadline !== null && inspection.asOf <= deadline) return [];
    return aboutPupil(pupil, schoolClass, {
      check: 'xueji-number-missing',
      severity: 'orange',
      certainty: deadline === null ? '待核' : '确定',
      evidence: { entered, entered_from: from, deadline: deadline ?? '无法判断', months },
    });
  });
}

/** 学籍号格式错: not a letter and an 18-character number. */
export function xuejiNumberFormat(inspection: Inspection): readonly ExpectedFinding[] {
  return withColumn(inspection).flatMap((pupil) => {
    const fault = registryFault(pupil);
    if (fault === null) return [];
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'xueji-number-format',
      severity: 'yellow',
      evidence: { fault, length: registryText(pupil).length },
    });
  });
}
