import { residentId } from './identity.ts';
import { adultName, surnameOf } from './names.ts';
import type { Pupil } from './pupil.ts';

export interface Guardian {
  readonly name: string;
  readonly relation: '父亲' | '母亲';
  readonly idNumber: string;
  /** Beginning with digits that no operator has given out. */
  readonly phone: string;
}

export interface Household {
  readonly father: Guardian;
  /** null: the form's second member is left blank. */
  readonly mother: Guardian | null;
  readonly address: string;
}

const STREETS = ['通江路', '松花街', '五国城路', '健康街', '解放路', '向阳屯', '靠山屯', '太平村', '永丰村', '东风社区'];

function guardian(pupil: Pupil, sex: '1' | '2'): Guardian {
  const no = pupil.familyNo;
  const birth = `${1980 + (no % 13)}-${String(1 + (no % 12)).padStart(2, '0')}-${String(1 + (no % 28)).padStart(2, '0')}`;
  return {
    name: adultName(no, sex, sex === '1' ? surnameOf(pupil.name) : undefined),
    relation: sex === '1' ? '父亲' : '母亲',
    idNumber: residentId(pupil.hukouArea, birth, (((no * 2) % 980) + (sex === '1' ? 1 : 2)) % 996),
    phone: `${sex === '1' ? '1990' : '1991'}${String(no).padStart(7, '0')}`,
  };
}

/** Every twelfth family names one guardian only. */
export const namesOneGuardian = (pupil: Pupil): boolean => pupil.familyNo % 12 === 7;

/** Address and guardians, which follow from the family and are not kept with the pupil. */
export const householdOf = (pupil: Pupil): Household => ({
  father: guardian(pupil, '1'),
  mother: namesOneGuardian(pupil) ? null : guardian(pupil, '2'),
  address: `${STREETS[pupil.familyNo % STREETS.length]}${(pupil.familyNo % 180) + 1}号`,
});
