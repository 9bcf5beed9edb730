import { type ExitCode, exitCode } from '../failure.ts';

/** From worst to best. */
const order: readonly ExitCode[] = [exitCode.unexpected, exitCode.failed, exitCode.busy, exitCode.usage, exitCode.doneWithGaps];

/** What several steps end with together: the worst of their exit codes. Null: a process that was killed. */
export const worstExit = (codes: readonly (number | null)[]): ExitCode =>
  order.find((code) => codes.some((found) => (found ?? exitCode.failed) === code)) ?? exitCode.done;
