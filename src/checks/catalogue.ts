import { readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { assetPath, readAsset } from '../assets.ts';
import { UsageFailure } from '../failure.ts';
import { type Category, type Check, categories, definitionSchema } from './definition.ts';

const order = Object.keys(categories) as Category[];

/** All checks, by category and then by id. @throws when a check's own files are wrong: a mistake in the product. */
export function loadChecks(): readonly Check[] {
  const declared = new Map(
    readdirSync(assetPath('sql', 'checks'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => [name, parse(readAsset('sql', 'checks', name, 'check.yaml')) as Declaration] as const),
  );
  return [...declared.keys()]
    .map((id) => loadCheck(id, declared))
    .sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category) || (a.id < b.id ? -1 : 1));
}

type Declaration = { readonly params?: Readonly<Record<string, object>> };

function loadCheck(id: string, declared: ReadonlyMap<string, Declaration>): Check {
  const own = declared.get(id)!;
  const result = definitionSchema.safeParse({ ...own, params: borrowedParams(id, own.params ?? {}, declared) });
  if (!result.success) {
    throw new Error(
      `sql/checks/${id}/check.yaml: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  }
  return { ...result.data, id, sql: readAsset('sql', 'checks', id, 'check.sql') };
}

/** A param that is another check's (`same_as`) has that one's type, unit, default and limits. */
export function borrowedParams(
  id: string,
  params: Readonly<Record<string, object>>,
  declared: ReadonlyMap<string, Declaration>,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => {
      if (!('same_as' in param)) return [name, param];
      const home = declared.get(String(param.same_as))?.params?.[name];
      if (Object.keys(param).length > 1) throw new Error(`sql/checks/${id}/check.yaml: ${name} is same_as another and may say no more`);
      if (home === undefined || 'same_as' in home)
        throw new Error(`sql/checks/${id}/check.yaml: ${name} is same_as ${String(param.same_as)}, which has no ${name} of its own`);
      return [name, { ...home, ...param }];
    }),
  );
}

/** @throws UsageFailure when there is no such check. */
export function findCheck(checks: readonly Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id || candidate.aliases.includes(id));
  if (!check) throw new UsageFailure(`没有检查“${id}”。用 heji checks list 看全部检查。`);
  return check;
}
