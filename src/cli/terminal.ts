/** Where a command's words go: standard output and standard error. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Width in characters of the screen on which progress can be shown; null: nobody is looking (a file, a pipe, a test). */
  readonly progressWidth: number | null;
  /** Width in characters of the screen that shows the words; none: a file or a pipe. */
  readonly outputWidth?: number;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  progressWidth: process.stderr.isTTY ? (process.stderr.columns ?? 80) : null,
  ...(process.stdout.isTTY && { outputWidth: process.stdout.columns }),
};
