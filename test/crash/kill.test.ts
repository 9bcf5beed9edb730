import { afterAll, beforeAll, expect, it } from 'vitest';
import { differences, kill, type Undisturbed, undisturbed } from './kills.ts';
import { Stage } from './scene.ts';

// Commands are killed with SIGKILL at places that the seed chooses. Whatever was left, the next command makes the same of it as if nothing
// had happened. Two hundred kills: npm run test:long.

let stage: Stage;
const whole = new Map<string, Undisturbed>();

beforeAll(async () => {
  stage = new Stage();
  for (const scene of await stage.scenes()) whole.set(scene.name, await undisturbed(stage, scene));
});
afterAll(() => stage.remove());

it.concurrent.each([
  ['import', [1, 2, 3, 4, 5]],
  ['run', [1, 2, 3]],
  ['report', [1, 2]],
  ['replies', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
] as const)('heji %s, killed, and what follows', async (name, seeds) => {
  let kills = 0;
  for (const seed of seeds) {
    const killed = await kill(stage, whole.get(name)!, seed);
    expect(differences(whole.get(name)!, killed)).toEqual([]);
    if (killed.wasKilled) kills += 1;
  }
  // A moment near the end may find the command done.
  expect(kills).toBeGreaterThanOrEqual(seeds.length - 1);
});
