import { afterAll, beforeAll, describe, test } from 'vitest';
import { checkIds, County } from './cases/county.ts';
import { expectOutcome } from './cases/outcome.ts';
import { readSpecification } from './cases/specification.ts';

let county: County;

beforeAll(async () => {
  county = await County.open();
});

afterAll(() => county.close());

describe.each(checkIds)('%s', (check) => {
  const specifications = readSpecification(check).map((spec) => [spec.name, spec] as const);
  test.each(specifications)('%s', async (_name, spec) => {
    expectOutcome(spec, await county.inspect(spec));
  });
});
