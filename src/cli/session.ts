import { type ExitCode, exitCode } from '../failure.ts';
import { localTime } from '../workspace/local-time.ts';
import { fittedText } from './fitted-text.ts';
import type { Terminal } from './terminal.ts';

const clearLine = '\r\u001B[2K';

/** Screens narrower than this wrap; longer lines than that nobody reads. In half-width characters. */
const screen = { narrowest: 80, widest: 200 };

/** One call of the command line: when it began, what it says and how it ends. */
export class Session {
  /** What the process will end with. A command that is done with gaps sets it. */
  exitCode: ExitCode = exitCode.done;
  readonly #terminal: Terminal;
  readonly #start: Date;
  #isProgressShown = false;

  constructor(terminal: Terminal, start: Date = new Date()) {
    this.#terminal = terminal;
    this.#start = start;
  }

  /** 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai; the clock was read once, at the start. */
  get startedAt(): string {
    return localTime(this.#start);
  }

  get today(): string {
    return this.startedAt.slice(0, 10);
  }

  /** Half-width characters that a line of a table may have. */
  get width(): number {
    return Math.min(Math.max(this.#terminal.outputWidth ?? screen.widest, screen.narrowest), screen.widest);
  }

  /** Text for the user, or the data asked for. A line break is added. */
  say(text: string): void {
    this.#clearProgress();
    this.#terminal.out(`${text}\n`);
  }

  /** Data that must go out as it is. */
  write(text: string): void {
    this.#clearProgress();
    this.#terminal.out(text);
  }

  /** The one JSON document of `--json`. */
  json(value: unknown): void {
    this.say(JSON.stringify(value, null, 2));
  }

  complain(text: string): void {
    this.#clearProgress();
    this.#terminal.err(`${text}\n`);
  }

  /** One line that is rewritten, only where somebody can see it. */
  readonly progress = (text: string): void => {
    const width = this.#terminal.progressWidth;
    if (width === null) return;
    // A line that wraps could not be rewritten.
    this.#terminal.err(`${clearLine}${fittedText(text, width - 4)}…`);
    this.#isProgressShown = true;
  };

  #clearProgress(): void {
    if (!this.#isProgressShown) return;
    this.#terminal.err(clearLine);
    this.#isProgressShown = false;
  }
}
