import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { exportedFindingSchema, exportedPieces, selectFindings, toExported } from '../../src/ledger/export.ts';
import { allFindings } from '../../src/ledger/finding-filter.ts';
import { createFindings, findingRow } from './finding-row.ts';

const exported = (changes: Row, unmasked: boolean) => exportedFindingSchema.parse(toExported({ ...findingRow, ...changes }, unmasked));

describe('an exported finding', () => {
  it('is masked wherever a number of a person may stand', () => {
    const finding = exported({}, false);
    expect(finding.subject).toEqual({
      registry_number: 'G230123**********17',
      id_number: '230123**********17',
      name: '王一',
      grade_no: 3,
      class_no: 2,
    });
    expect(finding.message).toBe('号码230123**********17不成立');
    expect(finding.evidence).toEqual({ seen: '230123**********17 与 L230123**********18', days: 8, none: null });
  });

  it('is whole when unmasked', () => {
    const finding = exported({}, true);
    expect([finding.subject.id_number, finding.message]).toEqual(['230123201501010017', '号码230123201501010017不成立']);
  });

  it('withholds a sensitive reason unless unmasked, and keeps another', () => {
    const excused = { number: null, status: null, excused_by: '专门学校', first_seen: null, last_seen: null };
    expect(exported(excused, false).excused_by).toBe('其他已核实');
    expect(exported(excused, true).excused_by).toBe('专门学校');
    expect(exported({ ...excused, excused_by: '转学在办' }, false).excused_by).toBe('转学在办');
  });
});

describe('an export', () => {
  it('comes in pieces, by number, with no row lost between two of them', async () => {
    const engine = await DuckDbEngine.open();
    const count = 2_001;
    const numbers = Array.from({ length: count }, (_, index) => `2026-${String(index + 1).padStart(6, '0')}`);
    await createFindings(
      engine,
      [...numbers].reverse().map((number) => ({ number })),
    );
    expect(await selectFindings(engine, allFindings)).toBe(count);
    const pieces: (string | null)[][] = [];
    for await (const piece of exportedPieces(engine, false)) pieces.push(piece.map(({ number }) => number));
    engine.close();
    expect(pieces.map(({ length }) => length)).toEqual([2_000, 1]);
    expect(pieces.flat()).toEqual(numbers);
  });

  it('sorts the records of a duplicate by their suffix, and rows without a number last', async () => {
    const engine = await DuckDbEngine.open();
    await createFindings(
      engine,
      ['2026-000002-10', null, '2026-000002-9', '2026-000001'].map((number) => ({ number })),
    );
    await selectFindings(engine, allFindings);
    const numbers: (string | null)[] = [];
    for await (const piece of exportedPieces(engine, false)) numbers.push(...piece.map(({ number }) => number));
    engine.close();
    expect(numbers).toEqual(['2026-000001', '2026-000002-9', '2026-000002-10', null]);
  });

  it('of nothing has no pieces', async () => {
    const engine = await DuckDbEngine.open();
    await createFindings(engine, []);
    expect(await selectFindings(engine, allFindings)).toBe(0);
    for await (const piece of exportedPieces(engine, false)) expect.unreachable(`a piece of ${piece.length}`);
    engine.close();
  });
});
