import { z } from 'zod';
import { type CommitHead, type LedgerEvent, ledgerFormat, runFactsSchema } from './event.ts';

const runEvent = runFactsSchema.extend({ type: z.literal('run') });

const eventSchema = z.discriminatedUnion('type', [
  runEvent,
  z.object({ type: z.literal('subject'), subject: z.string(), kind: z.string(), aliases: z.array(z.string()) }),
  z.object({ type: z.literal('alias'), subject: z.string(), aliases: z.array(z.string()) }),
  z.object({
    type: z.literal('opened'),
    number: z.string(),
    fingerprint: z.string(),
    check: z.string(),
    subject: z.string(),
    occurrence: z.string().nullable(),
    group: z.string().nullable(),
  }),
  z.object({ type: z.literal('status'), number: z.string(), from: z.literal('new'), to: z.literal('persisting'), why: z.string() }),
  z.object({ type: z.literal('observed'), numbers: z.array(z.string()) }),
]);

const commitSchema = z.object({ sequence: z.int(), events: z.array(eventSchema) });

type FirstEvent = z.infer<typeof eventSchema>;

/** How a file of format 1 begins, up to its run. */
export const firstFormatStart = /^\{"sequence":(\d+),"events":\[(?=\{"type":"run",)/;

/** The head of a commit of format 1, from the text of its run event. */
export function headOfFirstFormat(sequence: number, runText: string): CommitHead {
  const { type: _, ...run } = runEvent.parse(JSON.parse(runText));
  return { format: ledgerFormat, sequence, kind: 'run', at: run.finished_at, by: '', events: 0, run };
}

/** The events of a commit of format 1 as they are written today, and the numbers that its run observed. @throws Error when it is damaged. */
export function eventsOfFirstFormat(text: string): { readonly events: readonly LedgerEvent[]; readonly observed: readonly string[] } {
  const { events } = commitSchema.parse(JSON.parse(text));
  return {
    events: events.flatMap(toEvents),
    observed: events.flatMap((event) => (event.type === 'observed' ? event.numbers : [])),
  };
}

function toEvents(event: FirstEvent): LedgerEvent[] {
  switch (event.type) {
    case 'run':
    case 'observed':
      return [];
    case 'alias':
      return [{ ...event, evidence: '' }];
    case 'status':
      return [{ type: 'status', from: event.from, to: event.to, mark: null, why: 'found-again', detail: null, numbers: [event.number] }];
    default:
      return [event];
  }
}
