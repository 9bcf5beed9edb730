/** Exit codes of the command line, as the manual lists them. */
export const exitCode = {
  done: 0,
  unexpected: 1,
  usage: 2,
  /** Done, but a file or row was refused, or a check did not run. */
  doneWithGaps: 3,
  /** The job failed and changed nothing. */
  failed: 4,
  busy: 5,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Something the user can understand and mend. `message` is one Chinese sentence: what, where, what to do. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly exitCode: ExitCode;

  constructor(message: string, code: ExitCode = exitCode.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = code;
  }
}

/** The command was called wrongly. */
export class UsageFailure extends Failure {
  override readonly name = 'UsageFailure';
  constructor(message: string) {
    super(message, exitCode.usage);
  }
}

/** Another process is writing to the same workspace. */
export class BusyFailure extends Failure {
  override readonly name = 'BusyFailure';
  constructor(message: string) {
    super(message, exitCode.busy);
  }
}
