import { describe, expect, it } from 'vitest';
import { childStarter } from '../../src/schedule/child.ts';

/** A Node that runs a script; a "minute" is 300 ms, and so is the time to end by itself. */
const grace = 300;
const start = (script: string, maxMinutes: number, say: (text: string) => void = () => {}) =>
  childStarter([process.execPath, '-e', script], grace, 300)([], maxMinutes, say);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const forever = 'setInterval(() => {}, 1000);';

describe('a child process', () => {
  it.each([0, 3, 5])('that ends by itself with %i', async (code) => {
    expect(await start(`process.exit(${code})`, 60).ended).toEqual({ code, endedBy: 'itself' });
  });

  it('is heard on both channels', async () => {
    const said: string[] = [];
    await start("process.stdout.write('核'); process.stderr.write('籍')", 60, (text) => said.push(text)).ended;
    expect(said.sort()).toEqual(['核', '籍'].sort());
  });

  it('is ended when it takes too long', async () => {
    const child = start(forever, 1);
    expect(isAlive(child.pid)).toBe(true);
    expect(await child.ended).toEqual({ code: null, endedBy: 'limit' });
    expect(isAlive(child.pid)).toBe(false);
  });

  it('is ended by force when it does not listen', async () => {
    const child = start(`process.on('SIGTERM', () => {}); ${forever}`, 4);
    expect(await child.ended).toEqual({ code: null, endedBy: 'limit' });
    expect(isAlive(child.pid)).toBe(false);
  });

  it('is ended when the scheduler is told to', async () => {
    const child = start(forever, 60);
    child.stop();
    expect(await child.ended).toEqual({ code: null, endedBy: 'stop' });
  });

  it('may take its leave in an orderly way', async () => {
    const child = start(`process.on('SIGTERM', () => process.exit(4)); process.stdout.write('ready'); ${forever}`, 60, () => child.stop());
    expect(await child.ended).toEqual({ code: 4, endedBy: 'stop' });
  });

  it('that cannot be started at all has failed', async () => {
    expect(await childStarter(['/no/such/program'])([], 60, () => {}).ended).toEqual({ code: 1, endedBy: 'itself' });
  });
});
