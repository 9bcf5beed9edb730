import { expect, it } from 'vitest';
import { findingsJsonSchema } from '../../src/ledger/export.ts';

/** As the formatter has it: lists of plain values on one line where they fit. */
const formatted = (value: object): string =>
  `${JSON.stringify(value, null, 2)}\n`.replace(/^(.*)\[\n\s+([^[\]{}]*?)\n\s+\]/gm, (list: string, before: string, items: string) => {
    const line = `${before}[${items.replace(/\n\s+/g, ' ')}]`;
    return line.length < 140 ? line : list;
  });

// Stale after a change of the schema: `npx vitest run -u test/ledger/export-schema.test.ts` writes it anew.
it('is published as JSON Schema', async () => {
  await expect(formatted(findingsJsonSchema())).toMatchFileSnapshot('../../docs/findings.schema.json');
});
