import type { Person } from '../paperwork.ts';
import { placeOf } from '../place.ts';
import type { Pupil } from '../pupil.ts';
import type { School } from '../school.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { isMasked, isPlaceholder, normalisedId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { soundResidentId } from './paper.ts';
import { nameKey } from './person-name.ts';
import { birthDateOf, hasColumn } from './recorded.ts';

/** The county whose police made the extract: its code, of six digits or fewer, and its name. */
export interface Home {
  readonly code: string;
  readonly name: string;
}

/** Where the sheet says that the household is registered. */
function householdIn(pupil: Pupil, school: School, home: Home): 'county' | 'elsewhere' | 'unknown' {
  const area = pupil.written?.hukou_area_code ?? pupil.hukouArea;
  if (hasColumn(school, 'hukou_area_code') && area !== '') return area.startsWith(home.code.replace(/(00)+$/, '')) ? 'county' : 'elsewhere';
  if (!hasColumn(school, 'hukou_address') || pupil.written?.hukou_address === '') return 'unknown';
  // Who is registered where the school is, writes that county's name.
  const county = pupil.hukouArea === school.areaCode ? placeOf(school.areaCode).county : '';
  return county.includes(home.name) ? 'county' : 'elsewhere';
}

/** A child of that name of whom the extract does not show a number that can be compared: it may be this one. */
function hasHiddenNamesake(pupil: Pupil, hidden: readonly Person[]): boolean {
  const birthDate = birthDateOf(pupil);
  return hidden.some(
    (person) =>
      nameKey(person.name) === nameKey(pupil.name) && (birthDate === null || person.birthDate === null || birthDate === person.birthDate),
  );
}

const EXCUSES = { county: null, elsewhere: '户籍不在本县，未能比对', unknown: '户籍不明，未能比对' } as const;

/** 人口信息查无此号: a sound resident ID that the extract does not have, of a child of the county's own households. */
export function personRecordMissing(inspection: Inspection, home: Home): readonly ExpectedFinding[] {
  const { persons } = inspection.county;
  const known = new Set(persons.map((person) => normalisedId(person.idNumber)));
  const hidden = persons.filter((person) => isMasked(person.idNumber) || isPlaceholder(normalisedId(person.idNumber)));
  return inspection.active.flatMap((pupil) => {
    const id = soundResidentId(pupil);
    if (id === null || known.has(id)) return [];
    const household = EXCUSES[householdIn(pupil, inspection.schoolOf(pupil.schoolCode), home)];
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'person-record-missing',
      severity: 'yellow',
      excused_by: household ?? (hasHiddenNamesake(pupil, hidden) ? '人口信息里同名者的号码无法比对，未能比对' : null),
      evidence: {},
    });
  });
}
