import { afterAll, beforeAll, describe, test } from 'vitest';
import { County, checkIds } from './cases/county.ts';
import { expectOutcome } from './cases/outcome.ts';
import { readSpecification } from './cases/specification.ts';

const specifications = new Map(checkIds.map((check) => [check, readSpecification(check)]));
let county: County;

beforeAll(async () => {
  county = await County.open([...specifications.values()].flat());
});

afterAll(() => county.close());

describe.each(checkIds)('%s', (check) => {
  test.each(specifications.get(check)!.map((spec) => [spec.name, spec] as const))('%s', async (_name, spec) => {
    expectOutcome(spec, await county.inspect(spec));
  });
});
