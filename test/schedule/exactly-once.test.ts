import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitingSlots } from '../../src/schedule/agenda.ts';
import type { Scheduler } from '../../src/schedule/scheduler.ts';
import { daily, itself, Stage, weekly } from './stage.ts';

/** What may happen between two rings of the bell. A power cut leaves an attempt without an end. */
const happening = fc.oneof(
  fc.record({ type: fc.constant('later' as const), minutes: fc.integer({ min: 1, max: 4 * 24 * 60 }) }),
  fc.record({
    type: fc.constant('ring' as const),
    who: fc.nat(1),
    play: fc.constantFrom('fills', 'fills, then is killed', 'fails', 'busy'),
  }),
  fc.record({ type: fc.constant('power cut' as const), after: fc.boolean() }),
  fc.record({ type: fc.constant('restart' as const), who: fc.nat(1) }),
);

const later = (time: string, minutes: number): string =>
  new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

const pipelines = [weekly, daily];

describe('whatever happens', () => {
  it('no slot is filled twice, and in the end nothing that is due is left', async () => {
    const property = fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
      const stage = new Stage();
      const schedulers: Scheduler[] = [stage.scheduler(pipelines), stage.scheduler(pipelines)];
      schedulers[0]!.open();
      for (const event of happenings) {
        if (event.type === 'later') stage.now = later(stage.now, event.minutes);
        if (event.type === 'restart') schedulers[event.who] = stage.scheduler(pipelines);
        if (event.type === 'ring') {
          stage.plays = Array(12).fill(event.play === 'fails' ? itself(4) : event.play === 'busy' ? itself(5) : event.play);
          await schedulers[event.who]!.tick();
        }
        if (event.type === 'power cut') interrupt(stage, event.after);
      }
      stage.plays = [];
      for (let ring = 0; ring < 6; ring += 1) {
        // Before the ring: a slot that comes in the last minutes is rung for too.
        stage.now = later(stage.now, 10);
        await schedulers[ring % 2]!.tick();
      }
      const slots = stage.runs.map(({ slot }) => slot);
      expect(new Set(slots).size).toBe(slots.length);
      expect(waitingSlots(schedulers[0]!.agenda())).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

/** The computer goes down in the middle of the first run that is due, before or after the ledger took it. */
function interrupt(stage: Stage, isInLedger: boolean): void {
  const [open] = waitingSlots(stage.scheduler(pipelines).agenda());
  if (open === undefined) return;
  const { name: slot, asOf: as_of, slot: time } = open;
  stage.log.append({ type: 'started', at: stage.now, slot, as_of, pid: 999_999_999 });
  if (!isInLedger) return;
  stage.runs.push({ run: as_of, pipeline: time.pipeline, as_of, started_at: stage.now, finished_at: stage.now, slot });
}
