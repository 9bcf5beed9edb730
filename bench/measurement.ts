/** What one process took for its work. */
export interface Measurement {
  readonly milliseconds: number;
  /** Processor time of all threads. */
  readonly processor: number;
  readonly rows: number;
  /** Peak of the whole process. */
  readonly megabytes: number;
}

/** Times `work`, which returns the rows that it handled, and prints one line of JSON. */
export async function timed(work: () => Promise<number>): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  const rows = await work();
  const milliseconds = Math.round(performance.now() - start);
  const spent = process.cpuUsage(before);
  report({ milliseconds, processor: Math.round((spent.user + spent.system) / 1000), rows });
}

export function report(measured: Omit<Measurement, 'megabytes'>): void {
  console.log(JSON.stringify({ ...measured, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
