import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './measurement.ts';

const goal = 2;
const rounds = 20;

function milliseconds(...args: string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

/** `heji --help` beside a Node that does nothing, in turn. */
export function benchStartup(): void {
  const heji = fileURLToPath(new URL('../bin/heji.mjs', import.meta.url));
  const help: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    nothing.push(milliseconds('-e', '0'));
    help.push(milliseconds(heji, '--help'));
  }
  const ratio = median(help.map((time, round) => time / nothing[round]!));
  console.log(
    `heji --help ${median(help).toFixed(0)} ms, node -e 0 ${median(nothing).toFixed(0)} ms: ratio ${ratio.toFixed(2)} ${ratio <= goal ? 'met' : 'MISSED'} (≤ ${goal})\n`,
  );
}
