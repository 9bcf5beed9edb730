import { addDays } from '../calendar-date.ts';
import type { Draft, Wanted } from '../draft.ts';
import { withWrongCheck } from '../identity.ts';
import type { Person } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import type { Outcome } from './planted-case.ts';

interface Difference {
  readonly name: string;
  readonly outcome: Outcome;
  readonly variant?: '字形差异';
  /** What the registry says otherwise than before. */
  readonly registry?: (pupil: Pupil) => Partial<Pupil>;
  /** What the police's extract says otherwise than the registry did; null: nothing. */
  readonly police: ((pupil: Pupil) => Partial<Person>) | null;
  readonly wanted?: Wanted;
}

/** The pupil's surname and a given name of one character. */
const called = (pupil: Pupil, character: string): string => (pupil.name[0] ?? '') + character;

const glyphs = (registry: string, police: string, name: string, outcome: Outcome, variant?: '字形差异'): Difference => ({
  name,
  outcome,
  ...(variant === undefined ? {} : { variant }),
  registry: (pupil) => ({ name: called(pupil, registry) }),
  police: (pupil) => ({ name: called(pupil, police) }),
});

const DIFFERENCES: readonly Difference[] = [
  { name: '更名未更新', outcome: 'found', police: (pupil) => ({ name: `${called(pupil, '改')}名` }) },
  { name: '性别不同', outcome: 'found', police: (pupil) => ({ sex: pupil.sex === '1' ? '2' : '1' }) },
  { name: '出生日期差一日', outcome: 'found', police: (pupil) => ({ birthDate: addDays(pupil.birthDate, 1) }) },
  { name: '人口信息缺性别和出生日期', outcome: 'clear', police: () => ({ sex: null, birthDate: null }) },
  glyphs('䶮', '龑', '一方为表外字', 'found', '字形差异'),
  glyphs('□', '喆', '生僻字存成方框', 'found', '字形差异'),
  glyphs('?', '堃', '生僻字存成问号', 'found', '字形差异'),
  glyphs('喆', '哲', '两个都是表内字', 'found'),
  {
    name: '间隔号写法不同',
    outcome: 'clear',
    registry: () => ({ name: '阿依古丽•买买提' }),
    police: () => ({ name: '阿依古丽·买买提' }),
  },
  {
    name: '姓名中有全角空格',
    outcome: 'clear',
    registry: (pupil) => ({ name: [...pupil.name].join('　') }),
    police: (pupil) => ({ name: pupil.name }),
    wanted: (pupil) => [...pupil.name].length === 2,
  },
  {
    name: '证件号校验不通过的不比',
    outcome: 'clear',
    registry: (pupil) => ({ idNumber: withWrongCheck(pupil.idNumber) }),
    police: (pupil) => ({ idNumber: withWrongCheck(pupil.idNumber), name: called(pupil, '错') }),
  },
  {
    name: '以数值存的号不比',
    outcome: 'clear',
    registry: () => ({ idStorage: 'number' }),
    police: (pupil) => ({ name: called(pupil, '数') }),
    wanted: (_, __, school) => school.form === 'titled-xlsx' || school.form === 'form37-xlsx',
  },
  { name: '户籍在外县，人口信息中没有', outcome: 'clear', police: null, wanted: (pupil, _, school) => pupil.hukouArea !== school.areaCode },
];

/** Differences between the registry and the police's extract: person-record-mismatch. */
export function plantPersonRecords(draft: Draft): void {
  for (const { name, outcome, variant, registry, police, wanted } of DIFFERENCES) {
    const local: Wanted = (pupil, _, school) => pupil.hukouArea === school.areaCode && !pupil.name.includes('·');
    const pupil = draft.take(wanted ? (...at) => (police === null || local(...at)) && wanted(...at) : local);
    if (!pupil) continue;
    const written = registry ? draft.replace(pupil, registry(pupil)) : pupil;
    draft.personCorrections.set(pupil.key, police ? { name: pupil.name, idNumber: pupil.idNumber, ...police(pupil) } : null);
    draft.plant('person-record-mismatch', name, outcome, [written], variant ?? null);
  }
}
