import type { Engine } from '../engine/engine.ts';
import { identifier, literal, valueLiteral } from '../engine/sql-text.ts';
import type { CheckPlan } from './plan.ts';

const sqlTypes = {
  integer: 'integer',
  number: 'double',
  boolean: 'boolean',
  date: 'varchar',
  choice: 'varchar',
  list: 'varchar[]',
} as const;

/** The relation `policy` for one check: one row per school it runs for, a typed column per parameter. */
export async function createPolicyRelation(engine: Engine, plan: CheckPlan): Promise<void> {
  const params = Object.entries(plan.check.params);
  const columns = [
    'school_code varchar',
    'valid_from date',
    'valid_to date',
    ...params.map(([name, spec]) => `${identifier(name)} ${sqlTypes[spec.type]}`),
  ];
  await engine.run(`create or replace table policy (${columns.join(', ')})`);
  const rows = [...plan.policies.values()].map(({ schoolCode, pack, policy }) => {
    const values = params.map(([name]) => paramLiteral(policy.params[name] ?? null));
    return `(${[literal(schoolCode), `date '${pack.validFrom}'`, `date '${pack.validTo ?? '9999-12-31'}'`, ...values].join(', ')})`;
  });
  if (rows.length > 0) await engine.run(`insert into policy values ${rows.join(', ')}`);
}

const paramLiteral = (value: string | number | boolean | readonly string[] | null): string =>
  typeof value === 'object' && value !== null ? `[${value.map((item) => literal(item)).join(', ')}]` : valueLiteral(value);
