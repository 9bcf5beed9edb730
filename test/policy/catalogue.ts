import type { CheckParams, ParamSpec } from '../../src/policy/param.ts';

const pupils: ParamSpec = { type: 'integer', unit: 'pupils', min: 1, max: 200 };
const maxDays: ParamSpec = { type: 'integer', unit: 'natural-day', default: 7, min: 1, max: 60 };
const check = (id: string, params: Record<string, ParamSpec> = {}): CheckParams => ({ id, params });

/** The parameters of the checks that the packs speak of. */
export const catalogue: readonly CheckParams[] = [
  check('dup-id-number'),
  check('dup-cross-school-active'),
  check('class-size-over-standard', { max_pupils_primary: pupils, max_pupils_junior: pupils }),
  check('class-size-register-block', { block_at: pupils }),
  { ...check('absence-early-warning', { warn_school_days: { type: 'integer', unit: 'school-day', default: 3 } }), generic: true },
  check('absence-suspected-dropout', {
    max_days: maxDays,
    day_basis: { type: 'choice', values: ['natural-day', 'school-day'], default: 'natural-day' },
    count_first_day: { type: 'boolean', default: true },
  }),
  check('absence-7d-contacted', { max_days: maxDays }),
  check('absence-dropout', { min_months: { type: 'integer', unit: 'month', default: 1, min: 1 } }),
  check('pupil-vanished'),
  { ...check('person-record-mismatch'), generic: true },
  { ...check('id-checksum'), generic: true },
];
