import { addDays } from '../calendar-date.ts';
import type { Draft, Wanted } from '../draft.ts';
import { columnsOf } from '../files/form-columns.ts';
import { checksOut, withWrongCheck, zeroed } from '../identity.ts';
import type { Pupil } from '../pupil.ts';
import { hasSystemColumns } from '../school.ts';
import { keepsNumericCells } from '../student-forms.ts';
import type { Outcome } from './planted-case.ts';

interface Paper {
  readonly name: string;
  readonly outcome: Outcome;
  readonly variant?: string;
  readonly fields: (pupil: Pupil) => Partial<Pupil>;
  readonly wanted?: Wanted;
}

const paper = (name: string, outcome: Outcome, fields: Paper['fields'], wanted?: Wanted, variant?: string): Paper => ({
  name,
  outcome,
  fields,
  ...(wanted === undefined ? {} : { wanted }),
  ...(variant === undefined ? {} : { variant }),
});

const written =
  (cells: Readonly<Record<string, string>>) =>
  (pupil: Pupil): Partial<Pupil> => ({ written: { ...pupil.written, ...cells } });
const byGuardian =
  (column: 'guardian1_id_number' | 'guardian2_id_number'): Wanted =>
  (_, __, school) =>
    columnsOf(school.form).has(column);
const numeric: Wanted = (_, __, school) => keepsNumericCells(school.form);
const isSystem: Wanted = (_, __, school) => hasSystemColumns(school.form);
const reallyZeros = (pupil: Pupil): boolean => pupil.sex === '2' && checksOut(zeroed(pupil.idNumber));
const OLD_NUMBER = '230123800101123';

const MISSING: readonly Paper[] = [
  paper('空白', 'found', () => ({ idNumber: '' })),
  paper('写“无”', 'found', () => ({ idNumber: '无' })),
  paper('写“暂无”', 'found', () => ({ idNumber: '暂无' })),
  paper('18个0', 'found', () => ({ idNumber: '0'.repeat(18) })),
  paper('证件类型也空白', 'found', () => ({ idNumber: '', idType: '' })),
  paper('空白，另缺必采项', 'found', () => ({ idNumber: '', written: { ethnicity: '' } })),
  paper('其他（无证件）', 'excused', () => ({ idNumber: '', idType: 'Z' })),
  paper('其他（无证件），另缺必采项', 'excused', () => ({ idNumber: '', idType: 'Z', written: { ethnicity: '' } })),
  paper('护照', 'clear', ({ key }) => ({ idNumber: `E${10000000 + key}`, idType: 'A' })),
  paper('脱敏', 'clear', ({ idNumber }) => ({ idNumber: `${idNumber.slice(0, 6)}********${idNumber.slice(14)}` })),
];

const LENGTH: readonly Paper[] = [
  paper('17位', 'found', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 17) })),
  paper('19位', 'found', ({ idNumber }) => ({ idNumber: `${idNumber.slice(0, 17)}00` })),
  paper('18位', 'clear', () => ({})),
  paper('15位旧号', 'found', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 6) + idNumber.slice(8, 17) })),
  paper('只有6位', 'found', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 6) })),
  paper('港澳台居住证17位', 'found', ({ idNumber }) => ({ idNumber: `81000${idNumber.slice(5, 17)}`, idType: 'H' })),
  paper('证件类型空白的17位号', 'found', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 17), idType: '' })),
  paper('证件类型空白的15位号', 'found', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 15), idType: '' })),
  paper('证件类型空白的19位号', 'found', ({ idNumber }) => ({ idNumber: `${idNumber.slice(0, 17)}1X`, idType: '' })),
  paper('证件类型空白的14位号', 'clear', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 14), idType: '' })),
  paper('证件类型空白的20位号', 'clear', ({ idNumber }) => ({ idNumber: `${idNumber}00`, idType: '' })),
  paper('证件类型空白而夹有字母', 'clear', ({ idNumber }) => ({ idNumber: `E${idNumber.slice(1, 17)}`, idType: '' })),
  paper('台胞证8位', 'clear', ({ key }) => ({ idNumber: String(10000000 + key), idType: '8' })),
  paper('护照9位', 'clear', ({ key }) => ({ idNumber: `G${20000000 + key}`, idType: 'A' })),
  paper('位数不对的脱敏号', 'clear', ({ idNumber }) => ({ idNumber: `${idNumber.slice(0, 4)}****${idNumber.slice(14)}` })),
  paper('监护人15位旧号', 'found', written({ guardian1_id_number: OLD_NUMBER }), byGuardian('guardian1_id_number'), '监护人'),
  paper('第二监护人15位旧号', 'found', written({ guardian2_id_number: OLD_NUMBER }), byGuardian('guardian2_id_number'), '监护人'),
  paper(
    '监护人15位旧号，证件类型空白',
    'found',
    written({ guardian1_id_number: OLD_NUMBER, guardian1_id_type: '' }),
    byGuardian('guardian1_id_number'),
    '监护人',
  ),
  paper(
    '监护人15位的护照',
    'clear',
    written({ guardian1_id_number: OLD_NUMBER, guardian1_id_type: '护照' }),
    byGuardian('guardian1_id_number'),
  ),
  paper('监护人16位的号', 'clear', written({ guardian1_id_number: `${OLD_NUMBER}4` }), byGuardian('guardian1_id_number')),
];

const DAMAGED: readonly Paper[] = [
  paper('科学计数法', 'found', ({ idNumber }) => ({ idNumber: `${idNumber[0]}.${idNumber.slice(1, 6)}E+17` })),
  paper(
    '末三位归零',
    'found',
    ({ idNumber }) => ({ idNumber: zeroed(idNumber) }),
    (pupil) => !checksOut(zeroed(pupil.idNumber)),
  ),
  paper('末三位真为000', 'clear', ({ idNumber }) => ({ idNumber: zeroed(idNumber) }), reallyZeros),
  paper('末三位为000的护照', 'clear', ({ key }) => ({ idNumber: `E${key}000`, idType: 'A' })),
  paper('以数值存放', 'found', () => ({ idStorage: 'number' }), numeric),
  paper('15位号以数值存放', 'found', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 15), idStorage: 'number' }), numeric, '以数值存放'),
];

const BIRTH: readonly Paper[] = [
  paper('差一日', 'found', ({ birthDate }) => ({ birthDate: addDays(birthDate, 1) })),
  paper('证件类型空白，差一日', 'found', ({ birthDate }) => ({ birthDate: addDays(birthDate, -1), idType: '' })),
  paper('差一年', 'found', ({ birthDate }) => ({ birthDate: `${Number(birthDate.slice(0, 4)) - 1}-03-05` })),
  paper('只有年月，相符', 'clear', ({ birthDate }) => ({ written: { birth_date: birthDate.slice(0, 7).replace('-', '') } })),
  paper('只有年月，差一月', 'found', ({ birthDate }) => ({
    written: { birth_date: addDays(`${birthDate.slice(0, 7)}-01`, -1).slice(0, 7) },
  })),
  paper('出生日期空白', 'clear', written({ birth_date: '' })),
  paper('证件号校验不通过的先修证件号', 'clear', ({ birthDate, idNumber }) => ({
    birthDate: addDays(birthDate, 1),
    idNumber: withWrongCheck(idNumber),
  })),
  paper('护照不比', 'clear', ({ birthDate, key }) => ({ birthDate: addDays(birthDate, 1), idNumber: `P${30000000 + key}`, idType: 'A' })),
];

const other = (sex: Pupil['sex']): Pupil['sex'] => (sex === '1' ? '2' : '1');

const SEX: readonly Paper[] = [
  paper('性别相反', 'found', ({ sex }) => ({ sex: other(sex) })),
  paper('证件类型空白，性别相反', 'found', ({ sex }) => ({ sex: other(sex), idType: '' })),
  paper('性别空白', 'clear', written({ sex: '' })),
  paper('性别未说明', 'clear', written({ sex: '未说明' })),
  paper('证件号校验不通过的先修证件号', 'clear', ({ sex, idNumber }) => ({ sex: other(sex), idNumber: withWrongCheck(idNumber) })),
  paper('护照不比', 'clear', ({ sex, key }) => ({ sex: other(sex), idNumber: `P${40000000 + key}`, idType: 'A' })),
];

const PAPERS: readonly (readonly [check: string, papers: readonly Paper[]])[] = [
  ['id-missing', MISSING],
  ['id-length', LENGTH],
  ['id-sci-notation', DAMAGED],
  ['id-birth-mismatch', BIRTH],
  ['id-sex-mismatch', SEX],
];

const damagedAndGone = (pupil: Pupil): Partial<Pupil> => ({ idNumber: zeroed(pupil.idNumber), status: '10', sex: other(pupil.sex) });

/** What registries make of numbers, births and sexes: five of the id checks. */
export function plantPapers(draft: Draft): void {
  for (const [check, papers] of PAPERS) {
    for (const { name, outcome, variant, fields, wanted } of papers) {
      const pupil = draft.take(wanted);
      if (pupil) draft.plant(check, name, outcome, [draft.misrecord(pupil, fields(pupil))], variant ?? null);
    }
    const left = draft.take(isSystem);
    if (left) draft.plant(check, '已转出的不查', 'clear', [draft.misrecord(left, damagedAndGone(left))]);
  }
}
