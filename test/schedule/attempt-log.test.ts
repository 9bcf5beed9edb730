import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AttemptLog } from '../../src/schedule/attempt-log.ts';
import { newFolder } from '../cli/run-cli.ts';

const at = '2026-11-16 07:00:00';
const folder = newFolder();
let count = 0;
const newLog = (): AttemptLog => {
  count += 1;
  return new AttemptLog(`${folder}/${count}`);
};

describe('the log of attempts', () => {
  it('is empty before anything was scheduled', () => {
    expect(newLog().read()).toEqual({ lines: [], unreadable: 0 });
  });

  it('gives back what was added, in its order', () => {
    const log = newLog();
    log.append({ type: 'opened', at, pid: 7 });
    log.append({ type: 'busy', at, slot: 'weekly-inspection@2026-11-16T07:00' });
    expect(log.read()).toEqual({
      lines: [
        { type: 'opened', at, pid: 7 },
        { type: 'busy', at, slot: 'weekly-inspection@2026-11-16T07:00' },
      ],
      unreadable: 0,
    });
  });

  it('loses only the line that a power cut tore', () => {
    const log = newLog();
    log.append({ type: 'opened', at, pid: 7 });
    log.append({ type: 'opened', at, pid: 8 });
    truncateSync(log.file, readFileSync(log.file).length - 5);
    log.append({ type: 'closed', at, pid: 9 });
    expect(log.read()).toEqual({
      lines: [
        { type: 'opened', at, pid: 7 },
        { type: 'closed', at, pid: 9 },
      ],
      unreadable: 1,
    });
  });

  it('counts lines of an unknown kind as unreadable', () => {
    const log = newLog();
    log.append({ type: 'opened', at, pid: 7 });
    appendFileSync(log.file, '{"type":"moved"}\n[]\n');
    expect(log.read().unreadable).toBe(2);
  });
});
