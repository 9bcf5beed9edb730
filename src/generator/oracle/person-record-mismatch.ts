import type { Person } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { normalisedId, soundResidentId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { differInGlyphOnly, nameKey } from './person-name.ts';

function differingFields(pupil: Pupil, person: Person): readonly ('name' | 'sex' | 'birth_date')[] {
  const differs = {
    name: nameKey(pupil.name) !== nameKey(person.name),
    sex: person.sex !== null && pupil.sex !== person.sex,
    birth_date: person.birthDate !== null && pupil.birthDate !== person.birthDate,
  };
  return (['name', 'sex', 'birth_date'] as const).filter((field) => differs[field]);
}

/** 与人口信息不一致: same sound resident ID, another name, sex or birth. What the extract leaves empty is not compared. */
export function personRecordMismatch(inspection: Inspection): readonly ExpectedFinding[] {
  const persons = new Map(inspection.county.persons.map((person) => [normalisedId(person.idNumber), person]));
  return inspection.active.flatMap((pupil) => {
    const person = persons.get(soundResidentId(pupil) ?? '');
    const fields = person ? differingFields(pupil, person) : [];
    if (!person || fields.length === 0) return [];
    const glyphOnly = fields.join() === 'name' && differInGlyphOnly(nameKey(pupil.name), nameKey(person.name));
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'person-record-mismatch',
      severity: glyphOnly ? 'blue' : 'orange',
      variant: glyphOnly ? '字形差异' : null,
      evidence: { fields: fields.join('、'), police_name: person.name, police_sex: person.sex, police_birth_date: person.birthDate },
    });
  });
}
