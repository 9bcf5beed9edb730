import { readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { assetPath, readAsset } from '../assets.ts';
import { UsageFailure } from '../failure.ts';
import { type Category, type Check, categories, definitionSchema } from './definition.ts';

const order = Object.keys(categories) as Category[];

/** All checks, by category and then by id. @throws when a check's own files are wrong: a mistake in the product. */
export function loadChecks(): readonly Check[] {
  return readdirSync(assetPath('sql', 'checks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => loadCheck(entry.name))
    .sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category) || (a.id < b.id ? -1 : 1));
}

function loadCheck(id: string): Check {
  const result = definitionSchema.safeParse(parse(readAsset('sql', 'checks', id, 'check.yaml')));
  if (!result.success) {
    throw new Error(
      `sql/checks/${id}/check.yaml: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  }
  return { ...result.data, id, sql: readAsset('sql', 'checks', id, 'check.sql') };
}

/** @throws UsageFailure when there is no such check. */
export function findCheck(checks: readonly Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id || candidate.aliases.includes(id));
  if (!check) throw new UsageFailure(`没有检查“${id}”。用 heji checks list 看全部检查。`);
  return check;
}
