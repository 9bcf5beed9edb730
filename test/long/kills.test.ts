import { afterAll, expect, it } from 'vitest';
import { differences, kill, undisturbed } from '../crash/kills.ts';
import { Stage } from '../crash/scene.ts';

const kills = { import: 50, run: 70, report: 30, replies: 50 } as const;

const stage = new Stage();
afterAll(() => stage.remove());

it('two hundred kills leave nothing that the next command does not put right', async () => {
  const found: string[] = [];
  const counts = { killed: 0, done: 0 };
  for (const scene of await stage.scenes()) {
    const whole = await undisturbed(stage, scene);
    for (let seed = 1001; seed <= 1000 + kills[scene.name]; seed++) {
      const killed = await kill(stage, whole, seed);
      counts[killed.wasKilled ? 'killed' : 'done'] += 1;
      found.push(...differences(whole, killed));
    }
  }
  console.log(`${counts.killed} killed, ${counts.done} done before, ${found.length} differences`);
  expect(found).toEqual([]);
  expect(counts.killed).toBeGreaterThan(180);
});
