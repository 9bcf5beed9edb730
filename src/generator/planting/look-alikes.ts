import { addDays } from '../calendar-date.ts';
import type { Draft, Wanted } from '../draft.ts';
import { columnsOf } from '../files/form-columns.ts';
import { namesOneGuardian } from '../household.ts';
import type { Pupil } from '../pupil.ts';
import { hasSystemColumns } from '../school.ts';
import type { Outcome } from './planted-case.ts';

const SUSPECTED = 'dup-suspected-identity';
const NEAR = 'dup-near-id';

type Pair = readonly [Pupil, Pupil];

const inLargerClass: Wanted = (_, plan) => plan.size >= 20;

/** Two pupils of one school, the second with the name, sex and birth of the first and whatever else is said. */
function namesakes(draft: Draft, fields: (pupil: Pupil) => Partial<Pupil>, first: Wanted = inLargerClass): Pair | null {
  const pair = draft.takePair(first, (a, b) => a.schoolCode === b.schoolCode);
  if (!pair) return null;
  const [a, b] = pair;
  const idNumber = draft.population.anotherNumber(a);
  const registryNumber = b.registryNumber === '' ? '' : `G${idNumber}`;
  const { name, sex, birthDate, hukouArea } = a;
  return [a, draft.replace(b, { name, sex, birthDate, hukouArea, idNumber, registryNumber, ...fields(a) })];
}

/** The forms with the guardians' numbers. */
const withGuardianNumbers: Wanted = (pupil, plan, school) =>
  inLargerClass(pupil, plan, school) && columnsOf(school.form).has('guardian1_id_number') && !namesOneGuardian(pupil);
const withoutGuardianNumbers: Wanted = (pupil, plan, school) =>
  inLargerClass(pupil, plan, school) && !columnsOf(school.form).has('guardian1_id_number');

interface Namesakes {
  readonly name: string;
  readonly outcome: Outcome;
  readonly variant?: '证件各异';
  readonly fields: (pupil: Pupil) => Partial<Pupil>;
  readonly first?: Wanted;
}

const NAMESAKES: readonly Namesakes[] = [
  { name: '同校同名同日生，一人无证件号', outcome: 'found', fields: () => ({ idNumber: '', registryNumber: '' }) },
  { name: '同名同日生，证件号不同', outcome: 'found', fields: () => ({}), first: withoutGuardianNumbers },
  { name: '同名同日生，监护人证件号也不同', outcome: 'found', variant: '证件各异', fields: () => ({}), first: withGuardianNumbers },
  {
    name: '同名同日生，监护人证件号相同',
    outcome: 'found',
    fields: ({ familyNo }) => ({ familyNo }),
    first: withGuardianNumbers,
  },
  {
    name: '同名同日生，一方没有监护人证件号',
    outcome: 'found',
    fields: () => ({ written: { guardian1_id_number: '', guardian2_id_number: '' } }),
    first: withGuardianNumbers,
  },
  { name: '姓名写法不同', outcome: 'found', fields: ({ name }) => ({ name: `${name}（转）` }), first: withoutGuardianNumbers },
  { name: '双胞胎，同日生而姓名不同', outcome: 'clear', fields: ({ name }) => ({ name: `${name[0]}安好` }) },
  { name: '同名同日生而性别不同', outcome: 'clear', fields: ({ sex }) => ({ sex: sex === '1' ? '2' : '1' }) },
  { name: '同名而出生日期差一日', outcome: 'clear', fields: ({ birthDate }) => ({ birthDate: addDays(birthDate, 1) }) },
  { name: '同名，一方性别空白', outcome: 'clear', fields: () => ({ written: { sex: '' } }) },
  { name: '同名，一方出生日期只有年月', outcome: 'clear', fields: ({ birthDate }) => ({ written: { birth_date: birthDate.slice(0, 7) } }) },
  {
    name: '证件号相同的归身份证件号重复',
    outcome: 'clear',
    fields: ({ idNumber }) => ({ idNumber }),
    // Without a registry number each, the two would be one row sent twice.
    first: (...at) => inLargerClass(...at) && hasSystemColumns(at[2].form),
  },
];

function plantNamesakes(draft: Draft): void {
  for (const { name, outcome, variant, fields, first } of NAMESAKES) {
    const pair = namesakes(draft, fields, first);
    if (pair) draft.plant(SUSPECTED, name, outcome, pair, variant ?? null);
  }
  const moving = draft.take(inLargerClass);
  const elsewhere =
    moving &&
    draft.addElsewhere(moving, { idNumber: '', registryNumber: draft.population.temporaryNumber(moving.hukouArea, moving.birthDate) });
  if (!moving || !elsewhere) return;
  draft.change({
    pupilKey: moving.key,
    type: '22',
    schoolCode: elsewhere.schoolCode,
    fromSchoolCode: moving.schoolCode,
    toSchoolCode: elsewhere.schoolCode,
    applyDate: addDays(draft.asOf, -8),
    approval: 'pending',
    reason: '居住地变化',
  });
  draft.plant(SUSPECTED, '转学在办，转入校还没有证件号', 'excused', [moving, elsewhere]);
}

const swapped = (id: string, at: number): string => id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
const otherDigit = (digit: string): string => String((Number(digit) + 1) % 10);
const changed = (id: string, at: number): string => id.slice(0, at) + otherDigit(id.charAt(at)) + id.slice(at + 1);

/** First place of two neighbouring digits that differ, from the back. */
function unlikeNeighbours(id: string): number {
  for (let at = 15; at > 0; at -= 1) if (id[at] !== id[at + 1]) return at;
  return 0;
}

const NEAR_NUMBERS: readonly (readonly [name: string, outcome: Outcome, id: (id: string) => string])[] = [
  ['错一位', 'found', (id) => changed(id, 15)],
  ['首位错', 'found', (id) => changed(id, 0)],
  ['相邻两位互换', 'found', (id) => swapped(id, unlikeNeighbours(id))],
  ['少一位', 'found', (id) => id.slice(0, 9) + id.slice(10)],
  ['多一位', 'found', (id) => `${id.slice(0, 12)}${id.charAt(11)}${id.slice(12)}`],
  ['错两位', 'clear', (id) => changed(changed(id, 15), 12)],
  ['同一个号', 'clear', (id) => id],
  ['脱敏的号', 'clear', (id) => `${id.slice(0, 6)}********${id.slice(14)}`],
  ['没有号', 'clear', () => ''],
];

/** A second record of a name at another school, or of another name at the same one. */
function plantNearNumbers(draft: Draft): void {
  for (const [name, outcome, id] of NEAR_NUMBERS) {
    const pupil = draft.take(inLargerClass);
    if (!pupil) continue;
    const registryNumber = draft.population.temporaryNumber(pupil.hukouArea, pupil.birthDate);
    const copy = draft.addElsewhere(pupil, { idNumber: id(pupil.idNumber), registryNumber });
    if (copy) draft.plant(NEAR, name, outcome, [pupil, copy]);
  }
  const graduated = draft.take((...at) => inLargerClass(...at) && hasSystemColumns(at[2].form));
  const record =
    graduated &&
    draft.addElsewhere(graduated, { idNumber: changed(graduated.idNumber, 15), status: '07' }, ({ form }) => hasSystemColumns(form));
  if (graduated && record) draft.plant(NEAR, '毕业记录的号错一位', 'clear', [graduated, record]);
  const neighbours = draft.takePair(inLargerClass, (a, b) => a.schoolCode === b.schoolCode && a.name !== b.name);
  if (!neighbours) return;
  const [a, b] = neighbours;
  draft.plant(NEAR, '号差一位而姓名不同', 'clear', [a, draft.misrecord(b, { idNumber: changed(a.idNumber, 15) })]);
}

/** Records that may belong to one child and may not: dup-suspected-identity and dup-near-id. */
export function plantLookAlikes(draft: Draft): void {
  plantNamesakes(draft);
  plantNearNumbers(draft);
}
