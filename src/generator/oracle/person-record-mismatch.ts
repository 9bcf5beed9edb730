import type { Person } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { normalisedId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { soundResidentId } from './paper.ts';
import { differInGlyphOnly, nameKey } from './person-name.ts';
import { birthDateOf, sexOf } from './recorded.ts';

function differingItems(pupil: Pupil, person: Person): readonly string[] {
  const sex = sexOf(pupil);
  const birthDate = birthDateOf(pupil);
  const differs = {
    姓名: nameKey(pupil.name) !== nameKey(person.name),
    性别: person.sex !== null && (sex === '1' || sex === '2') && sex !== person.sex,
    出生日期: person.birthDate !== null && birthDate !== null && birthDate !== person.birthDate,
  };
  return Object.entries(differs).flatMap(([item, isOther]) => (isOther ? item : []));
}

/** 与人口信息不一致: same sound resident ID, another name, sex or birth. What the extract leaves empty is not compared. */
export function personRecordMismatch(inspection: Inspection): readonly ExpectedFinding[] {
  const persons = new Map(inspection.county.persons.map((person) => [normalisedId(person.idNumber), person]));
  return inspection.active.flatMap((pupil) => {
    const person = persons.get(soundResidentId(pupil) ?? '');
    const items = person ? differingItems(pupil, person) : [];
    if (!person || items.length === 0) return [];
    const glyphOnly = items.join() === '姓名' && differInGlyphOnly(nameKey(pupil.name), nameKey(person.name));
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'person-record-mismatch',
      severity: glyphOnly ? 'blue' : 'orange',
      variant: glyphOnly ? '字形差异' : null,
      evidence: { differences: items.join('、') },
    });
  });
}
