import type { Draft, Wanted } from '../draft.ts';
import { checkCharacter, checksOut, withWrongCheck, zeroed } from '../identity.ts';
import type { Pupil } from '../pupil.ts';
import type { Outcome } from './planted-case.ts';

type Spelling = readonly [name: string, outcome: Outcome, fields: (pupil: Pupil) => Partial<Pupil>, wanted?: Wanted];

const withCheck = (first17: string): string => first17 + checkCharacter(first17);

const fullWidth = (text: string): string =>
  [...text].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('');

const SPELLINGS: readonly Spelling[] = [
  ['校验位错', 'found', ({ idNumber }) => ({ idNumber: withWrongCheck(idNumber) })],
  ['证件类型空白而校验位错', 'found', ({ idNumber }) => ({ idNumber: withWrongCheck(idNumber), idType: '' })],
  [
    '校验位成立而日期不存在',
    'found',
    ({ idNumber }) => ({ idNumber: withCheck(`${idNumber.slice(0, 6)}20170229${idNumber.slice(14, 17)}`) }),
  ],
  ['前17位含字母', 'found', ({ idNumber }) => ({ idNumber: `${idNumber.slice(0, 10)}O${idNumber.slice(11)}` })],
  ['港澳台居住证校验位错', 'found', () => ({ idNumber: '820000199409020010', idType: 'H' })],
  ['小写x', 'clear', ({ idNumber }) => ({ idNumber: idNumber.toLowerCase() }), (pupil) => pupil.idNumber.endsWith('X')],
  ['全角号码', 'clear', ({ idNumber }) => ({ idNumber: fullWidth(idNumber) })],
  ['末三位归零的坏号', 'clear', ({ idNumber }) => ({ idNumber: zeroed(idNumber) }), (pupil) => !checksOut(zeroed(pupil.idNumber))],
  ['只有17位', 'clear', ({ idNumber }) => ({ idNumber: idNumber.slice(0, 17) })],
  ['护照不校验', 'clear', () => ({ idNumber: 'E12345678', idType: 'A' })],
  ['其他证件不校验', 'clear', ({ idNumber }) => ({ idNumber: withWrongCheck(idNumber), idType: 'Z' })],
  ['港澳台居住证合法', 'clear', () => ({ idNumber: '810000199408230021', idType: 'H' })],
];

/** Numbers right and wrong by their last character: id-checksum. The vectors of two fixed numbers are used once only. */
export function plantIdChecksums(draft: Draft, round: number): void {
  for (const [name, outcome, fields, wanted] of SPELLINGS) {
    if (round > 0 && name.startsWith('港澳台')) continue;
    const pupil = draft.take(wanted);
    if (pupil) draft.plant('id-checksum', name, outcome, [draft.replace(pupil, fields(pupil))]);
  }
  const stored = draft.take((_, __, school) => school.form === 'titled-xlsx' || school.form === 'form37-xlsx');
  if (stored) {
    const fields = { idNumber: withWrongCheck(stored.idNumber), idStorage: 'number' as const };
    draft.plant('id-checksum', '以数值存的号', 'clear', [draft.replace(stored, fields)]);
  }
}
