import { Failure } from '../failure.ts';

/** One mistake in a policy pack or an override. `line` counts from 1; null when the value did not come from a file. */
export interface PolicyProblem {
  readonly file: string;
  readonly line: number | null;
  /** Chinese: what was found and what is allowed. */
  readonly message: string;
}

/** Packs or overrides that cannot be used. Carries every problem found, in file and line order. */
export class PolicyError extends Failure {
  override readonly name = 'PolicyError';
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    const ordered = [...problems].sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1));
    super(ordered.map(problemText).join('\n'));
    this.problems = ordered;
  }
}

function problemText({ file, line, message }: PolicyProblem): string {
  return line === null ? `${file}：${message}` : `${file} 第${line}行：${message}`;
}
