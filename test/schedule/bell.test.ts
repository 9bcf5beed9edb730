import { afterEach, describe, expect, it, vi } from 'vitest';
import { everyMinute } from '../../src/schedule/bell.ts';

afterEach(() => vi.useRealTimers());

describe('the bell', () => {
  it('rings at the beginning of every minute until it is silenced', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-16T06:59:30+08:00') });
    const times: string[] = [];
    const silence = everyMinute(() => times.push(new Date().toISOString().slice(11, 16)));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(times).toEqual([]);
    await vi.advanceTimersByTimeAsync(121_000);
    expect(times).toEqual(['23:00', '23:01', '23:02']);
    silence();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(times).toHaveLength(3);
  });
});
