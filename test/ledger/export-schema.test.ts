import { expect, it } from 'vitest';
import { findingsJsonSchema } from '../../src/ledger/export.ts';

/** Lists of plain values on one line, as the formatter has them. */
const formatted = (value: object): string =>
  `${JSON.stringify(value, null, 2).replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (_list, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`)}\n`;

// Stale after a change of the schema: `npx vitest run -u test/ledger/export-schema.test.ts` writes it anew.
it('is published as JSON Schema', async () => {
  await expect(formatted(findingsJsonSchema())).toMatchFileSnapshot('../../docs/findings.schema.json');
});
