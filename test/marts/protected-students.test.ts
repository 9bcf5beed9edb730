import { describe, expect, it } from 'vitest';
import { martRows } from './mart.ts';

const pupil = { record_key: 'p', registry_key: 'G1', id_key: '1', student_status: '01', is_disabled: false };
const event = { registry_key: 'varchar', id_key: 'varchar' };

interface Given {
  readonly pupil?: object;
  readonly placement?: boolean;
  readonly suspension?: { readonly from_day: string; readonly to_day: string };
  readonly dropout?: object;
  readonly change?: object;
}

async function isProtected({ pupil: own, placement, suspension, dropout, change }: Given): Promise<boolean> {
  const relations = {
    current_students: {
      columns: {
        record_key: 'varchar',
        ...event,
        student_status: 'varchar',
        is_disabled: 'boolean',
        special_study_mode: 'varchar',
        inclusive_study: 'varchar',
      },
      rows: [{ ...pupil, ...own }],
    },
    open_placements: { columns: { record_key: 'varchar' }, rows: placement ? [{ record_key: 'p' }] : [] },
    suspensions: {
      columns: { record_key: 'varchar', from_day: 'date', to_day: 'date' },
      rows: suspension ? [{ record_key: 'p', ...suspension }] : [],
    },
    dropouts: { columns: { ...event, closed_date: 'date' }, rows: dropout ? [dropout] : [] },
    status_changes: { columns: { ...event, change_type: 'varchar' }, rows: change ? [change] : [] },
  };
  return (await martRows('protected_students', relations, '2026-10-16')).length === 1;
}

describe('pupils whose record nobody may be advised to remove', () => {
  it.each<[string, Given]>([
    ['suspended', { pupil: { student_status: '02' } }],
    ['dropped out', { pupil: { student_status: '06' } }],
    ['suspected of having dropped out', { pupil: { student_status: 'S6' } }],
    ['missing', { pupil: { student_status: '15' } }],
    ['disabled', { pupil: { is_disabled: true } }],
    ['in special education', { pupil: { special_study_mode: '1' } }],
    ['in inclusive education', { pupil: { inclusive_study: '3' } }],
    ['in a special placement', { placement: true }],
    ['suspended up to today', { suspension: { from_day: '2026-04-01', to_day: '2026-10-16' } }],
    ['suspended from today', { suspension: { from_day: '2026-10-16', to_day: '2027-04-01' } }],
    ['in the ledger of dropouts by the registry number', { dropout: { registry_key: 'G1' } }],
    ['in the ledger of dropouts by the ID number', { dropout: { id_key: '1' } }],
    ['once reported missing', { change: { registry_key: 'G1', change_type: '52' } }],
    ['once marked as suspected', { change: { id_key: '1', change_type: '53' } }],
    ['once marked as dropped out', { change: { registry_key: 'G1', change_type: '54' } }],
  ])('%s', async (_title, given) => {
    expect(await isProtected(given)).toBe(true);
  });

  it.each<[string, Given]>([
    ['attending', {}],
    ['without inclusive education', { pupil: { inclusive_study: '0' } }],
    ['suspended until yesterday', { suspension: { from_day: '2026-04-01', to_day: '2026-10-15' } }],
    ['back, and off the ledger', { dropout: { registry_key: 'G1', closed_date: '2026-09-01' } }],
    ['another pupil in the ledger', { dropout: { registry_key: 'G2' } }],
    ['transferred', { change: { registry_key: 'G1', change_type: '21' } }],
  ])('not: %s', async (_title, given) => {
    expect(await isProtected(given)).toBe(false);
  });
});
