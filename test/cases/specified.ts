import { afterAll, beforeAll, describe, test } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import type { Category } from '../../src/checks/definition.ts';
import { County } from './county.ts';
import { expectOutcome } from './outcome.ts';
import { readSpecification } from './specification.ts';

/** A test for each case of each check of a category. */
export function specified(category: Category): void {
  const ids = loadChecks()
    .filter((check) => check.category === category)
    .map(({ id }) => id);
  const specifications = new Map(ids.map((id) => [id, readSpecification(id)]));
  let county: County;
  beforeAll(async () => {
    county = await County.open([...specifications.values()].flat());
  });
  afterAll(() => county.close());
  describe.each(ids)('%s', (id) => {
    test.each(specifications.get(id)!.map((spec) => [spec.name, spec] as const))('%s', async (_name, spec) => {
      expectOutcome(spec, await county.inspect(spec));
    });
  });
}
