import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { writeCommit } from '../../src/ledger/commit-file.ts';
import { type CommitHead, findingStatuses, type LedgerEvent, ledgerFormat } from '../../src/ledger/event.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { keepRows, newLedgerFolder, opened, replied, runHead, subject, wholeState } from './ledger-folder.ts';

/** A week: how many findings are new, which of the known are seen, which change, whether somebody answers in between, what is done with the index. */
const week = fc.record({
  opened: fc.integer({ min: 0, max: 4 }),
  seen: fc.array(fc.nat(20), { maxLength: 8 }),
  changes: fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...findingStatuses)), { maxLength: 6 }),
  reply: fc.option(fc.nat(20)),
  index: fc.constantFrom('none', 'checkpoint', 'delete'),
});

it('the state is the same with and without checkpoints, applied or read', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(week, { minLength: 1, maxLength: 3 }), async (weeks) => {
      const folder = newLedgerFolder();
      const engine = await DuckDbEngine.open();
      try {
        const known: string[] = [];
        const statuses = new Map<string, (typeof findingStatuses)[number]>();
        let sequence = 0;
        for (const [index, { opened: count, seen, changes, reply, index: indexed }] of weeks.entries()) {
          const day = `2026-09-${String(index + 1).padStart(2, '0')}`;
          const fresh = Array.from({ length: count }, (_, one) => `2026-${String(known.length + one + 1).padStart(6, '0')}`);
          const pick = (place: number): string | undefined => known[place % Math.max(1, known.length)];
          const changesByNumber = new Map(
            changes.flatMap(([place, to]) => (pick(place) === undefined ? [] : [[pick(place)!, to] as const])),
          );
          const events: LedgerEvent[] = [
            ...fresh.flatMap((number) => [subject(`S-${number}`, `id:${number}`), opened(number)]),
            ...[...changesByNumber].map(
              ([number, to]): LedgerEvent => ({
                type: 'status',
                from: statuses.get(number)!,
                to,
                mark: null,
                why: 'found-again',
                detail: null,
                numbers: [number],
              }),
            ),
          ];
          const rows = [...new Set([...fresh, ...seen.flatMap((place) => pick(place) ?? [])])];
          for (const number of fresh) statuses.set(number, 'new');
          for (const [number, to] of changesByNumber) statuses.set(number, to);
          known.push(...fresh);

          const head = runHead(++sequence, `${day}-1`, day);
          await keepRows(engine, folder, `${day}-1`, rows);
          const ledger = await Ledger.open(engine, folder);
          await ledger.apply(head, events);
          ledger.commit(head, events);
          const applied = await wholeState(engine);
          if (indexed === 'checkpoint') await ledger.checkpoint();
          if (indexed === 'delete') rmSync(join(folder, 'state'), { recursive: true, force: true });
          await Ledger.open(engine, folder);
          expect(await wholeState(engine)).toEqual(applied);
          if (reply !== null && known.length > 0)
            writeCommit(folder, repliesHead(++sequence, day), [answer(sequence, known[reply % known.length]!)]);
        }
        await Ledger.open(engine, folder);
        const withIndex = await wholeState(engine);
        rmSync(join(folder, 'state'), { recursive: true, force: true });
        await Ledger.open(engine, folder);
        expect(await wholeState(engine)).toEqual(withIndex);
        expect(withIndex.findings!.map(({ number, status }) => [number, status])).toEqual([...statuses]);
      } finally {
        engine.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 4 },
  );
});

const repliesHead = (sequence: number, day: string): CommitHead => ({
  format: ledgerFormat,
  sequence,
  kind: 'replies',
  at: `${day} 12:00:00`,
  by: '王股长',
  events: 1,
  run: null,
});

const answer = (sequence: number, number: string): LedgerEvent => replied(`${String(sequence).padStart(6, '0')}-1`, number);
