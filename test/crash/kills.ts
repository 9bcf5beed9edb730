import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../src/generator/random.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Scene, Stage } from './scene.ts';

/** What a command does when nobody kills it. */
export interface Undisturbed {
  readonly scene: Scene;
  readonly outcome: Outcome;
  /** Changes of the disk, and milliseconds. */
  readonly changes: number;
  readonly duration: number;
}

/** What came of one kill. */
export interface Killed {
  /** In words, for whoever has to look for the fault. */
  readonly place: string;
  /** False: the command was done before. */
  readonly wasKilled: boolean;
  readonly nextExit: number | null;
  readonly nextSaid: string;
  readonly outcome: Outcome;
}

export async function undisturbed(stage: Stage, scene: Scene): Promise<Undisturbed> {
  const folder = stage.copy(scene.workspace, `undisturbed-${scene.name}`);
  const countFile = join(stage.folder, `changes-${scene.name}`);
  const { code, err, milliseconds } = await stage.start(folder, scene.command, 'none', countFile).ended;
  if (code !== 0 && code !== 3) throw new Error(`heji ${scene.command.join(' ')} ended with ${code}: ${err}`);
  return { scene, outcome: outcomeOf(folder), changes: Number(readFileSync(countFile, 'utf8')), duration: milliseconds };
}

/** Kills the command where the seed says, before or half-way through a change of the disk or at a moment, and runs the next one. */
export async function kill(stage: Stage, { scene, changes, duration }: Undisturbed, seed: number): Promise<Killed> {
  const random = new Random(seed).fork(scene.name);
  const isTimed = random.chance(0.3);
  const limit = isTimed ? 'none' : `${random.int(1, changes)}${random.chance(0.5) ? 'half' : ''}`;
  let moment = random.next() * duration;
  let [folder, wasKilled] = await startAndKill(stage, scene, seed, limit, isTimed ? moment : null);
  // A computer that is less busy than it was may have been done before: once more, and sooner.
  while (isTimed && !wasKilled && moment > 1) {
    moment /= 2;
    [folder, wasKilled] = await startAndKill(stage, scene, seed, limit, moment);
  }
  const next = await stage.start(folder, scene.command).ended;
  const place = isTimed ? `after ${Math.round(moment)} ms` : `at change ${limit} of ${changes}`;
  const outcome = outcomeOf(folder);
  rmSync(folder, { recursive: true, force: true });
  return {
    place: `${scene.name}, seed ${seed}, ${place}`,
    wasKilled,
    nextExit: next.code,
    nextSaid: next.out + next.err,
    outcome,
  };
}

async function startAndKill(stage: Stage, scene: Scene, seed: number, limit: string, moment: number | null): Promise<[string, boolean]> {
  const name = `killed-${scene.name}-${seed}`;
  rmSync(join(stage.folder, name), { recursive: true, force: true });
  const folder = stage.copy(scene.workspace, name);
  const child = stage.start(folder, scene.command, limit);
  const timer = moment === null ? undefined : setTimeout(() => child.signal('SIGKILL'), moment);
  const { signal } = await child.ended;
  clearTimeout(timer);
  return [folder, signal === 'SIGKILL'];
}

/** What must be the same. What had been done before the kill, a run or an import of answers, is followed by a second one. */
export function differences({ scene, outcome: whole }: Undisturbed, { outcome, nextExit, nextSaid, place }: Killed): string[] {
  const found: string[] = [];
  const same = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${place}: ${what}: ${firstDifference(a, b)}`);
  };
  if (nextExit !== 0 && nextExit !== 3) found.push(`${place}: the next command ended with ${nextExit}: ${nextSaid}`);
  same('events', outcome.events, whole.events);
  same('imports', outcome.imports, whole.imports);
  same('received', outcome.received, whole.received);
  same('leftovers', outcome.leftovers, []);
  const isSecond = (name: string): boolean =>
    (scene.name === 'run' && name.includes(`${whole.runs.at(-1)!.slice(0, -1)}2`)) ||
    (scene.name === 'replies' && /^outbox\/回执-\d+-2\//.test(name));
  same(
    'runs',
    outcome.runs.filter((run) => !isSecond(run)),
    whole.runs,
  );
  for (const [file, text] of Object.entries(whole.cells)) same(file, outcome.cells[file] ?? 'missing', text);
  const others = Object.keys(outcome.cells).filter((file) => !(file in whole.cells) && !isSecond(file));
  same('other files', others, []);
  return found;
}

function firstDifference(a: unknown, b: unknown): string {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return `…${left.slice(Math.max(0, at - 80), at + 160)}… instead of …${right.slice(Math.max(0, at - 80), at + 160)}…`;
}
